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

/** A message of the demo mailbox with a link that is not what it claims, and the guide of its kind, which is there in every language with guides. */
const MAIL = 'parcel';
const LINK = 'a[href^="https://usps-redelivery-help"]';
const GUIDE = 'parcel-fee';
/** Signs in the mailbox's list, as far as it is in view. */
const MARK = 'caveat-mark';
const MARKS = 2;
/** What is pasted into the check page: the rules' own example of it, in the reader's language where there is one. */
const PASTED = 'family-new-number';
/** Characters that make it look like a message. */
const A_MESSAGE = 100;

/** The toolbar's popup: as wide as it makes itself, and as high as browsers let it be. */
const POPUP = { width: 400, height: 600 };

/** For a page that is longer than a picture: so much more of it, and everything that much smaller. */
const WIDER = 1.25;
/** Below what is shown last, and above what is shown first. */
const MARGIN = 16;

/** @param {Driver} driver @param {OwnPage} page @param {{ width: number, height: number }} size of the picture @param {number} wider */
async function resize(driver, page, size, wider) {
  const width = size.width * wider;
  const height = size.height * wider;
  // A pixel of the page is one of the picture, whatever the screen.
  const scale = 1 / wider;
  const inside = await page.inside();
  if (driver.name === 'chrome') {
    await inside.setViewport({ width, height, deviceScaleFactor: scale });
    await inside.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  } else {
    await /** @type {any} */ (driver).bidi('browsingContext.setViewport', { context: inside.frames()[0]._id, viewport: { width, height }, devicePixelRatio: scale });
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
  // The shortest: what is found in it and the words with their marks fit into one picture.
  const texts = scams.map((/** @type {any} */ one) => one.body.trim()).filter((/** @type {string} */ text) => text.length >= A_MESSAGE);
  const [found] = texts.sort((/** @type {string} */ a, /** @type {string} */ b) => a.length - b.length);
  if (!found) throw new Error(`${file} has no example that expects danger`);
  return found;
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

/** Asks at the link, over the whole message: its warning is folded first. @param {Driver} driver @param {OwnPage} mailbox */
async function question(driver, mailbox) {
  const inside = await mailbox.inside();
  const [warning] = await driver.warned(inside);
  const hide = warning?.buttons.at(-1)?.text;
  if (!warning || !hide) throw new Error('the warning has no button');
  await driver.press(inside, warning, hide);
  await until('the warning to fold', async () => (await driver.warnings(inside))[0]?.folded);
  await mailbox.click(LINK);
  await until('the question at the link', async () => (await driver.warnings(inside, 'caveat-guard')).length === 1);
  // "Open anyway" can be pressed after a moment.
  await until('the moment to pass', async () => !JSON.stringify((await driver.trees(inside, 'caveat-guard')).map(plain)).includes('"aria-disabled":"true"'));
}

/** A tree without what is the browser's own and cannot be written down. @param {import('../../tests/e2e/harness/shadow.mjs').Tree} tree @returns {object} */
const plain = ({ attrs, children }) => ({ attrs, children: children.map(plain) });

/** @param {Driver} driver @param {string} into @param {keyof typeof SHOWN} language */
async function ofLanguage(driver, into, language) {
  /** @type {string[]} */
  const files = [];
  const keep = (/** @type {string} */ name) => (files.push(join(into, name)), join(into, name));
  const take = async (/** @type {OwnPage} */ page, /** @type {string} */ path, size = PICTURES) => {
    await settled(page);
    await page.screenshot(path);
    finish(path, size);
  };
  const open = async (/** @type {string} */ path, size = PICTURES, wider = 1) => {
    const page = await driver.own(path);
    await resize(driver, page, size, wider);
    return page;
  };

  const mailbox = await open(`demo.html#/inbox/${MAIL}`);
  const inside = await mailbox.inside();
  await until('the warning with the steps of its guide', async () => (await driver.warnings(inside))[0]?.steps.length);
  await until('the marks in the list', async () => (await driver.trees(inside, MARK)).length >= MARKS);
  await take(mailbox, keep('1-warning.png'));

  const tab = await mailbox.evaluate(() => /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ { id }) => id));
  const popup = await open(`popup.html?tab=${tab}`, POPUP);
  await filled(popup, '.verdict .reason');
  const small = join(into, 'popup.png');
  await take(popup, small, POPUP);
  await popup.close();
  await compose(driver, 'over.html', { under: files[0] ?? '', popup: small, dir: await mailbox.evaluate(() => document.documentElement.dir) }, PICTURES, keep('3-popup.png'));
  rmSync(small);

  await mailbox.show();
  await question(driver, mailbox);
  await take(mailbox, keep('2-link.png'));
  await mailbox.close();

  const check = await open('check.html', PICTURES, WIDER);
  await filled(check, '#paste');
  await check.evaluate((/** @type {string} */ text) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector('#paste'));
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, pastedIn(SHOWN[language].code));
  await filled(check, '.marked-text mark');
  await check.evaluate((/** @type {number} */ margin) => {
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    const last = [...document.querySelectorAll('.marked-text mark')].at(-1)?.getBoundingClientRect().bottom ?? 0;
    const hidden = last + margin - innerHeight;
    // Where something has to go at the top, it goes up to the tabs or up to the box, and no line is cut in two.
    const edges = ['[role="tablist"]', 'label[for="paste"], #paste'].map((edge) => (document.querySelector(edge)?.getBoundingClientRect().top ?? 0) - margin);
    if (hidden > 0) scrollTo({ top: edges.find((edge) => edge >= hidden) ?? hidden, behavior: 'instant' });
  }, MARGIN);
  await take(check, keep('4-check.png'));
  await check.close();

  const guide = await open(`guide.html#/${GUIDE}`);
  await filled(guide, 'article.guide h2', 3);
  await take(guide, keep('5-guide.png'));
  await guide.close();

  const options = await open('options.html');
  await filled(options, '#care input', 3);
  // Nothing of the card before it.
  await options.evaluate(() => scrollBy({ top: (document.querySelector('#care')?.getBoundingClientRect().top ?? 0) - 8, behavior: 'instant' }));
  await filled(options, 'nav [href="#care"][aria-current]');
  await take(options, keep('6-options.png'));
  await options.close();
  return files.sort();
}
