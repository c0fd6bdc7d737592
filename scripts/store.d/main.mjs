import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, builtExtension, manifestOf } from '../../tests/e2e/harness/find.mjs';
import { open } from '../../tests/e2e/harness/open.mjs';
import { chromeAnswers, firefoxAnswers } from './answers.mjs';
import { compose } from './compose.mjs';
import { TILES } from './limits.mjs';
import { descriptionOf, listingOf, mozillasName } from './listing.mjs';
import { languagesOf } from './locales.mjs';
import { buildRecord, reviewNotes, toolchain } from './notes.mjs';
import { SHOWN, takePictures } from './pictures.mjs';
import { filesBelow } from './zip.mjs';

/** What `scripts/store` runs once everything is built: fills target/store/. */
const STORE = join(ROOT, 'target/store');
const LOCALES = join(ROOT, 'extension/public/_locales');
const STORES = /** @type {const} */ (['chrome', 'firefox']);

const { values } = parseArgs({ options: { texts: { type: 'boolean' }, pictures: { type: 'boolean' }, packages: { type: 'boolean' }, language: { type: 'string', multiple: true }, commit: { type: 'string', default: 'unknown' } } });
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

if (values.texts) texts();
if (values.pictures) await pictures(/** @type {(keyof typeof SHOWN)[]} */ (values.language ?? Object.keys(SHOWN)));
if (values.packages) packages();

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text.endsWith('\n') ? text : `${text}\n`);
}

function texts() {
  const languages = languagesOf(LOCALES);
  const english = /** @type {import('./locales.mjs').Words} */ (languages.find(({ language }) => language === 'en'));
  for (const store of STORES) {
    const folder = join(STORE, store, 'listing');
    rmSync(folder, { recursive: true, force: true });
    /** @type {Record<string, Record<string, string>>} */
    const forApi = { name: {}, summary: {}, description: {} };
    for (const words of languages) {
      const name = store === 'chrome' ? words.language : mozillasName(words.language);
      if (!name) continue;
      for (const [box, text] of Object.entries(listingOf(words, store))) {
        write(join(folder, name, `${box}.txt`), text);
        Object.assign(forApi[box] ?? {}, { [name]: text });
      }
    }
    // Mozilla takes all languages at once through its API; Chrome's dashboard is filled by hand.
    if (store === 'firefox') write(join(folder, 'listing.json'), JSON.stringify({ ...forApi, categories: ['privacy-security'], default_locale: 'en-US' }, null, 2));
    console.log(`  ${store}: ${filesBelow(folder).filter((file) => file.endsWith('name.txt')).length} languages, English: ${descriptionOf(english).length} characters`);
  }
  const notes = reviewNotes(toolchain(), version);
  write(join(STORE, 'chrome/answers.md'), chromeAnswers(english, manifestOf(builtExtension('chrome'))));
  write(join(STORE, 'firefox/answers.md'), firefoxAnswers(english, manifestOf(builtExtension('firefox')), notes));
  for (const store of STORES) copyFileSync(join(ROOT, 'PRIVACY.md'), join(STORE, store, 'PRIVACY.md'));
}

/** @param {(keyof typeof SHOWN)[]} languages */
async function pictures(languages) {
  const words = languagesOf(LOCALES);
  for (const name of STORES) {
    const folder = join(STORE, name, 'pictures');
    const driver = await open(name);
    try {
      const taken = await takePictures(driver, folder, languages);
      // Mozilla has no tiles.
      if (name === 'chrome') for (const language of languages) await tiles(driver, language, /** @type {string} */ (taken[language]?.[0]), words);
    } finally {
      await driver.close();
    }
  }
}

/** @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {string} language @param {string} shot @param {import('./locales.mjs').Words[]} words */
async function tiles(driver, language, shot, words) {
  const { say } = /** @type {import('./locales.mjs').Words} */ (words.find((one) => one.language === language));
  const filling = { shot, line: say('welcome_title'), dir: say('ui_direction'), lang: say('ui_language') };
  for (const [name, size] of Object.entries(TILES)) await compose(driver, 'tile.html', filling, size, join(dirname(shot), `tile-${name}.png`));
}

/** The zips, the sources they are made of, what they were made with, and the sums of them all. */
function packages() {
  const output = join(ROOT, 'extension/.output');
  const made = toolchain();
  const files = [];
  const sources = `caveat-${version}-sources.zip`;
  for (const [store, name] of /** @type {const} */ ([['chrome', `caveat-${version}-chrome.zip`], ['firefox', `caveat-${version}-firefox.zip`], ['firefox', sources]])) {
    const from = join(output, name);
    if (!existsSync(from)) throw new Error(`${from} is missing: run ./scripts/build --extension first`);
    mkdirSync(join(STORE, store), { recursive: true });
    cpSync(from, join(STORE, store, name));
    files.push(join(STORE, store, name));
  }
  write(join(STORE, 'BUILD.txt'), buildRecord(made, values.commit));
  const sums = files.map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${relative(STORE, file)}`);
  write(join(STORE, 'SHA256SUMS'), sums.join('\n'));
  for (const file of files) console.log(`  ${basename(file)}`);
}
