/** The packaged module and Pack in Node, as the extension's background would load them. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../../extension/${name}`, import.meta.url));

export const GLUE = path('src/engine/pkg/caveat_wasm.js');
export const WASM = path('src/engine/pkg/caveat_wasm_bg.wasm');
export const PACK = path('public/packs/engine.pack');

/** The words of every language. */
export const WORDS = readdirSync(path('public/packs')).filter((name) => name.startsWith('words.')).map((name) => path(`public/packs/${name}`));

/** With the words of every language, as after messages in all of them. */
export async function loadEngine() {
  const engine = await startEngine();
  engine.load(readFileSync(PACK));
  for (const words of WORDS) engine.learn(readFileSync(words));
  return engine;
}

/** Started, without rules. */
export async function startEngine() {
  const engine = await import(GLUE);
  engine.initSync({ module: readFileSync(WASM) });
  return engine;
}
