/** The packaged module and Pack in Node, as the extension's background would load them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../../extension/${name}`, import.meta.url));

export const GLUE = path('src/engine/pkg/caveat_wasm.js');
export const WASM = path('src/engine/pkg/caveat_wasm_bg.wasm');
export const PACK = path('public/packs/engine.pack');

export async function loadEngine() {
  const engine = await startEngine();
  engine.load(readFileSync(PACK));
  return engine;
}

/** Started, without rules. */
export async function startEngine() {
  const engine = await import(GLUE);
  engine.initSync({ module: readFileSync(WASM) });
  return engine;
}
