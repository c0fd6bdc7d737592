import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';

/**
 * A folder as a zip that is the same byte for byte wherever and whenever it is made: names in one order, one time for all, no owner and no
 * rights, and a compressor in JavaScript (Node's own one differs from version to version and from processor to processor).
 *
 * The manifest goes in without its `key`: Chrome's store has the key itself, and refuses a package that names one.
 *
 *   node scripts/store.d/zip.mjs FOLDER ZIP
 */

/** The first day that a zip can name. */
const TIME = new Date(Date.UTC(1980, 0, 1));

/** The least bytes: a store's zip is made once and fetched often. */
const LEVEL = 9;

/** Every file below a folder, by names with slashes, in the order of their code units. @param {string} folder */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/')).sort();
}

/** @param {string} folder @returns {Promise<Buffer>} */
export async function zipOf(folder) {
  const zip = new JSZip();
  const names = filesBelow(folder);
  if (names.length === 0) throw new Error(`${folder} is empty: run ./scripts/build first`);
  for (const name of names) zip.file(name, forStore(name, readFileSync(join(folder, name))), { date: TIME, createFolders: false });
  return zip.generateAsync({ type: 'nodebuffer', platform: 'DOS', compression: 'DEFLATE', compressionOptions: { level: LEVEL } });
}

/** @param {string} name @param {Buffer} content */
function forStore(name, content) {
  if (name !== 'manifest.json') return content;
  const { key, ...manifest } = JSON.parse(content.toString('utf8'));
  return key === undefined ? content : JSON.stringify(manifest);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, to] = argv.slice(2);
  if (!folder || !to) throw new Error('usage: node scripts/store.d/zip.mjs FOLDER ZIP');
  writeFileSync(to, await zipOf(folder));
}
