import { callOf } from './own-page.mjs';
import { KEYS, Tab } from './tab.mjs';

/** A tab of Chromium, through the Chrome DevTools Protocol. */
export class ChromiumTab extends Tab {
  #page;
  #cdp;

  /** @param {import('puppeteer-core').Page} page @param {import('puppeteer-core').CDPSession} cdp */
  constructor(page, cdp) {
    super();
    this.#page = page;
    this.#cdp = cdp;
  }

  /** @param {import('puppeteer-core').Page} page */
  static async of(page) {
    return new ChromiumTab(page, await page.createCDPSession());
  }

  get page() {
    return this.#page;
  }

  /** @param {any} run @param {unknown[]} args */
  async evaluate(run, ...args) {
    return JSON.parse(/** @type {string} */ (await this.#page.evaluate(callOf(run, args))));
  }

  /** @param {string} source */
  async inject(source) {
    await this.#page.evaluate(`${source};0`);
  }

  /** @param {string} selector */
  async reveal(selector) {
    const names = new Set(selector.split(',').map((name) => name.trim()));
    const { root } = await this.#cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    /** @type {[host: number, root: number][]} */
    const found = [];
    const walk = (/** @type {any} */ node) => {
      const [shadow] = node.shadowRoots ?? [];
      if (names.has(node.localName) && shadow) found.push([node.backendNodeId, shadow.backendNodeId]);
      for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? []), node.contentDocument ?? []].flat()) walk(child);
    };
    walk(root);
    const objectOf = async (/** @type {number} */ backendNodeId) => /** @type {string} */ ((await this.#cdp.send('DOM.resolveNode', { backendNodeId })).object.objectId);
    for (const [host, shadow] of found) {
      await this.#cdp.send('Runtime.callFunctionOn', {
        objectId: await objectOf(host),
        functionDeclaration: 'function (root) { Object.defineProperty(this, "shadowRoot", { value: root, configurable: true }); }',
        arguments: [{ objectId: await objectOf(shadow) }],
      });
    }
    return found.length;
  }

  /** @param {number} width @param {number} height @param {number} [scale] */
  async resize(width, height, scale = 1) {
    await this.#page.setViewport({ width, height, deviceScaleFactor: scale });
  }

  /** @param {import('./tab.mjs').Looks} looks */
  async wear({ scheme = 'light', forced = false, print = false }) {
    const features = [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
    ];
    await this.#cdp.send('Emulation.setEmulatedMedia', { media: print ? 'print' : '', features });
  }

  /** What is sized in `rem` follows; that is all that Chromium lets its users enlarge alone. @param {number} times */
  async enlargeText(times) {
    await this.#cdp.send('Page.setFontSizes', { fontSizes: { standard: 16 * times, fixed: 13 * times } });
  }

  /** @param {import('./tab.mjs').Box} [part] */
  async picture(part) {
    // What is beyond the view is drawn in another place where a page is written from right to left: so never that.
    const clip = part ? { clip: { ...part, scale: 1 }, captureBeyondViewport: false } : {};
    const { data } = await this.#cdp.send('Page.captureScreenshot', { format: 'png', ...clip });
    return Buffer.from(data, 'base64');
  }

  /** @param {string} key @param {boolean} [shift] */
  async key(key, shift = false) {
    if (shift) await this.#page.keyboard.down('Shift');
    await this.#page.keyboard.press(KEYS[key].name);
    if (shift) await this.#page.keyboard.up('Shift');
  }

  /** @param {string} text */
  async type(text) {
    await this.#page.keyboard.type(text);
  }

  /** @param {number} x @param {number} y @param {'left' | 'right'} [button] */
  async press(x, y, button = 'left') {
    await this.#page.mouse.click(x, y, { button });
  }

  async leave() {
    await this.#page.mouse.move(0, 0);
  }

  async show() {
    await this.#page.bringToFront();
  }

  async close() {
    await this.#page.close();
  }
}
