import puppeteer from 'puppeteer-core';
import { Driver } from './driver.mjs';
import { browserPath, builtExtension } from './find.mjs';
import { callOf, spotOf } from './own-page.mjs';
import { until } from './until.mjs';

/** Chromium, driven through the Chrome DevTools Protocol. */
export class Chromium extends Driver {
  /** @type {WeakMap<import('puppeteer-core').Page, import('puppeteer-core').CDPSession>} */
  #sessions = new WeakMap();
  #folder = '';

  /** @param {{ headful?: boolean, env?: Record<string, string>, extension?: string | null, welcome?: boolean, offline?: boolean, args?: string[], profile?: string }} options `profile`: a folder of its own, which stays */
  static async open({ headful = false, env = {}, extension = builtExtension('chrome'), welcome = false, offline = true, args = [], profile }) {
    const executablePath = browserPath('chrome');
    if (!executablePath) throw new Error('no Chromium found: run ./scripts/setup, or set CAVEAT_CHROME to the program');
    const browser = await puppeteer.launch({
      browser: 'chrome',
      executablePath,
      headless: !headful,
      pipe: true,
      ...(profile ? { userDataDir: profile } : {}),
      enableExtensions: true,
      defaultViewport: headful ? null : { width: 1280, height: 900 },
      env: { ...process.env, ...env },
      // Its sandbox needs rights that containers lack. Pages of our own do without; for others only root must.
      // Offline, nothing leaves the machine: no name is ever looked up.
      args: [...(offline || process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(offline ? ['--host-resolver-rules=MAP * ~NOTFOUND'] : []), '--lang=en-US', '--window-size=1280,980', ...args],
    });
    if (extension === null) return new Chromium('chrome', browser, 'chrome-extension://none/');
    const id = await browser.installExtension(extension);
    const driver = new Chromium('chrome', browser, `chrome-extension://${id}/`);
    driver.id = id;
    driver.#folder = extension;
    const greeting = await driver.ownOpened('welcome.html');
    if (!welcome) await greeting.close();
    return driver;
  }

  /** @param {import('puppeteer-core').Page} page */
  async #cdp(page) {
    let session = this.#sessions.get(page);
    if (!session) this.#sessions.set(page, (session = await page.createCDPSession()));
    return session;
  }

  /** @param {import('puppeteer-core').Page | import('puppeteer-core').Frame} where @param {string} tag */
  async trees(where, tag) {
    const frame = 'mainFrame' in where ? null : where;
    const page = /** @type {import('puppeteer-core').Page} */ (frame ? frame.page() : where);
    const { root } = await (await this.#cdp(page)).send('DOM.getDocument', { depth: -1, pierce: true });
    /** @type {import('./shadow.mjs').Tree[]} */
    const found = [];
    const walk = (/** @type {any} */ node, /** @type {string} */ path, /** @type {boolean} */ inside) => {
      const name = node.localName ?? '';
      const here = name ? `${path}/${name}` : path;
      const within = inside || (frame !== null && node.nodeName === '#document' && node.documentURL === frame.url());
      if (within && name === tag) found.push(treeOf(node, path));
      // What stands in the shadow of a warning is its own; the page's open ones may hold warnings.
      const shadows = (node.shadowRoots ?? []).filter((/** @type {any} */ root) => root.shadowRootType === 'open').flatMap((/** @type {any} */ root) => root.children ?? []);
      for (const child of [...(node.children ?? []), ...shadows, node.contentDocument ?? []].flat()) walk(child, here, within);
    };
    walk(root, '', frame === null);
    return found;
  }

  /** @param {import('puppeteer-core').Page} page @param {unknown} ref */
  async middleOf(page, ref) {
    const cdp = await this.#cdp(page);
    const node = { backendNodeId: /** @type {number} */ (ref) };
    await cdp.send('DOM.scrollIntoViewIfNeeded', node);
    const { quads } = await cdp.send('DOM.getContentQuads', node);
    const quad = quads[0];
    if (!quad) throw new Error('not shown: it has no place on the page');
    const [left = 0, top = 0, , , right = 0, bottom = 0] = quad;
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  async ownPages() {
    return this.browser
      .targets()
      .filter((target) => target.type() === 'page' && target.url().startsWith(this.base))
      .map((target) => ownPage(target));
  }

  /** @param {string} url */
  async openOwn(url) {
    const page = await this.browser.newPage();
    await page.goto(url);
    return ownPage(page.target());
  }

  #workerTarget() {
    return this.browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(this.base));
  }

  /** One that was loaded through the debugger may not load itself again; the same folder once more does it. */
  async startAnew() {
    await this.api(() => null);
    return this.browser.installExtension(this.#folder);
  }

  /** As the browser does when the background has been idle for a while. */
  async stopBackground() {
    // One that is just answering is woken again at once: then once more.
    await until('the background to stop', async () => {
      await (await this.#workerTarget()?.worker())?.close();
      return !this.#workerTarget();
    });
  }

  /**
   * The answer to the browser's own question whether the extension may read this site. No prompt can be pressed without a
   * screen, so the answer is given beforehand on the browser's page of extensions; `permissions.request` then finds it.
   * @param {string} origin
   */
  async wouldAllow(origin) {
    const page = await this.browser.newPage();
    await page.goto('chrome://extensions/');
    await page.evaluate((id, pattern) => /** @type {any} */ (globalThis).chrome.developerPrivate.addHostPermission(id, pattern), this.id, `${origin}/*`);
    await page.close();
  }

  /** @param {string} origin */
  async allow(origin) {
    await this.wouldAllow(origin);
    await this.api((pattern) => /** @type {any} */ (globalThis).browser.permissions.request({ origins: [pattern] }), `${origin}/*`);
  }

  /**
   * The popup itself, opened from the toolbar over a page: only there does the extension know the page's address.
   * @param {import('puppeteer-core').Page} page
   */
  async popup(page) {
    await page.bringToFront();
    const extension = (await this.browser.extensions()).get(this.id);
    if (!extension) throw new Error('the extension is not installed');
    await page.triggerExtensionAction(extension);
    const target = await this.browser.waitForTarget((one) => one.url() === `${this.base}popup.html`, { timeout: 10_000 });
    const popup = await target.asPage();
    return {
      text: () => popup.evaluate(() => document.body.innerText),
      press: async (/** @type {string} */ selector) => {
        const button = await popup.waitForSelector(selector, { timeout: 10_000 });
        await button?.click();
      },
    };
  }

  /** Whatever the background or a page of the extension asks of the network from now on. */
  async watchNetwork() {
    /** @type {string[]} */
    const seen = [];
    const watch = async (/** @type {import('puppeteer-core').Target} */ target) => {
      if (!target.url().startsWith(this.base)) return;
      // The worker's own session: another one would keep it from being stopped.
      const session = target.type() === 'service_worker' ? (await target.worker())?.client : await target.createCDPSession().catch(() => null);
      session?.on('Network.requestWillBeSent', ({ request }) => seen.push(request.url));
      await session?.send('Network.enable').catch(() => undefined);
    };
    this.browser.on('targetcreated', (target) => void watch(target));
    await Promise.all(this.browser.targets().map(watch));
    return async () => [...seen];
  }
}

/** @param {any} node @param {string} path @returns {import('./shadow.mjs').Tree} */
function treeOf(node, path) {
  const list = node.attributes ?? [];
  const attrs = Object.fromEntries(Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]));
  const children = [...(node.shadowRoots ?? []).flatMap((/** @type {any} */ root) => root.children ?? []), ...(node.children ?? [])];
  return {
    tag: node.nodeType === 3 ? '#text' : node.localName,
    attrs,
    text: node.nodeType === 3 ? node.nodeValue : '',
    children: children.map((child) => treeOf(child, '')),
    ref: node.backendNodeId,
    path,
  };
}

/** @param {import('puppeteer-core').Target} target @returns {import('./own-page.mjs').OwnPage} */
function ownPage(target) {
  const page = async () => /** @type {import('puppeteer-core').Page} */ (await target.page());
  const evaluate = async (/** @type {any} */ run, /** @type {unknown[]} */ ...args) => JSON.parse(/** @type {string} */ (await (await page()).evaluate(callOf(run, args))));
  return {
    url: target.url(),
    evaluate,
    click: async (selector) => {
      const { x, y } = await evaluate(spotOf, selector);
      await (await page()).mouse.click(x, y);
    },
    type: async (selector, text) => {
      const at = await page();
      await at.focus(selector);
      await at.keyboard.type(text);
    },
    choose: async (selector, path) => {
      const picker = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement> | null} */ (await (await page()).$(selector));
      if (!picker) throw new Error(`nothing at ${selector}`);
      await picker.uploadFile(path);
    },
    screenshot: async (path) => {
      const at = await page();
      await at.bringToFront();
      await at.screenshot({ path: /** @type {`${string}.png`} */ (path) });
    },
    show: async () => (await page()).bringToFront(),
    inside: page,
    address: async () => evaluate(() => location.href),
    text: async () => evaluate(() => document.body.innerText),
    close: async () => (await page()).close(),
  };
}
