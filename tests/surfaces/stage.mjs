import { ELSEWHERE, GMAIL, serveFiles, serveSites } from '../e2e/apps/sites.mjs';
import { open } from '../e2e/harness/open.mjs';
import { ownTab, tabOf } from '../e2e/harness/tabs.mjs';
import { until } from '../e2e/harness/until.mjs';
import { FONTS_ENV } from './fonts.mjs';
import { Words } from './words.mjs';

/**
 * A browser with the extension, in which every surface can be brought up: settings as wanted, mailboxes of our own at a
 * mail provider's address, a clock that stands still.
 *
 * @typedef {import('../e2e/harness/tab.mjs').Tab} Tab
 * @typedef {import('../e2e/messages.mjs').Mail} Mail
 * @typedef {Partial<import('../../extension/src/settings').Settings>} Choices
 * @typedef {{ width: number, height: number, scale?: number }} Size
 */

/** Everything of ours that stands in somebody else's page. */
export const HOSTS = 'caveat-warning, caveat-guard, caveat-card, caveat-link, caveat-mark';

/** Letters without hinting and colours, so that they are the same whatever the machine. */
const CHROMIUM_ARGS = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--disable-partial-raster', '--disable-skia-runtime-opts'];

/** One surface, brought up. */
export class View {
  /**
   * @param {Tab} tab
   * @param {{ ours?: string | null, part?: string | null, onPaper?: boolean, also?: (() => Promise<unknown>)[] }} [more]
   *   `ours`: what is tested when the page is somebody else's; `part`: what the picture shows, null for the page from its top;
   *   `onPaper`: has neither schemes nor sizes; `also`: what else to close
   */
  constructor(tab, { ours = null, part = null, onPaper = false, also = [] } = {}) {
    this.tab = tab;
    this.ours = ours;
    this.part = part;
    this.onPaper = onPaper;
    this.also = also;
  }

  /** Scripts of the test can look inside from now on. What is drawn later has to be revealed anew. */
  async reveal() {
    await this.tab.reveal(HOSTS);
  }

  async close() {
    await this.tab.close();
    for (const close of this.also) await close();
  }
}

export class Stage {
  /** @type {import('../e2e/harness/tab.mjs').Looks} */
  looks = { scheme: 'light' };
  words = new Words('en');
  /** Milliseconds since 1970 by the clock of our own pages; null: it goes. @type {number | null} */
  now = null;

  /** @param {import('../e2e/harness/chromium.mjs').Chromium | import('../e2e/harness/firefox.mjs').Firefox} driver */
  constructor(driver) {
    this.driver = driver;
    this.name = driver.name;
  }

  /** @param {import('../e2e/harness/find.mjs').BrowserName} name */
  static async open(name) {
    const stage = new Stage(await open(name, { env: FONTS_ENV, args: name === 'chrome' ? CHROMIUM_ARGS : [] }));
    const { web } = stage.driver;
    serveSites(web);
    // A window of Firefox's own about a file that was saved would take the keyboard.
    if ('inBrowser' in stage.driver) await stage.driver.inBrowser(() => /** @type {any} */ (globalThis).Services.prefs.setBoolPref('browser.download.alwaysOpenPanel', false));
    await stage.choose({});
    return stage;
  }

  /**
   * The user's choices, all others as at the start. `locale` becomes the language of everything that follows.
   * @param {Choices} choices @param {string} [locale]
   */
  async choose(choices, locale = this.words.locale) {
    this.words = new Words(locale);
    await this.store({ version: 2, country: 'US', language: locale, care: 'usual', guard: true, trusted: [], muted: [], helper: false, contact: null, ...choices });
  }

  /** Whatever lies in the storage. @param {unknown} settings */
  async store(settings) {
    // A page of ours may begin anew in another language before it could answer; whether it is stored is seen below.
    await this.driver.api((/** @type {unknown} */ value) => void /** @type {any} */ (globalThis).browser.storage.local.set({ settings: value }), settings).catch(() => undefined);
    await until(`a page of ours in ${this.words.locale}`, () =>
      this.driver.api(
        async (/** @type {any} */ wanted, /** @type {string} */ lang) => {
          const { settings: stored } = await /** @type {any} */ (globalThis).browser.storage.local.get('settings');
          const same = typeof wanted !== 'object' || Object.keys(wanted).every((name) => JSON.stringify(stored?.[name]) === JSON.stringify(wanted[name]));
          return same && document.documentElement.lang === lang && document.title !== '';
        },
        settings,
        this.words.tag,
      ),
    );
  }

  /** What was read where, and when, is forgotten: a page that tells of it says the same on every run. */
  async forgetHealth() {
    await this.driver.api(async () => void (await /** @type {any} */ (globalThis).browser.storage.session.clear()));
    await this.driver.stopBackground();
  }

  /**
   * A page of the extension, in the chosen language and filled as far as `ready` wants it.
   * @param {string} path @param {Size} size @param {(...args: any[]) => unknown} ready asked in the page @param {unknown[]} args
   */
  async own(path, size, ready, ...args) {
    const tab = await ownTab(this.driver, path, size, this.now);
    await tab.wear(this.looks);
    await tab.sees(`${path} in ${this.words.locale}`, (lang) => document.documentElement.lang === lang && document.title !== '', this.words.tag);
    await tab.sees(`${path} to be filled`, ready, ...args);
    return tab;
  }

  /**
   * A mailbox of a provider's with nothing open yet, on a ground that goes with the user's scheme.
   * @param {Size} size @param {string} [address]
   */
  async mailbox(size, address = GMAIL) {
    const page = await this.driver.page(address);
    const tab = await tabOf(this.driver, page);
    await tab.resize(size.width, size.height, size.scale);
    await tab.wear(this.looks);
    await page.evaluate(() => {
      const { style } = document.documentElement;
      style.colorScheme = 'light dark';
      style.background = 'light-dark(#ffffff, #16181c)';
      style.color = 'light-dark(#202124, #e3e3e3)';
      style.fontFamily = 'sans-serif';
      document.querySelector('a.gb_B')?.setAttribute('style', '');
    });
    return { page, tab, app: (/** @type {string} */ deed, /** @type {unknown[]} */ ...args) => page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args) };
  }

  /** The same with these mails open, all of them warned about. @param {Size} size @param {Mail[]} mails @param {number} [warned] how many get a warning */
  async reading(size, mails, warned = mails.length) {
    const box = await this.mailbox(size);
    await box.app('show', mails[0].subject, mails);
    await this.driver.judged(box.page, mails.length);
    await box.page.bringToFront();
    await this.#inLanguage(box.page, 'caveat-warning', warned);
    return box;
  }

  /** Waits for so many elements of ours, which speak the chosen language. @param {import('puppeteer-core').Page} page @param {string} tag @param {number} [count] */
  async #inLanguage(page, tag, count = 1) {
    const { locale } = this.words;
    await until(`${count} ${tag} in ${locale}`, async () => {
      const trees = await this.driver.trees(page, tag);
      const tongues = trees.map(({ children }) => children.find(({ attrs }) => attrs.class === 'caveat')?.attrs.lang);
      return trees.length === count && tongues.every((lang) => lang === undefined || this.words.tag.startsWith(lang));
    });
  }

  /** @param {import('puppeteer-core').Page} page @param {string} tag */
  async shown(page, tag) {
    await this.#inLanguage(page, tag);
  }

  /**
   * A page elsewhere that the extension has no business in, until the user asks it to.
   * @param {Size} size @param {string} body @param {string} [address]
   */
  async elsewhere(size, body, address = ELSEWHERE) {
    const { origin } = new URL(address);
    serveFiles(this.driver.web, origin, { '*': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Letters</title><style>html{color-scheme:light dark;font:16px/1.5 sans-serif}</style><body>${body}</body></html>` });
    const page = await this.driver.page(address);
    const tab = await tabOf(this.driver, page);
    await tab.resize(size.width, size.height, size.scale);
    await tab.wear(this.looks);
    return { page, tab };
  }

  async close() {
    await this.driver.close();
  }
}
