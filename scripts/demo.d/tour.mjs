import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureOf } from '../../tests/surfaces/baseline.mjs';
import { inScheme } from '../../tests/surfaces/bring.mjs';
import { fontsHere } from '../../tests/surfaces/fonts.mjs';
import { Stage } from '../../tests/surfaces/stage.mjs';
import { SURFACES } from '../../tests/surfaces/surfaces.mjs';
import { drawSheets } from './tour-sheet.mjs';

/**
 * Every surface in the chosen browsers, light and dark, in three languages, as one large picture for each of these.
 *
 * @typedef {import('../../tests/e2e/harness/find.mjs').BrowserName} BrowserName
 * @typedef {{ id: string, title: string, file: string | null, why: string }} Shot `file` is null where the surface did not come up
 * @typedef {{ name: string, shots: Shot[] }} Sheet
 */
const LOCALES = ['en', 'de', 'ar'];
const SCHEMES = /** @type {const} */ (['light', 'dark']);

/** @param {readonly BrowserName[]} names @param {string} folder @returns {Promise<number>} how many surfaces could not be reached */
export async function playTour(names, folder) {
  fontsHere();
  const place = join(folder, 'tour');
  rmSync(place, { recursive: true, force: true });
  /** @type {Sheet[]} */
  const sheets = [];
  // A browser waits most of the time: both at once.
  for (const some of await Promise.all(names.map((name) => tourOf(name, place)))) sheets.push(...some);
  for (const path of await drawSheets(sheets, place)) console.log(path);
  const missing = sheets.flatMap((sheet) => sheet.shots.filter(({ file }) => file === null).map(({ id, why }) => `${sheet.name}: ${id} could not be reached: ${why}`));
  for (const line of missing) console.error(line);
  const shown = sheets.reduce((sum, { shots }) => sum + shots.length, 0) - missing.length;
  console.log(`${shown} pictures of ${SURFACES.length} surfaces, ${missing.length} not reached`);
  return missing.length;
}

/** @param {BrowserName} name @param {string} place @returns {Promise<Sheet[]>} */
async function tourOf(name, place) {
  const stage = await Stage.open(name);
  const { version } = await stage.driver.api(() => /** @type {any} */ (globalThis).browser.runtime.getManifest());
  /** @type {Sheet[]} */
  const sheets = [];
  for (const locale of LOCALES) {
    const both = SCHEMES.map((scheme) => ({ name: `${name}-${scheme}-${locale}`, scheme, shots: /** @type {Shot[]} */ ([]) }));
    for (const { name: sheet } of both) mkdirSync(join(place, 'pictures', sheet), { recursive: true });
    for (const surface of SURFACES) {
      const { id, title } = surface;
      /** @type {import('../../tests/surfaces/stage.mjs').View | null} */
      let view = null;
      for (const { name: sheet, scheme, shots } of both) {
        const file = join('pictures', sheet, `${id}.png`);
        try {
          view = await inScheme(stage, surface, { locale, scheme }, view);
          writeFileSync(join(place, file), await pictureOf(view, version));
          shots.push({ id, title, file, why: '' });
        } catch (error) {
          shots.push({ id, title, file: null, why: error instanceof Error ? error.message : String(error) });
        }
      }
      await view?.close();
    }
    sheets.push(...both);
    console.log(`${name}: all surfaces in ${locale}`);
  }
  await stage.close();
  return sheets;
}
