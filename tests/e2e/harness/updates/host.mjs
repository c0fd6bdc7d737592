import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../find.mjs';

/** The host's program. */
export const HOST = process.env.CAVEAT_HOST ?? join(ROOT, 'target/release/caveat-host');

const HOUR = 3600;

/**
 * A user of this machine who exists for a test: a home folder in which browsers and host find everything at the places where
 * they look for it in real life, and nothing of the true user's.
 */
export class Home {
  /** @param {string} folder @param {string} authority whom the host trusts for the mirror's certificate, as a system's list */
  constructor(folder, authority) {
    this.folder = folder;
    this.env = {
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, '.config'),
      XDG_STATE_HOME: join(folder, '.local/state'),
      XDG_CACHE_HOME: join(folder, '.cache'),
      SSL_CERT_FILE: authority,
    };
    mkdirSync(folder, { recursive: true });
  }

  /** Where Chromium keeps everything of its user's. The host's manifest stands below it. */
  get chromium() {
    return join(this.folder, '.config/chromium');
  }

  /** The host's own folder. */
  get state() {
    return join(this.folder, '.local/state/caveat-host');
  }

  /** Runs `caveat-host` as this user. @param {string[]} args */
  host(...args) {
    const { status, stdout, stderr, error } = spawnSync(HOST, args, { encoding: 'utf8', env: { ...process.env, ...this.env } });
    if (error) throw new Error(`caveat-host: ${error.message}`);
    return { status, said: stdout + stderr };
  }

  /** The same, while this process goes on. @param {string[]} args @returns {Promise<{ status: number | null, said: string }>} */
  hostAside(...args) {
    return new Promise((done) => {
      execFile(HOST, args, { encoding: 'utf8', env: { ...process.env, ...this.env } }, (error, stdout, stderr) => {
        done({ status: error ? Number(error.code ?? -1) : 0, said: stdout + stderr });
      });
    });
  }

  /** @param {import('../find.mjs').BrowserName} browser @param {string} trust */
  install(browser, trust) {
    const { status, said } = this.host('install', '--browser', browser === 'chrome' ? 'chromium' : browser, '--trust', trust);
    if (status !== 0) throw new Error(`caveat-host install: ${said}`);
    return said;
  }

  /** What the workplace lays down, as Firefox reads it. @param {string} id the extension's @param {object} data */
  manage(id, data) {
    const folder = join(this.folder, '.mozilla/managed-storage');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${id}.json`), JSON.stringify({ name: id, description: 'Laid down for a test', type: 'storage', data }));
  }

  /** The host asks its mirror once an hour. For it, so many have gone by. @param {number} [hours] */
  goOn(hours = 2) {
    const path = join(this.state, 'last.json');
    if (!existsSync(path)) return;
    const last = JSON.parse(readFileSync(path, 'utf8'));
    for (const [key, value] of Object.entries(last)) if (typeof value === 'number' && value > HOUR) last[key] = value - hours * HOUR;
    writeFileSync(path, JSON.stringify(last));
  }

  /** Files of the host's that are still there. @returns {string[]} */
  leftovers() {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((path) => /caveat-host|org\.caveat_extension\.host/.test(path));
  }

  /** The hosts that are running for this user now (Linux). @returns {number[]} */
  running() {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => belongs(pid, this.folder));
  }
}

/** @param {number} pid @param {string} home */
function belongs(pid, home) {
  try {
    if (!readlinkSync(`/proc/${pid}/exe`).endsWith('/caveat-host')) return false;
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`);
  } catch {
    // Ended meanwhile, or somebody else's.
    return false;
  }
}
