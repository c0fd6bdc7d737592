import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { program } from '../../e2e/harness/find.mjs';
import { until } from '../../e2e/harness/until.mjs';

/** Debian's own number for `www-data`. Nothing runs as root: mail and web servers refuse that, and rightly. */
const NOBODY = 33;
const IS_ROOT = process.getuid?.() === 0;
const DIE_WITH_US = ['--pdeathsig', 'TERM'];

/**
 * A folder that goes away again, and the servers that live in it. Each listens on loopback only, keeps everything it writes in
 * the folder, and ends with this process even if that is killed.
 */
export class Machine {
  /** @type {{ name: string, process: import('node:child_process').ChildProcess }[]} */
  #servers = [];
  /** @type {(() => unknown)[]} */
  #closers = [];
  /** The user whom the servers run as. */
  uid = IS_ROOT ? NOBODY : (process.getuid?.() ?? 0);
  gid = IS_ROOT ? NOBODY : (process.getgid?.() ?? 0);

  constructor() {
    // Short: a socket's path may not have more than 107 characters.
    this.folder = mkdtempSync(join(tmpdir(), 'caveat-'));
    if (IS_ROOT) chownSync(this.folder, this.uid, this.gid);
  }

  /** @param {string} path inside the folder */
  path(path) {
    return join(this.folder, path);
  }

  /** @param {string} path a folder inside the folder */
  makeFolder(path) {
    const made = mkdirSync(this.path(path), { recursive: true });
    if (made && IS_ROOT) spawnSync('chown', ['-R', `${this.uid}:${this.gid}`, made]);
    return this.path(path);
  }

  /** @param {string} path inside the folder @param {string | Uint8Array} content */
  write(path, content) {
    this.makeFolder(dirname(path));
    writeFileSync(this.path(path), content);
    if (IS_ROOT) chownSync(this.path(path), this.uid, this.gid);
    return this.path(path);
  }

  /** Runs to its end. @param {string} name @param {string[]} args @param {{ input?: string, env?: Record<string, string> }} [options] */
  run(name, args, { input = '', env = {} } = {}) {
    const [command, ...all] = this.#command(name, args);
    const { status, stdout, stderr, error } = spawnSync(command, all, { cwd: this.folder, env: { ...this.#env, ...env }, encoding: 'utf8', input });
    if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${error ?? `${stdout}\n${stderr}`}`);
    return stdout;
  }

  /**
   * Starts a server and waits until it answers at its port.
   * @param {string} name @param {string[]} args
   * @param {{ port: number, env?: Record<string, string>, group?: string }} options a group that it belongs to as well, if we may say so
   */
  async serve(name, args, { port, env = {}, group = '' }) {
    const [command, ...all] = this.#command(name, args, group);
    const log = this.path(`${name}-${port}.log`);
    const out = openSync(log, 'a');
    const process = spawn(command, all, { cwd: this.folder, env: { ...this.#env, ...env }, stdio: ['ignore', out, out], detached: true });
    this.#servers.push({ name, process });
    process.on('error', (error) => appendFileSync(log, String(error)));
    let ended = false;
    process.on('exit', () => (ended = true));
    const said = () => readFileSync(log, 'utf8').split('\n').slice(-20).join('\n');
    await until(`${name} to listen`, async () => ended || (await listens(port)), 30_000).catch((error) => {
      throw new Error(`${error.message}\n${said()}`);
    });
    if (ended) throw new Error(`${name} ended at once:\n${said()}`);
  }

  /** Something in this process that has to be closed too. @param {() => unknown} close */
  onClose(close) {
    this.#closers.push(close);
  }

  /** Ends all servers, the last one first, and removes the folder. */
  async close() {
    for (const close of this.#closers.reverse()) await close();
    for (const { process } of this.#servers.reverse()) {
      if (process.pid === undefined) continue;
      const gone = () => process.exitCode !== null || process.signalCode !== null;
      process.kill('SIGTERM');
      await until('a server to end', gone, 5000).catch(() => undefined);
      // Whatever it has started itself.
      endGroup(process.pid);
      await until('a server to be gone', gone);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** @param {string} name @param {string[]} args @param {string} [group] @returns {[string, ...string[]]} */
  #command(name, args, group) {
    const as = IS_ROOT ? [`--reuid=${this.uid}`, `--regid=${this.gid}`, group ? `--groups=${group}` : '--clear-groups'] : [];
    return ['setpriv', ...as, ...DIE_WITH_US, '--', programOf(name), ...args];
  }

  /** Nothing of the user's own settings. */
  get #env() {
    return { PATH: process.env.PATH ?? '', HOME: this.folder, TMPDIR: this.folder, LC_ALL: 'C.UTF-8' };
  }
}

/** @param {number} leader */
function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {string} name */
const programOf = (name) => servingProgram(name) ?? name;

/** Servers lie where only root's PATH looks. @param {string} name */
export const servingProgram = (name) => program(name) ?? program(`../sbin/${name}`);

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => (socket.destroy(), done(true)));
    socket.on('error', () => done(false));
  });
}

/** A port that nothing listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}
