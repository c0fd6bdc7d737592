import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PKG = fileURLToPath(new URL('../engine/pkg/', import.meta.url));

const PUBLISHERS = fileURLToPath(new URL('../../../trust/publishers.json', import.meta.url));

const PICTURES = fileURLToPath(new URL('../../../guides/pictures/', import.meta.url));

interface OwnFile {
  absoluteSrc: string;
  relativeDest: string;
}

/** The guides' pictures, as `/pictures/<name>.svg`. */
export const pictureFiles = (): OwnFile[] =>
  readdirSync(PICTURES).filter((name) => name.endsWith('.svg')).sort().map((name) => ({ absoluteSrc: `${PICTURES}${name}`, relativeDest: `pictures/${name}` }));

/** Files that become part of the package as they are: the engine, whose signatures an update must bear, the guides' pictures. */
export function ownFiles(): OwnFile[] {
  const wasm = `${PKG}caveat_wasm_bg.wasm`;
  if (!existsSync(wasm)) throw new Error(`${wasm} is missing: run ./scripts/build, which makes the engine first`);
  if (!existsSync(PUBLISHERS)) throw new Error(`${PUBLISHERS} is missing: it is part of the tree (caveat publish trust writes one)`);
  return [
    { absoluteSrc: wasm, relativeDest: 'engine.wasm' },
    { absoluteSrc: PUBLISHERS, relativeDest: 'trust.json' },
    ...pictureFiles(),
  ];
}

/** With it, wasm-bindgen gives back the first instance forever. */
const GUARD = /if \(wasm !== undefined\) return wasm;/g;

/**
 * Adapts the generated glue: a trap leaves an instance in an unknown state, and the same glue must then be able to start
 * a fresh one. Fails the build when a new wasm-bindgen words it differently.
 */
export function adaptGlue(code: string): string {
  const adapted = code.replace(GUARD, '');
  if (adapted === code) throw new Error("wasm-bindgen's glue no longer has its guard against a second start; look at src/build/engine-glue.ts");
  // The bundler would inline the whole file as base64 there. We hand the compiled module over ourselves.
  if (code.includes('import.meta.url')) throw new Error("wasm-bindgen's glue names the wasm file by itself: make it without a default path (crates/bindgen)");
  return adapted;
}

/** Vite plugin around [`adaptGlue`]. */
export function ownGlue() {
  return {
    name: 'caveat:engine-glue',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      return id.endsWith('/engine/pkg/caveat_wasm.js') ? { code: adaptGlue(code), map: null } : null;
    },
  };
}
