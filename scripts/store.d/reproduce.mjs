import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';

/**
 * Holds two zips against each other, file by file.
 *
 *   node scripts/store.d/reproduce.mjs OURS THEIRS
 */

/** @typedef {{ equal: boolean, files: number, same: boolean, differs: string[] }} Compared `same`: even the zips themselves */

/** @param {Buffer} zip @returns {Promise<Map<string, Buffer>>} */
async function filesOf(zip) {
  const { files } = await JSZip.loadAsync(zip);
  const entries = Object.values(files).filter(({ dir }) => !dir);
  return new Map(await Promise.all(entries.map(async (entry) => /** @type {const} */ ([entry.name, await entry.async('nodebuffer')]))));
}

/** @param {Buffer} ours @param {Buffer} theirs @returns {Promise<Compared>} */
export async function compare(ours, theirs) {
  const [one, other] = [await filesOf(ours), await filesOf(theirs)];
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  const differs = names.flatMap((name) => difference(name, one.get(name), other.get(name)));
  return { equal: differs.length === 0 && names.length > 0, files: names.length, same: ours.equals(theirs), differs };
}

/** @param {string} name @param {Buffer} [ours] @param {Buffer} [theirs] @returns {string[]} */
function difference(name, ours, theirs) {
  if (!ours) return [`${name}: only in the new build`];
  if (!theirs) return [`${name}: only in the zip that is there`];
  if (ours.equals(theirs)) return [];
  const at = ours.findIndex((byte, i) => byte !== theirs[i]);
  return [`${name}: ${ours.length} and ${theirs.length} bytes, different from byte ${at === -1 ? ours.length : at}`];
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [ours, theirs] = argv.slice(2);
  if (!ours || !theirs) throw new Error('usage: node scripts/store.d/reproduce.mjs OURS THEIRS');
  const { equal, files, same, differs } = await compare(readFileSync(ours), readFileSync(theirs));
  for (const line of differs) console.log(`  ${line}`);
  console.log(equal ? `  equal: ${files} files, byte for byte${same ? ', and the zip itself' : ' (the zips around them differ)'}` : `  DIFFERENT: ${differs.length} of ${files} files`);
  exit(equal ? 0 : 1);
}
