import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT, program } from '../../../tests/e2e/harness/find.mjs';

/**
 * How many clients one core of nginx serves. nginx is kept to one core and the clients to another; what counts is the
 * time that nginx itself has used, so that a slow client does not make it look slow.
 */
const SECONDS = 10;
const CLIENTS = 64;
/** What Linux counts a process's time in, for all architectures that matter. */
const TICKS = 100;

/** @param {import('../../../tests/e2e/harness/updates/nginx.mjs').Nginx} nginx pinned to core 0 @param {string} etag of its timestamp */
export async function measureLoad(nginx, etag) {
  const wrk = wrkProgram();
  if (wrk === null || process.platform !== 'linux') return console.log('\nClients per core: left out, there is no wrk (./scripts/setup --for bench)');
  console.log(`\nClients per second and core (nginx on one core of ${cpus()[0]?.model ?? 'this machine'}, wrk with ${CLIENTS} connections on another, ${SECONDS} s)`);
  for (const [name, mode, requests] of /** @type {const} */ ([
    ['a check as a host makes it: handshake (TLS 1.3), 404, 304, gone', 'close', 2],
    ['the same without handshakes, as from a cache that stays connected', 'keep', 2],
  ])) {
    const before = ticks(nginx.pid);
    const start = Date.now();
    const said = await run(wrk, ['-t1', `-c${CLIENTS}`, `-d${SECONDS}s`, '-s', join(import.meta.dirname, 'check.lua'), nginx.url, '--', etag, mode]);
    const took = (Date.now() - start) / 1000;
    const used = (ticks(nginx.pid) - before) / TICKS;
    const asked = Number(/(\d+) requests in/.exec(said)?.[1] ?? 0);
    // What is not there is counted as an error by wrk; the root that is not there yet is half of all.
    const clients = asked / requests;
    console.log(`  ${name.padEnd(68)} ${Math.round(clients / used)} clients/s (${asked} answers in ${took.toFixed(1)} s, nginx busy ${used.toFixed(1)} s)`);
  }
}

/** The time a process has used, in ticks. @param {number} pid */
function ticks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** @returns {{ path: string, libraries: string } | null} */
function wrkProgram() {
  const own = program('wrk');
  if (own) return { path: own, libraries: '' };
  const folder = join(ROOT, 'target/setup/debian/wrk');
  const path = join(folder, 'usr/bin/wrk');
  return existsSync(path) && statSync(path).isFile() ? { path, libraries: join(folder, `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`) } : null;
}

/** @param {{ path: string, libraries: string }} wrk @param {string[]} args @returns {Promise<string>} */
function run({ path, libraries }, args) {
  return new Promise((done, fail) => {
    const child = spawn('taskset', ['-c', '1', path, ...args], { env: { ...process.env, LD_LIBRARY_PATH: libraries } });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done(said) : fail(new Error(`wrk: ${said}`))));
  });
}
