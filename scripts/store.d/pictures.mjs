import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { ROOT } from '../../tests/e2e/harness/find.mjs';
import { until } from '../../tests/e2e/harness/until.mjs';
import { compose } from './compose.mjs';
import { PICTURES } from './limits.mjs';
import { finish } from './png.mjs';

/**
 * Pictures of the extension itself, in a real browser, in each language that has guides and in one that is written from the right.
 *
 * @typedef {import('../../tests/e2e/harness/driver.mjs').Driver} Driver
 * @typedef {import('../../tests/e2e/harness/own-page.mjs').OwnPage} OwnPage
 */

/** Folder of `_locales`: what the guides call it, the country whose numbers are shown. */
export const SHOWN = {
  en: { code: 'en', country: 'US' },
  de: { code: 'de', country: 'DE' },
  es: { code: 'es', country: 'ES' },
  fr: { code: 'fr', country: 'FR' },
  it: { code: 'it', country: 'IT' },
  nl: { code: 'nl', country: 'NL' },
  pt_BR: { code: 'pt', country: 'other' },
  pt_PT: { code: 'pt', country: 'PT' },
  ar: { code: 'ar', country: 'AE' },
};

/** A message of the demo mailbox with a link in it, and the guide of its kind. */
const MAIL = 'bank-alert';
const MAIL_LINK = '.message a[href^="https://chase-secure-center"]';
const GUIDE = 'safe-account';
/** What is pasted into the check page: the rules' own example of it, in the reader's language where there is one. */
const PASTED = 'family-new-number';

/** The toolbar's popup is as wide as this, and higher than a browser lets it be, so that nothing of it is cut. */
const POPUP = { width: 400, height: 640 };

/** A pixel of the page is one of the picture, whatever the screen. */
const SCALE = 1;

/** @param {Driver} driver @param {OwnPage} page @param {{ width: number, height: number }} size */
async function resize(driver, page, { width, height }) {
  const inside = await page.inside();
  if (driver.name === 'chrome') {
    await inside.setViewport({ width, height, deviceScaleFactor: SCALE });
    await inside.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  } else {
    await /** @type {any} */ (driver).bidi('browsingContext.setViewport', { context: inside.frames()[0]._id, viewport: { width, height }, devicePixelRatio: SCALE });
  }
  await until(`a width of ${width}`, () => page.evaluate((/** @type {number} */ wanted) => innerWidth === wanted, width));
}

/** Fonts are there, pictures are drawn, and no line is still on its way. @param {OwnPage} page */
const settled = (page) =>
  until('the page to be drawn', () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      const pictures = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
      return pictures.every((image) => image.complete) && document.getAnimations().every(({ playState }) => playState !== 'running');
    }),
  );

/** @param {OwnPage} page @param {string} selector @param {number} [count] */
const filled = (page, selector, count = 1) => until(`${selector} on ${page.url}`, () => page.evaluate((/** @type {string} */ wanted, /** @type {number} */ many) => document.querySelectorAll(wanted).length >= many, selector, count));

/** A message that a person might paste. @param {string} code */
export function pastedIn(code) {
  const own = join(ROOT, `rules/languages/${code}/examples/${PASTED}.toml`);
  const file = existsSync(own) ? own : join(ROOT, `rules/scams/${PASTED}.toml`);
  const { example = [] } = /** @type {any} */ (parse(readFileSync(file, 'utf8')));
  const scams = example.filter((/** @type {any} */ one) => one.expect === 'danger' && !one.turns?.length);
  const found = scams.find((/** @type {any} */ one) => one.channel !== 'email') ?? scams[0];
  if (!found) throw new Error(`${file} has no example that expects danger`);
  return found.body.trim();
}

/**
 * Takes all pictures in one browser. Answers the files, by language.
 * @param {Driver} driver @param {string} folder @param {(keyof typeof SHOWN)[]} languages @returns {Promise<Record<string, string[]>>}
 */
export async function takePictures(driver, folder, languages) {
  /** @type {Record<string, string[]>} */
  const taken = {};
  for (const language of languages) {
    const into = join(folder, language);
    mkdirSync(into, { recursive: true });
    await choose(driver, language);
    taken[language] = await ofLanguage(driver, into, language);
    console.log(`  ${driver.name}: ${language}: ${taken[language].length} pictures`);
  }
  return taken;
}

/** @param {Driver} driver @param {keyof typeof SHOWN} language */
const choose = (driver, language) =>
  driver.api(
    (values) => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: { version: 2, language: null, country: null, care: 'usual', guard: true, trusted: [], muted: [], helper: false, contact: null, ...values } }),
    { language, country: SHOWN[language].country },
  );

/** @param {Driver} driver @param {string} into @param {keyof typeof SHOWN} language */
async function ofLanguage(driver, into, language) {
  /** @type {string[]} */
  const files = [];
  const keep = (/** @type {string} */ name) => (files.push(join(into, name)), join(into, name));
  const take = async (/** @type {OwnPage} */ page, /** @type {string} */ path) => {
    await settled(page);
    await page.screenshot(path);
    finish(path);
  };
  const open = async (/** @type {string} */ path, size = PICTURES) => {
    const page = await driver.own(path);
    await resize(driver, page, size);
    return page;
  };

  const mailbox = await open(`demo.html#/inbox/${MAIL}`);
  const inside = await mailbox.inside();
  await until('the warning with the steps of its guide', async () => (await driver.warnings(inside))[0]?.steps.length);
  await take(mailbox, keep('1-warning.png'));

  const tab = await mailbox.evaluate(() => /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ { id }) => id));
  const popup = await open(`popup.html?tab=${tab}`, POPUP);
  await filled(popup, '.verdict .reason');
  const small = join(into, 'popup.png');
  await take(popup, small);
  await popup.close();
  await compose(driver, 'over.html', { under: files[0], popup: small }, PICTURES, keep('3-popup.png'));
  rmSync(small);

  await mailbox.show();
  await mailbox.click(MAIL_LINK);
  await until('the question at the link', async () => (await driver.warnings(inside, 'caveat-guard')).length === 1);
  await take(mailbox, keep('2-link.png'));
  await mailbox.close();

  const check = await open('check.html');
  await filled(check, '#paste');
  await check.evaluate((/** @type {string} */ text) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector('#paste'));
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, pastedIn(SHOWN[language].code));
  await filled(check, 'mark');
  await take(check, keep('4-check.png'));
  await check.close();

  const guide = await open(`guide.html#/${GUIDE}`);
  await filled(guide, 'article.guide h2', 3);
  await take(guide, keep('5-guide.png'));
  await guide.close();

  const options = await open('options.html');
  await filled(options, '.health tr', 3);
  await take(options, keep('6-options.png'));
  await options.close();
  return files.sort();
}
