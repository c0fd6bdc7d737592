/** What has to be read from disk, and what a download weighs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PACK, WASM, WORDS } from '../wasm/engine.mjs';

const OUTPUT = fileURLToPath(new URL('../../extension/.output/chrome-mv3/', import.meta.url));
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);

function show(name, bytes) {
  console.log(`${name.padEnd(34)} ${kb(bytes.length)} raw ${kb(gzipSync(bytes).length)} gzip ${kb(brotliCompressSync(bytes).length)} brotli`);
}

console.log('Sizes');
show('engine module (wasm)', readFileSync(WASM));
show("engine's part of the Pack", readFileSync(PACK));
for (const words of WORDS) show(basename(words), readFileSync(words));
const scripts = join(OUTPUT, 'content-scripts');
for (const name of existsSync(scripts) ? readdirSync(scripts).sort() : []) show(`content script ${name}`, readFileSync(join(scripts, name)));
show('background.js', readFileSync(join(OUTPUT, 'background.js')));
