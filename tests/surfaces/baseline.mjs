import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { ROOT } from '../e2e/harness/find.mjs';
import { calm, placeOf } from './inside/calm.mjs';
import { EDITION } from './bring.mjs';
import { fontsHere } from './fonts.mjs';
import { shrunk } from './png.mjs';

/** How each surface is to look: a picture in `baseline/` for each. `npm run surfaces:accept` takes what is there now for right. */
export const BASELINE = join(import.meta.dirname, 'baseline');
const SEEN = join(ROOT, 'target/surfaces');
const MACHINE = join(BASELINE, 'made-with.json');
export const ACCEPTING = process.env.CAVEAT_ACCEPT === 'yes';

/** How far apart two colours may be (pixelmatch's own measure, 0 to 1), and what share of a picture may be further apart. */
const THRESHOLD = 0.1;
const MOST_DIFFERENT = 0.0005;
/** Another version of a browser may draw letters by a hair otherwise: then only what has moved or changed counts. */
const MOST_DIFFERENT_ELSEWHERE = 0.02;
/** A longer page says no more about its looks. */
const HIGHEST = 900;
/** Stand for those of the release. */
const CALM_DAY = Date.UTC(2026, 0, 1);

/** @param {string} set such as `chrome-light-en` @param {string} id */
const pathOf = (set, id) => join(BASELINE, set, `${id}.png`);

/** @param {import('./stage.mjs').View} view @param {string} version of the extension @returns {Promise<Buffer>} */
export async function pictureOf({ tab, part }, version) {
  const days = (/** @type {number} */ time) => ['en-US', 'en', 'de', 'ar'].map((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(time));
  const before = days(EDITION.made);
  const exchanges = [[EDITION.number, '2026010101'], ...days(CALM_DAY).map((day, i) => [before[i], day])];
  await tab.evaluate(calm, part === null ? [...exchanges, [version, '1.0.0']] : exchanges);
  // Nothing blinks, and nothing has the mouse over it.
  await tab.leave();
  await tab.evaluate(() => void (document.documentElement.style.caretColor = 'transparent'));
  if (part === null) await tab.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  const { width, height, scroll } = await tab.evaluate(() => ({ width: innerWidth, height: innerHeight, scroll: scrollY }));
  const place = await tab.evaluate(placeOf, part, HIGHEST);
  // As much as is pictured has to be in view.
  const needed = Math.ceil(place.y + place.height);
  if (needed <= scroll + height) return tab.stillPicture(place);
  await tab.resize(width, needed);
  await tab.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  const picture = await tab.stillPicture(await tab.evaluate(placeOf, part, HIGHEST));
  await tab.resize(width, height);
  return picture;
}

/**
 * Compares a surface with its picture. Answers what is wrong, '' when nothing is.
 * @param {string} set @param {string} id @param {Buffer} data
 */
export function compare(set, id, data) {
  const path = pathOf(set, id);
  if (ACCEPTING) {
    mkdirSync(dirname(path), { recursive: true });
    // One that looks the same stays the same file.
    if (!existsSync(path) || differing(readFileSync(path), data).share > 0) writeFileSync(path, shrunk(data));
    return '';
  }
  if (!existsSync(path)) return kept(set, id, { actual: data }, 'there is no picture of it yet: look at the actual one, then npm run surfaces:accept');
  const expected = readFileSync(path);
  const { share, diff } = differing(expected, data);
  if (share <= (otherMachine() === '' ? MOST_DIFFERENT : MOST_DIFFERENT_ELSEWHERE)) return '';
  const how = diff ? `${(share * 100).toFixed(2)} % of it looks different` : 'it has another size';
  return kept(set, id, { expected, actual: data, ...(diff ? { diff } : {}) }, `${how}${otherMachine()}`);
}

/** @param {Buffer} a @param {Buffer} b @returns {{ share: number, diff?: Buffer }} */
function differing(a, b) {
  const [one, other] = [PNG.sync.read(a), PNG.sync.read(b)];
  if (one.width !== other.width || one.height !== other.height) return { share: 1 };
  const diff = new PNG({ width: one.width, height: one.height });
  const count = pixelmatch(one.data, other.data, diff.data, one.width, one.height, { threshold: THRESHOLD });
  return { share: count / (one.width * one.height), diff: PNG.sync.write(diff) };
}

/** @param {string} set @param {string} id @param {Record<string, Buffer>} pictures @param {string} why */
function kept(set, id, pictures, why) {
  const folder = join(SEEN, set);
  mkdirSync(folder, { recursive: true });
  for (const [name, data] of Object.entries(pictures)) writeFileSync(join(folder, `${id}-${name}.png`), data);
  return `${why}; see ${join('target/surfaces', set, id)}-*.png`;
}

/** @type {Record<string, string>} */
let browsers = {};

/**
 * With other fonts every picture is another one: that is said once, and plainly. Throws when nothing can be compared.
 * @param {string} name of the browser @param {string} version
 */
export function sameMachine(name, version) {
  const fonts = fontsHere();
  browsers = { ...browsers, [name]: version };
  const before = existsSync(MACHINE) ? JSON.parse(readFileSync(MACHINE, 'utf8')) : null;
  if (ACCEPTING) {
    mkdirSync(BASELINE, { recursive: true });
    writeFileSync(MACHINE, `${JSON.stringify({ fonts, browsers: { ...before?.browsers, ...browsers } }, null, 2)}\n`);
    return;
  }
  if (!before) throw new Error('there are no pictures to compare with: look at the tour, then npm run surfaces:accept');
  const others = Object.keys(fonts).filter((file) => fonts[file] !== before.fonts[file]);
  if (others.length > 0) throw new Error(`the pictures were made with another version of ${others.join(', ')}: take Debian's fonts-noto-core and fonts-droid-fallback as in Debian 12, or accept all pictures anew with these (npm run surfaces:accept)`);
}

/** Another version of the browser may draw letters in another way. */
function otherMachine() {
  const before = existsSync(MACHINE) ? JSON.parse(readFileSync(MACHINE, 'utf8')).browsers : {};
  const others = Object.entries(browsers).filter(([name, version]) => before[name] !== version).map(([name, version]) => `${before[name] ?? `no ${name}`}, this is ${version}`);
  return others.length > 0 ? ` (the picture was made with ${others.join('; ')})` : '';
}

/** Pictures of what is in no list any more. @param {readonly string[]} sets @param {readonly string[]} ids */
export function leftOver(sets, ids) {
  if (!existsSync(BASELINE)) return [];
  return sets.flatMap((set) => (existsSync(join(BASELINE, set)) ? readdirSync(join(BASELINE, set)) : []).filter((file) => !ids.includes(file.replace(/\.png$/, ''))).map((file) => `${set}/${file}`));
}
