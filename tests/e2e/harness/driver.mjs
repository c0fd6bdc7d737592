import { until } from './until.mjs';
import { warningOf } from './shadow.mjs';
import { Web } from './web.mjs';

/**
 * What both browsers can do in the same words. Each does the deeds at the end in its own way: `chromium.mjs`, `firefox.mjs`.
 *
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {Page | import('puppeteer-core').Frame} Where
 * @typedef {import('./own-page.mjs').OwnPage} OwnPage
 */
export class Driver {
  /** The extension's own name for itself. */
  id = '';
  web = new Web();
  /** Errors and refusals that pages reported, newest last. @type {{ url: string, text: string }[]} */
  complaints = [];
  /** @type {OwnPage | null} */
  #desk = null;
  /** @type {WeakMap<import('puppeteer-core').Page, number>} */
  #tabs = new WeakMap();

  /** @param {import('./find.mjs').BrowserName} name @param {import('puppeteer-core').Browser} browser @param {string} base address of the extension's files, ending in a slash */
  constructor(name, browser, base) {
    this.name = name;
    this.browser = browser;
    this.base = base;
  }

  /** A new tab whose web is `this.web`. @param {string} [url] */
  async page(url) {
    const page = await this.browser.newPage();
    await this.web.catch(page);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') this.complaints.push({ url: page.url(), text: message.text() });
    });
    page.on('pageerror', (error) => this.complaints.push({ url: page.url(), text: String(error) }));
    await page.evaluateOnNewDocument(() => {
      const refused = /** @type {string[]} */ ([]);
      Object.defineProperty(window, 'refused', { value: refused });
      document.addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    if (url) await page.goto(url);
    return page;
  }

  /**
   * The warnings in a page or frame, in the order of the document.
   * @param {Where} where @param {string} [tag]
   */
  async warnings(where, tag = 'caveat-warning') {
    return (await this.trees(where, tag)).map(warningOf);
  }

  /** Waits for so many warnings. @param {Where} where @param {number} [count] */
  async warned(where, count = 1) {
    return until(`${count} warning(s) in ${where.url()}`, async () => {
      const seen = await this.warnings(where);
      return seen.length === count && seen;
    });
  }

  /** Presses a button inside a warning with the mouse. @param {Page} page @param {import('./shadow.mjs').Warning} warning @param {string | RegExp} label */
  async press(page, warning, label) {
    const named = (/** @type {import('./shadow.mjs').Warning | undefined} */ one) => one?.buttons.find(({ text }) => (typeof label === 'string' ? text === label : label.test(text)));
    const button = named(warning);
    if (!button) throw new Error(`no button ${label} among: ${warning.buttons.map(({ text }) => text).join(', ')}`);
    const { x, y } = await this.middleOf(page, button.ref);
    await page.mouse.click(x, y);
  }

  /** A page of the extension, opened in a tab. @param {string} path */
  async own(path) {
    return this.openOwn(this.base + path);
  }

  /** Waits for a page of the extension that something else opened. @param {string | RegExp} path */
  async ownOpened(path) {
    const fits = (/** @type {string} */ url) => url.startsWith(this.base) && (typeof path === 'string' ? url.slice(this.base.length).startsWith(path) : path.test(url.slice(this.base.length)));
    return until(`a page of the extension at ${path}`, async () => (await this.ownPages()).find((one) => fits(one.url)));
  }

  /** Runs in a page of the extension, with `browser` as in Firefox. @template T @param {(...args: any[]) => T} run @param {unknown[]} args */
  async api(run, ...args) {
    this.#desk ??= await this.own('options.html');
    return /** @type {OwnPage} */ (this.#desk).evaluate(run, ...args);
  }

  /** @param {Page} page @returns {Promise<number>} */
  async tabId(page) {
    const known = this.#tabs.get(page);
    if (known !== undefined) return known;
    const desk = await this.api(() => /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ tab) => tab.id));
    await page.bringToFront();
    const id = await until('the tab to be in front', async () => {
      const front = await this.api(() => /** @type {any} */ (globalThis).browser.tabs.query({ active: true }).then((/** @type {any[]} */ tabs) => tabs[0]?.id));
      return front !== desk && front;
    });
    this.#tabs.set(page, id);
    return id;
  }

  /** What the background knows of a page. @param {Page} page @returns {Promise<import('../../../extension/src/protocol').TabReport>} */
  async report(page) {
    const tabId = await this.tabId(page);
    const answer = await this.api((id) => /** @type {any} */ (globalThis).browser.runtime.sendMessage({ kind: 'report', tabId: id }), tabId);
    if (!answer?.ok) throw new Error(`report: ${JSON.stringify(answer)}`);
    return answer.value;
  }

  /** Waits until so many messages of a page are judged. @param {Page} page @param {number} count */
  async judged(page, count) {
    return until(`${count} judged message(s) in ${page.url()}`, async () => {
      const report = await this.report(page);
      if (report.messages.length !== count) throw new Error(`the report is ${JSON.stringify(report)}`);
      return report;
    });
  }

  /** @param {Page} page @returns {Promise<string>} */
  async badge(page) {
    const tabId = await this.tabId(page);
    return this.api((id) => /** @type {any} */ (globalThis).browser.action.getBadgeText({ tabId: id }), tabId);
  }

  /** What the page's policy has refused. @param {Page} page @returns {Promise<string[]>} */
  async refused(page) {
    return page.evaluate(() => [.../** @type {any} */ (window).refused]);
  }

  /**
   * The elements of that name, with what is in their shadow.
   * @param {Where} _where @param {string} _tag @returns {Promise<import('./shadow.mjs').Tree[]>}
   */
  async trees(_where, _tag) {
    throw new Error('each browser has its own');
  }

  /** Where to press for an element in a shadow. @param {Page} _page @param {unknown} _ref @returns {Promise<{ x: number, y: number }>} */
  async middleOf(_page, _ref) {
    throw new Error('each browser has its own');
  }

  /** The pages of the extension that are open. @returns {Promise<OwnPage[]>} */
  async ownPages() {
    throw new Error('each browser has its own');
  }

  /** @param {string} _url @returns {Promise<OwnPage>} */
  async openOwn(_url) {
    throw new Error('each browser has its own');
  }

  /** The popup itself, over a page. @param {Page} _page @returns {Promise<{ text: () => Promise<string>, press: (selector: string) => Promise<void> }>} */
  async popup(_page) {
    throw new Error('each browser has its own');
  }

  /** As the browser does when the background has been idle for a while. @returns {Promise<void>} */
  async stopBackground() {
    throw new Error('each browser has its own');
  }

  /** The extension starts anew under the open pages, as after an update. */
  async reload() {
    await this.startAnew();
    this.#desk = null;
    await until('the old pages of the extension to close', async () => (await this.ownPages()).length === 0);
    await until('the extension to be back', () => this.api(() => true));
  }

  /** Tells the browser to load the extension again. @returns {Promise<unknown>} */
  async startAnew() {
    return this.api(() => void setTimeout(() => /** @type {any} */ (globalThis).browser.runtime.reload()));
  }

  /** The user's answer to the browser's question whether this site may be read is yes. @param {string} _origin @returns {Promise<void>} */
  async wouldAllow(_origin) {
    throw new Error('each browser has its own');
  }

  /** The site may be read from now on, without going through the popup. @param {string} _origin @returns {Promise<void>} */
  async allow(_origin) {
    throw new Error('each browser has its own');
  }

  /** Watches what the extension asks of the network; gives a way to see it. @returns {Promise<() => Promise<string[]>>} */
  async watchNetwork() {
    throw new Error('each browser has its own');
  }

  async close() {
    await this.browser.close();
  }
}
