import { Firefox } from './firefox.mjs';
import { ChromiumTab } from './tab-chromium.mjs';
import { FirefoxTab } from './tab-firefox.mjs';
import { until } from './until.mjs';

/**
 * The tab of a page, whoever opened it.
 * @param {import('./driver.mjs').Driver} driver @param {import('puppeteer-core').Page | import('./own-page.mjs').OwnPage} page
 * @returns {Promise<import('./tab.mjs').Tab>}
 */
export async function tabOf(driver, page) {
  const inside = /** @type {any} */ ('inside' in page ? await page.inside() : page);
  if (driver instanceof Firefox) return new FirefoxTab(driver, (inside.mainFrame() ?? inside.frames()[0])._id);
  return ChromiumTab.of(inside);
}

/** In Firefox no script may enter a page of an extension before its own; one beside the page's process sets its clock. @type {WeakMap<Firefox, string>} */
const clocks = new WeakMap();

/** @param {Firefox} driver @param {number | null} now */
async function setClock(driver, now) {
  const script = `data:,${encodeURIComponent(`addEventListener('DOMWindowCreated', ({ target }) => {
    const view = target.defaultView;
    if (view?.location.protocol !== 'moz-extension:' || view.location.pathname.startsWith('/_generated')) return;
    Cu.exportFunction(() => ${now}, Cu.waiveXrays(view).Date, { defineAs: 'now' });
  }, true);`)}`;
  const before = clocks.get(driver) ?? '';
  const after = now === null ? '' : script;
  if (before === after) return;
  await driver.inBrowser(
    (/** @type {string} */ old, /** @type {string} */ next) => {
      const { mm } = /** @type {any} */ (globalThis).Services;
      if (old) mm.removeDelayedFrameScript(old);
      if (next) mm.loadFrameScript(next, true);
    },
    before,
    after,
  );
  clocks.set(driver, after);
}

/**
 * A page of the extension in a new tab of a certain size, whose clock stands still.
 * @param {import('./driver.mjs').Driver} driver @param {string} path @param {{ width: number, height: number, scale?: number }} size @param {number | null} now
 * @returns {Promise<import('./tab.mjs').Tab>}
 */
export async function ownTab(driver, path, { width, height, scale }, now) {
  const url = driver.base + path;
  if (driver instanceof Firefox) {
    await setClock(driver, now);
    const { context } = await driver.bidi('browsingContext.create', { type: 'tab' });
    const tab = new FirefoxTab(driver, context);
    await tab.resize(width, height, scale);
    await driver.bidi('browsingContext.navigate', { context, url, wait: 'none' });
    await until(`${url} to load`, () => tab.evaluate(() => document.readyState === 'complete' && location.href !== 'about:blank'));
    return tab;
  }
  const page = await driver.browser.newPage();
  const tab = await ChromiumTab.of(page);
  await tab.resize(width, height, scale);
  if (now !== null) await page.evaluateOnNewDocument(`Date.now = () => ${now};`);
  await page.goto(url);
  return tab;
}
