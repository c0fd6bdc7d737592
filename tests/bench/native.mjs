/** The command line over many messages: what one costs when the start is shared out. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MESSAGES } from './messages.mjs';

const CAVEAT = fileURLToPath(new URL('../../target/release/caveat', import.meta.url));

const run = (lines) => {
  const start = performance.now();
  execFileSync(CAVEAT, ['scan', '--jsonl'], { input: lines, maxBuffer: 1 << 30 });
  return performance.now() - start;
};

console.log('\nNative, `caveat scan --jsonl`, all cores, reading and writing JSON included');
console.log(`  start alone ${run('').toFixed(1)} ms`);
for (const [name, { sender, replyTo, hidden: _, turns: __, ...message }] of Object.entries(MESSAGES)) {
  const one = JSON.stringify({ id: 1, ...message, reply_to: replyTo, from: `${sender.name} <${sender.address}>` });
  const count = Math.round(4e6 / one.length);
  const taken = run(`${one}\n`.repeat(count)) - run('');
  console.log(`  ${name.padEnd(26)} ${(taken / count).toFixed(3)} ms each of ${count}, ${(count * message.body.length / taken / 1e3).toFixed(1)} MB/s`);
}
