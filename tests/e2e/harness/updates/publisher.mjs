import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../find.mjs';
import { addScam, copyTree, setEdition } from './edits.mjs';

/**
 * The people who publish rules, with keys made on the spot and by the commands that real ones use. Their repository is a
 * folder of plain files; whoever serves it is somebody else.
 */
const CAVEAT = process.env.CAVEAT_BIN ?? join(ROOT, 'target/release/caveat');

const DAY_MS = 24 * 60 * 60 * 1000;

export class Publisher {
  /** What has been packed already. @type {Map<string, string>} */
  #packs = new Map();

  /** @param {string} folder everything of theirs is in it */
  constructor(folder) {
    this.folder = folder;
    this.keys = join(folder, 'keys');
    this.repository = join(folder, 'repository');
  }

  /** @param {string} folder */
  static open(folder) {
    const publisher = new Publisher(folder);
    mkdirSync(folder, { recursive: true });
    publisher.caveat('keys', 'new', '--output', publisher.keys);
    publisher.caveat('publish', 'init', '--repository', publisher.repository, '--keys', publisher.keys);
    return publisher;
  }

  /** Runs `caveat` and gives what it says. @param {string[]} args */
  caveat(...args) {
    const { status, stdout, stderr, error } = spawnSync(CAVEAT, args, { encoding: 'utf8', cwd: this.folder });
    if (status !== 0) throw new Error(`caveat ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
    return stdout + stderr;
  }

  /** The rules of the release, worked on, as a Pack; an edition is made once. @param {string} edition @param {(tree: string) => void} [work] */
  pack(edition, work = addScam) {
    const known = this.#packs.get(edition);
    if (known) return known;
    const tree = join(this.folder, `tree-${edition}`);
    rmSync(tree, { recursive: true, force: true });
    copyTree(tree);
    work(tree);
    setEdition(tree, edition);
    const made = join(this.folder, `${edition}.pack`);
    this.caveat('pack', '--root', tree, '--output', made);
    this.#packs.set(edition, made);
    return made;
  }

  /**
   * Signed by two of the three, as it must be, unless it is said otherwise.
   * @param {string} pack @param {{ by?: string[], made?: Date, days?: number, as?: string }} [options] `as`: what the file is called
   */
  sign(pack, { by = ['publisher-1', 'publisher-2'], made, days, as = pack.replace(/\.pack$/, '.caveat') } = {}) {
    const keys = by.flatMap((name) => ['--key', name.includes('/') ? name : join(this.keys, `${name}.pem`)]);
    const times = [...(made ? ['--made', rfc3339(made)] : []), ...(days === undefined ? [] : ['--valid-days', String(days)])];
    this.caveat('sign', pack, ...keys, ...times, '--output', as);
    return as;
  }

  /** @param {string} signed @param {Date} [now] */
  publish(signed, now) {
    this.caveat('publish', 'pack', signed, '--repository', this.repository, '--keys', this.keys, ...(now ? ['--now', rfc3339(now)] : []));
  }

  /** A new timestamp and nothing else, as the one online key makes it by the clock. */
  refresh() {
    this.caveat('publish', 'refresh', '--repository', this.repository, '--key', join(this.keys, 'timestamp.pem'));
  }

  /** What a build trusts: `publishers.json` for the extension, `root.json` and `mirrors.json` for the host. @param {string} mirror */
  trust(mirror) {
    const folder = join(this.folder, 'trust');
    rmSync(folder, { recursive: true, force: true });
    this.caveat('publish', 'trust', '--repository', this.repository, '--keys', this.keys, '--mirror', mirror, '--output', folder);
    return folder;
  }

  /** Keeps the repository as it is now, to come back to it. @param {string} name */
  remember(name) {
    this.#exchange(this.repository, join(this.folder, `remembered-${name}`));
  }

  /** @param {string} name */
  recall(name) {
    this.#exchange(join(this.folder, `remembered-${name}`), this.repository);
  }

  /** @param {string} from @param {string} to */
  #exchange(from, to) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
  }

  /** One bit of the newest Pack in the repository is turned over, as by a mirror that has been broken into. */
  tamper() {
    const folder = join(this.repository, 'targets');
    for (const name of readdirSync(folder)) tamperedCopy(join(folder, name), join(folder, name));
  }
}

/** A file with one bit turned over in its middle. @param {string} from @param {string} to */
export function tamperedCopy(from, to) {
  const bytes = readFileSync(from);
  const middle = bytes.length >> 1;
  bytes[middle] = /** @type {number} */ (bytes[middle]) ^ 1;
  writeFileSync(to, bytes);
  return to;
}

/** @param {number} days */
export const daysAgo = (days) => new Date(Date.now() - days * DAY_MS);

/** To the second. @param {Date} time */
const rfc3339 = (time) => time.toISOString().replace(/\.\d+Z$/, 'Z');
