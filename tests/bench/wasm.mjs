/**
 * The module under V8. Each cold figure is of a process of its own, because that is what a user waits for when the
 * browser wakes the background: nothing compiled, nothing warm.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GLUE, PACK, WASM } from '../wasm/engine.mjs';
import { MESSAGES } from './messages.mjs';

const RUNS = 7;
const SELF = fileURLToPath(import.meta.url);

const time = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** In a fresh process: compile and start, load the Pack, first scan. */
async function cold(name) {
  const [wasm, pack, engine] = [readFileSync(WASM), readFileSync(PACK), await import(GLUE)];
  return {
    start: time(() => engine.initSync({ module: wasm })),
    load: time(() => engine.load(pack)),
    first: time(() => engine.scan(MESSAGES[name])),
  };
}

async function hot() {
  const engine = await import(GLUE);
  engine.initSync({ module: readFileSync(WASM) });
  engine.load(readFileSync(PACK));
  for (const [name, message] of Object.entries(MESSAGES)) {
    const end = performance.now() + 1_500;
    const taken = [];
    while (performance.now() < end) taken.push(time(() => engine.scan(message)));
    console.log(`  hot scan, ${name.padEnd(26)} ${median(taken).toFixed(3).padStart(8)} ms median of ${taken.length}`);
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

if (process.argv[2] === 'cold') {
  console.log(JSON.stringify(await cold(process.argv[3])));
} else {
  console.log(`\nModule under V8 ${process.versions.v8}, ${RUNS} fresh processes each, min / median`);
  for (const name of ['honest, 2 KB', 'scam, 2 KB, 10 links']) {
    const runs = Array.from({ length: RUNS }, () => JSON.parse(execFileSync(process.execPath, [SELF, 'cold', name], { encoding: 'utf8' })));
    for (const what of ['start', 'load', 'first']) {
      const all = runs.map((run) => run[what]);
      const label = { start: 'compile and start', load: 'load the Pack', first: `first scan, ${name}` }[what];
      console.log(`  ${label.padEnd(36)} ${Math.min(...all).toFixed(2).padStart(7)} / ${median(all).toFixed(2).padStart(7)} ms`);
    }
  }
  await hot();
}
