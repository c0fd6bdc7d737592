import { existsSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPhrases, addScam } from '../../tests/e2e/harness/updates/edits.mjs';
import { HOST, Home } from '../../tests/e2e/harness/updates/host.mjs';
import { Nginx, nginxProgram } from '../../tests/e2e/harness/updates/nginx.mjs';
import { Publisher } from '../../tests/e2e/harness/updates/publisher.mjs';
import { until } from '../../tests/e2e/harness/until.mjs';
import { measureDeltas } from './updates/delta.mjs';
import { measureLoad } from './updates/load.mjs';
import { Meter } from './updates/meter.mjs';
import { printSimulation } from './updates/simulate.mjs';

/**
 * What updates cost those who serve them: bytes of a check and of an update by the real host from a real nginx, clients per
 * core, ten million clients simulated with these bytes, and what differences would save.
 *
 *   node scripts/bench.d/updates.mjs [bytes|load|simulate|delta …]     default: all
 */
const wanted = process.argv.slice(2);
const wants = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);
/** Around each TLS record: its head, the type inside, and the tag. */
const RECORD = 5 + 1 + 16;
/** The ETag of a file as nginx makes it. @param {string} path */
function etagOf(path) {
  const { mtimeMs, size } = statSync(path);
  return `"${Math.floor(mtimeMs / 1000).toString(16)}-${size.toString(16)}"`;
}

if (nginxProgram() === null) throw new Error('no nginx: ./scripts/setup --for bench');
if (!existsSync(HOST)) throw new Error(`${HOST} is not built: ./scripts/build --fast`);

const folder = mkdtempSync(join(tmpdir(), 'caveat-bench-'));
const publisher = Publisher.open(join(folder, 'publisher'));
const edition = (/** @type {number} */ number) => `20990101${String(number).padStart(2, '0')}`;
publisher.publish(publisher.sign(publisher.pack(edition(1), addScam)));
const nginx = await Nginx.start(join(folder, 'nginx'), publisher.repository, { pin: 0 });
const meter = await Meter.start(nginx.port);
try {
  const bytes = await measureBytes();
  if (wants('bytes')) print(bytes);
  if (wants('load')) await measureLoad(nginx, etagOf(join(publisher.repository, 'metadata/timestamp.json')));
  if (wants('simulate')) {
    const { quiet, refreshed, updated } = bytes;
    printSimulation({ check: quiet.plain, handshake: quiet.total - quiet.plain, timestamp: refreshed.total - quiet.total, update: updated.total - refreshed.total });
  }
  if (wants('delta')) measureDeltas();
} finally {
  meter.close();
  await nginx.close();
  rmSync(folder, { recursive: true, force: true });
}

/** @typedef {{ total: number, plain: number, connections: number, asked: import('../../tests/e2e/harness/updates/nginx.mjs').Asked[] }} Cost */

/** The real host, four times. */
async function measureBytes() {
  const home = new Home(join(folder, 'home'), nginx.authority);
  home.install('firefox', publisher.trust(`https://127.0.0.1:${meter.port}/`));
  const first = await sync(home);
  const quiet = await sync(home);
  publisher.refresh();
  // Servers know a file by its length and its time in seconds; here all is done within one.
  const soon = Date.now() / 1000 + 60;
  utimesSync(join(publisher.repository, 'metadata/timestamp.json'), soon, soon);
  const refreshed = await sync(home);
  publisher.publish(publisher.sign(publisher.pack(edition(2), (tree) => (addScam(tree), addPhrases(tree, 12)))));
  const updated = await sync(home);
  return { first, quiet, refreshed, updated };
}

/** @param {Home} home @returns {Promise<Cost>} */
async function sync(home) {
  meter.take();
  const before = nginx.asked().length;
  // The meter counts in this process, so it must not wait for the host.
  const { status, said } = await home.hostAside('sync', '--now');
  if (status !== 0) throw new Error(`caveat-host sync: ${said}`);
  const { up, down, connections } = meter.take();
  const asked = await until('nginx to write down what was asked', () => {
    const now = nginx.asked().slice(before);
    return now.length > 0 && now;
  });
  // Without handshakes: what is said in HTTP, and the records that carry it, one for each way of each question.
  const plain = asked.reduce((sum, one) => sum + one.request + one.answer + 2 * RECORD, 0);
  return { total: up + down, plain, connections, asked };
}

/** @param {Awaited<ReturnType<typeof measureBytes>>} bytes */
function print(bytes) {
  console.log('Bytes on the wire between caveat-host and nginx, both ways');
  for (const [name, key] of /** @type {const} */ ([
    ['nothing new', 'quiet'],
    ['a new timestamp, nothing else', 'refreshed'],
    ['an update (one scam, 12 phrases)', 'updated'],
    ['the first time', 'first'],
  ])) {
    const { total, plain, connections, asked } = bytes[key];
    const list = asked.map(({ path, status }) => `${path.replace(/^.*\//, '').replace(/^[0-9a-f]{64}/, '<sha256>')} ${status}`).join(', ');
    console.log(`  ${name.padEnd(34)} ${total.toLocaleString('en').padStart(9)} in all; ${plain.toLocaleString('en').padStart(9)} without the handshake (${connections} connection${connections === 1 ? '' : 's'}: ${list})`);
  }
}
