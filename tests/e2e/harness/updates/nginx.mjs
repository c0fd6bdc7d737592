import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT, program } from '../find.mjs';
import { until } from '../until.mjs';
import { makeAuthority } from './authority.mjs';

/** The headers of a real mirror; the same file that is given to people who run one. */
const MIRROR = join(ROOT, 'docs/mirror.conf');

/** The program, or null: the system's own, or what `scripts/setup` has unpacked. @returns {string | null} */
export function nginxProgram() {
  // Servers lie where only root's PATH looks.
  const places = [program('nginx'), '/usr/sbin/nginx', join(ROOT, 'target/setup/debian/nginx/usr/sbin/nginx')];
  return places.find((path) => path !== null && existsSync(path)) ?? null;
}

/**
 * Debian's nginx as an ordinary process on loopback. Everything that it writes is in one folder, and it ends with us.
 */
export class Nginx {
  /** @type {import('node:child_process').ChildProcess | null} */
  #process = null;
  /** @type {number | undefined} */
  #pin;

  /** @param {string} folder of its own @param {number} port @param {string} authority */
  constructor(folder, port, authority) {
    this.folder = folder;
    this.port = port;
    /** Whom to trust for its certificate, as `SSL_CERT_FILE`. */
    this.authority = authority;
    this.url = `https://127.0.0.1:${port}/`;
  }

  /**
   * @param {string} folder for its settings and logs @param {string} repository what it serves
   * @param {{ pin?: number }} [options] `pin`: it runs on this core only
   */
  static async start(folder, repository, { pin } = {}) {
    mkdirSync(folder, { recursive: true });
    const tls = makeAuthority(folder);
    const nginx = new Nginx(folder, await freePort(), tls.authority);
    writeFileSync(join(folder, 'nginx.conf'), settings(folder, repository, nginx.port, tls));
    nginx.#pin = pin;
    await nginx.restart();
    return nginx;
  }

  /** Starts it, for the first time or after `close`. */
  async restart() {
    const pin = this.#pin;
    const path = nginxProgram();
    if (path === null) throw new Error('no nginx found: run ./scripts/setup');
    const log = join(this.folder, 'nginx.log');
    const out = openSync(log, 'a');
    const command = [path, '-p', this.folder, '-c', join(this.folder, 'nginx.conf'), '-e', 'stderr'];
    if (pin !== undefined) command.unshift('taskset', '-c', String(pin));
    // Where there is a way to say so, it ends even when we are killed.
    const setpriv = program('setpriv');
    if (setpriv) command.unshift(setpriv, '--pdeathsig', 'TERM', '--');
    const [name = '', ...args] = command;
    const child = spawn(name, args, { stdio: ['ignore', out, out] });
    this.#process = child;
    let ended = '';
    child.on('error', (error) => (ended = error.message));
    child.on('exit', () => (ended ||= 'it ended'));
    process.once('exit', () => child.kill());
    await until('nginx to listen', async () => ended !== '' || (await listens(this.port)));
    if (ended) throw new Error(`nginx: ${ended}\n${readFileSync(log, 'utf8')}`);
  }

  /** What was asked, oldest first: method, path, status, bytes, what was asked for conditionally, and by whom. @returns {Asked[]} */
  asked() {
    const path = join(this.folder, 'access.log');
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  /** The process that answers, for its times. */
  get pid() {
    return this.#process?.pid ?? 0;
  }

  /** It takes connections and answers nothing, until `resume`. */
  pause() {
    this.#process?.kill('SIGSTOP');
  }

  resume() {
    this.#process?.kill('SIGCONT');
  }

  async close() {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    // One that is paused would not hear it.
    child.kill('SIGCONT');
    await until('nginx to end', () => child.exitCode !== null || child.signalCode !== null);
  }
}

/**
 * One request; `more` is whatever else could tell one asker from another.
 * @typedef {{ method: string, path: string, status: number, request: number, answer: number, body: number, agent: string, match: string, range: string, connection: string, more: string }} Asked
 */

/**
 * @param {string} folder @param {string} repository @param {number} port @param {{ certificate: string, key: string }} tls
 */
function settings(folder, repository, port, { certificate, key }) {
  // One process that is master and worker at once: nothing to drop rights to, and nothing to be left behind.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/tmp-${name};`);
  return `${user}
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  ${temporary.join('\n  ')}
  log_format asked escape=json '{"method":"$request_method","path":"$uri","status":$status,"request":$request_length,"answer":$bytes_sent,"body":$body_bytes_sent,"agent":"$http_user_agent","match":"$http_if_none_match","range":"$http_range","connection":"$connection","more":"$args$http_cookie$http_referer$http_accept_language$http_authorization"}';
  access_log ${folder}/access.log asked;
  server {
    listen 127.0.0.1:${port} ssl backlog=4096;
    server_name localhost;
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    ssl_protocols TLSv1.2 TLSv1.3;
    root ${repository};
    include ${MIRROR};
  }
}
`;
}

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => (socket.destroy(), done(true)));
    socket.on('error', () => done(false));
  });
}

/** A port that nothing listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}
