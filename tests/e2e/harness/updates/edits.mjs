import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../find.mjs';

/** What an author of rules does in a day, done to a copy of `rules/` and `guides/`. */
const NEWS = join(import.meta.dirname, 'news');

/** The kind that {@link addScam} brings; no rule of the release minds its words. */
export const NEW_SCAM = 'false-renewal';

/** @param {string} tree where the copy goes */
export function copyTree(tree) {
  mkdirSync(tree, { recursive: true });
  for (const folder of ['rules', 'guides']) cpSync(join(ROOT, folder), join(tree, folder), { recursive: true });
}

/** The edition that the next Pack of this tree will carry: YYYYMMDDNN. @param {string} tree @param {string} number */
export function setEdition(tree, number) {
  writeFileSync(join(tree, 'rules/edition.toml'), `number = ${number}\n`);
}

/** A new kind with three signals, a dozen examples and a guide. @param {string} tree */
export function addScam(tree) {
  cpSync(join(NEWS, `${NEW_SCAM}.toml`), join(tree, `rules/scams/${NEW_SCAM}.toml`));
  cpSync(join(NEWS, `${NEW_SCAM}.md`), join(tree, `guides/en/${NEW_SCAM}.md`));
  addPicture(tree, NEW_SCAM);
}

/** A kind that would warn about nearly every message there is. @param {string} tree */
export function addFlood(tree) {
  cpSync(join(NEWS, 'flood.toml'), join(tree, 'rules/scams/flood.toml'));
  cpSync(join(NEWS, `${NEW_SCAM}.md`), join(tree, 'guides/en/flood.md'));
  addPicture(tree, 'flood');
}

/** A guide has the picture of its family. @param {string} tree @param {string} guide */
function addPicture(tree, guide) {
  const path = join(tree, 'guides/pictures.toml');
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n${guide} = "account"\n`);
}

/** The same tells in another language. @param {string} tree */
export function translateScam(tree) {
  writeFileSync(
    join(tree, 'rules/languages/de/words/renewal.toml'),
    `# How the false renewal says it in German.

[[words]]
signal = "plan-renews-by-itself"
phrases = ["ihr jahresabo verlaengert sich am*", "dein jahresabo verlaengert sich am*"]
fires = ["Ihr Jahresabo verlängert sich am 1. Dezember"]
silent_on = ["Das Abo ist gekündigt"]

[[words]]
signal = "manage-plan-button"
phrases = ["mein fernwood-abo verwalten"]
fires = ["Mein Fernwood-Abo verwalten"]
silent_on = ["Mein Garten"]
`,
  );
}

/** One more wording for each of so many signals. @param {string} tree @param {number} count */
export function addPhrases(tree, count) {
  const words = ['waits', 'holds', 'closes', 'stops', 'locks', 'charges', 'renews', 'returns', 'asks', 'counts', 'blocks', 'opens'];
  let done = 0;
  for (const file of readdirSync(join(tree, 'rules/signals')).sort()) {
    if (done === count) return;
    const path = join(tree, 'rules/signals', file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(/phrases\.en = \[\s*"/, `phrases.en = ["the quiet desk ${words[done % words.length]} for you tonight", "`);
    if (after === before) continue;
    writeFileSync(path, after);
    done += 1;
  }
  if (done < count) throw new Error(`only ${done} files of signals have phrases`);
}

/** Gmail has renamed a class. @param {string} tree */
export function changeSite(tree) {
  edit(join(tree, 'rules/sites/gmail.toml'), 'subject = ["h2.hP"', 'subject = ["h2.hQ", "h2.hP"');
}

/** A sentence in a guide. @param {string} tree */
export function changeGuide(tree) {
  edit(join(tree, 'guides/en/parcel-fee.md'), '## Honestly {#honest}\n', '## Honestly {#honest}\n\nPostal companies see these notices more in winter.\n');
}

/** @param {string} path @param {string} from @param {string} to */
function edit(path, from, to) {
  const before = readFileSync(path, 'utf8');
  if (!before.includes(from)) throw new Error(`${path} no longer has: ${from}`);
  writeFileSync(path, before.replace(from, to));
}
