import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ROOT, program } from '../../../tests/e2e/harness/find.mjs';
import { addPhrases, addScam, changeGuide, changeSite, copyTree, translateScam } from '../../../tests/e2e/harness/updates/edits.mjs';

/**
 * What an update weighs, and what it would weigh as the difference to the one before: days of work made up, and days
 * of work from the project's own history.
 */
const CAVEAT = process.env.CAVEAT_BIN ?? join(ROOT, 'target/release/caveat');

/** @typedef {{ whole: Buffer, path: string, parts: Map<string, Buffer> }} Made */

/** @type {[string, (tree: string) => void][]} */
const DAYS = [
  ['one guide', changeGuide],
  ['one site', changeSite],
  ['12 phrases', (tree) => addPhrases(tree, 12)],
  ['one scam: 3 signals, 12 examples, its guide', addScam],
  ['a day: that scam, in German too, 12 phrases, a site, a guide', (tree) => [addScam, translateScam, changeSite, changeGuide].forEach((edit) => edit(tree)) ?? addPhrases(tree, 12)],
];

/** So many commits to rules and guides back. */
const BACK = [1, 10, 40, 150, 300];

export function measureDeltas() {
  const folder = mkdtempSync(join(tmpdir(), 'caveat-delta-'));
  try {
    copyTree(join(folder, 'now'));
    const now = pack(join(folder, 'now'));
    const gzip = gzipSync(now.whole, { level: 9 }).length;
    const brotli = brotliCompressSync(now.whole, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: now.whole.length } }).length;
    console.log(`\nWhole Pack: ${bytes(now.whole.length)}; gzip ${bytes(gzip)}, brotli ${bytes(brotli)}${program('zstd') ? `, zstd -19 ${bytes(zstd(['-19', now.path]))}` : ''}`);
    console.log('\nOne update, in KB: whole in gzip | changed parts in gzip | zstd --patch-from');
    for (const [name, edit] of DAYS) {
      const tree = join(folder, 'then');
      rmSync(tree, { recursive: true, force: true });
      copyTree(tree);
      edit(tree);
      row(name, now, pack(tree));
    }
    for (const [name, tree] of history(folder)) row(name, pack(tree), now);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Earlier trees of this repository that the present compiler still reads. @param {string} folder @returns {Generator<[string, string]>} */
function* history(folder) {
  const log = spawnSync('git', ['log', '--first-parent', '--format=%h %cs', '--', 'rules', 'guides'], { cwd: ROOT, encoding: 'utf8' });
  const commits = log.status === 0 ? log.stdout.trim().split('\n') : [];
  for (const back of BACK) {
    const commit = commits[back];
    if (!commit) return;
    const [hash = '', day] = commit.split(' ');
    const tree = join(folder, hash);
    mkdirSync(tree);
    const archive = spawnSync('git', ['archive', hash, 'rules', 'guides'], { cwd: ROOT, maxBuffer: 1 << 28 });
    spawnSync('tar', ['-x', '-C', tree], { input: archive.stdout });
    // What a tree of then did not need yet.
    for (const file of ['rules/edition.toml', 'rules/core.toml', 'rules/gate.jsonl']) if (!existsSync(join(tree, file))) cpSync(join(ROOT, file), join(tree, file));
    const files = spawnSync('git', ['diff', '--shortstat', hash, 'HEAD', '--', 'rules', 'guides'], { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
    if (!packs(tree)) console.log(`  history: ${back} commits back: not read by the compiler of today`);
    else yield [`history: ${back} commits back (${day}; ${files.replace(/ changed.*?(\d+) insertions?.*/, ', $1 lines')})`, tree];
  }
}

/** @param {string} tree */
const packs = (tree) => spawnSync(CAVEAT, ['pack', '--root', tree, '-o', `${tree}.pack`], { encoding: 'utf8' }).status === 0;

/** @param {string} tree @returns {Made} */
function pack(tree) {
  rmSync(`${tree}-parts`, { recursive: true, force: true });
  mkdirSync(`${tree}-parts`);
  for (const args of [['-o', `${tree}.pack`], ['--parts', `${tree}-parts`]]) {
    const { status, stderr } = spawnSync(CAVEAT, ['pack', '--root', tree, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`caveat pack: ${stderr}`);
  }
  const parts = new Map(readdirSync(`${tree}-parts`).map((name) => [name, readFileSync(join(`${tree}-parts`, name))]));
  return { whole: readFileSync(`${tree}.pack`), path: `${tree}.pack`, parts };
}

/** @param {string} name @param {Made} from @param {Made} to */
function row(name, from, to) {
  const hash = (/** @type {Buffer | undefined} */ part) => part && createHash('sha256').update(part).digest('hex');
  const changed = [...to.parts].filter(([part, content]) => hash(content) !== hash(from.parts.get(part)));
  const inParts = changed.reduce((sum, [, content]) => sum + gzipSync(content, { level: 9 }).length, 0);
  const patch = program('zstd') ? kb(zstd(['-19', '--long=27', `--patch-from=${from.path}`, to.path])) : 'no zstd';
  console.log(`  ${name.padEnd(76)} ${kb(gzipSync(to.whole, { level: 9 }).length)} | ${kb(inParts)} (${String(changed.length).padStart(2)} of ${to.parts.size}) | ${patch}`);
}

/** @param {string[]} args */
function zstd(args) {
  const { status, stdout, stderr } = spawnSync('zstd', ['-q', '-c', ...args], { maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`zstd: ${stderr}`);
  return stdout.length;
}

const kb = (/** @type {number} */ size) => (size / 1000).toFixed(1).padStart(7);
const bytes = (/** @type {number} */ size) => `${size.toLocaleString('en')} bytes`;
