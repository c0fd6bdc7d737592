import { writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { Driver } from './driver.mjs';
import { browserPath, builtExtension, manifestOf } from './find.mjs';
import { callOf, spotOf } from './own-page.mjs';
import { until } from './until.mjs';

/** Firefox gives each installed extension an address of its own; here it is always this one. */
const UUID = '0f0e0d0c-0b0a-4908-8706-050403020100';

/** Firefox, driven through WebDriver BiDi; what BiDi has no word for, through the browser's own windows. */
export class Firefox extends Driver {
  /** @param {{ headful?: boolean, env?: Record<string, string>, extension?: string | null, welcome?: boolean, offline?: boolean, args?: string[] }} options */
  static async open({ headful = false, env = {}, extension = builtExtension('firefox'), welcome = false, offline = true, args = [] }) {
    const executablePath = browserPath('firefox');
    if (!executablePath) throw new Error('no Firefox found: run ./scripts/setup, or set CAVEAT_FIREFOX to the program');
    const id = extension === null ? '' : manifestOf(extension).browser_specific_settings.gecko.id;
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: !headful,
      defaultViewport: headful ? null : { width: 1280, height: 900 },
      env: { ...process.env, ...env },
      // The debugger may look into the browser's own windows and the extension's pages.
      args: ['--remote-allow-system-access', '--width=1280', '--height=980', ...args],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
        // Offline, nothing leaves the machine: no name is ever looked up.
        'network.dns.disabled': offline,
        // The user's answer to "may it read this site?" is yes: such a prompt cannot be pressed without a screen.
        'extensions.webextOptionalPermissionPrompts': false,
        'intl.accept_languages': 'en-US,en',
      },
    });
    const driver = new Firefox('firefox', browser, `moz-extension://${UUID}/`);
    if (extension === null) return driver;
    await browser.installExtension(extension);
    driver.id = id;
    const greeting = await driver.ownOpened('welcome.html');
    if (!welcome) await greeting.close();
    return driver;
  }

  /** A raw BiDi command. @param {string} method @param {object} params @returns {Promise<any>} */
  async bidi(method, params) {
    const answer = await /** @type {any} */ (this.browser).connection.send(method, params);
    return answer.result ?? answer;
  }

  /** The value of an expression in a browsing context. @param {string} context @param {string} expression */
  async #value(context, expression) {
    const answer = await this.bidi('script.evaluate', { expression, target: { context }, awaitPromise: true, userActivation: true });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'script failed');
    // puppeteer unwraps one level of `result` itself.
    const value = answer.result ?? answer;
    return value.value;
  }

  /** Runs with the browser's own rights, in its window. @template T @param {(...args: any[]) => T} run @param {unknown[]} args @returns {Promise<Awaited<T>>} */
  async inBrowser(run, ...args) {
    const { contexts } = await this.bidi('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const window = contexts.find((/** @type {any} */ one) => one.url.endsWith('browser.xhtml'));
    return JSON.parse(await this.#value(window.context, callOf(run, args)));
  }

  /** @param {import('puppeteer-core').Page | import('puppeteer-core').Frame} where @param {string} tag */
  async trees(where, tag) {
    const frames = 'mainFrame' in where ? where.frames() : [where];
    const found = [];
    for (const frame of frames) {
      const context = /** @type {any} */ (frame)._id;
      const { nodes } = await this.bidi('browsingContext.locateNodes', {
        context,
        locator: { type: 'css', value: tag },
        serializationOptions: { includeShadowTree: 'all', maxDomDepth: 12 },
      });
      for (const node of [...nodes, ...(await this.#inShadows(context, tag))]) {
        const path = await this.#call(context, node.sharedId, pathOf);
        found.push(treeOf(node, { context, sharedId: node.sharedId }, path, context));
      }
    }
    return found;
  }

  /** What stands in the page's own open shadows, which no selector reaches. @param {string} context @param {string} tag */
  async #inShadows(context, tag) {
    const answer = await this.bidi('script.callFunction', {
      functionDeclaration: `(tag) => { const inside = (root) => [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [...shadowRoot.querySelectorAll(tag), ...inside(shadowRoot)] : [])); return inside(document); }`,
      arguments: [{ type: 'string', value: tag }],
      target: { context },
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 12 },
    });
    return answer.result?.value ?? [];
  }

  /** @param {string} context @param {string} sharedId @param {Function} run */
  async #call(context, sharedId, run) {
    const answer = await this.bidi('script.callFunction', {
      functionDeclaration: `(node) => JSON.stringify((${run})(node))`,
      arguments: [{ sharedId }],
      target: { context },
      awaitPromise: false,
    });
    return JSON.parse((answer.result ?? answer).value);
  }

  /** @param {import('puppeteer-core').Page} _page @param {any} ref */
  async middleOf(_page, ref) {
    return this.#call(ref.context, ref.sharedId, middleOf);
  }

  async ownPages() {
    const { contexts } = await this.bidi('browsingContext.getTree', { maxDepth: 0 });
    return contexts.filter((/** @type {any} */ one) => one.url.startsWith(this.base)).map((/** @type {any} */ one) => this.#ownPage(one.context, one.url));
  }

  /** @param {string} url @returns {Promise<import('./own-page.mjs').OwnPage>} */
  async openOwn(url) {
    const { context } = await this.bidi('browsingContext.create', { type: 'tab' });
    await this.bidi('browsingContext.navigate', { context, url, wait: 'none' });
    await until(`${url} to load`, () => this.#value(context, 'document.readyState === "complete" && location.href !== "about:blank"'));
    return this.#ownPage(context, url);
  }

  /** @param {string} context @param {string} url @returns {import('./own-page.mjs').OwnPage} */
  #ownPage(context, url) {
    const evaluate = async (/** @type {any} */ run, /** @type {unknown[]} */ ...args) => JSON.parse(await this.#value(context, callOf(run, args)));
    const act = (/** @type {object[]} */ actions) => this.bidi('input.performActions', { context, actions });
    const press = async (/** @type {number} */ x, /** @type {number} */ y) => {
      const at = { type: 'pointerMove', x: Math.round(x), y: Math.round(y) };
      await act([{ type: 'pointer', id: 'mouse', actions: [at, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }] }]);
    };
    const click = async (/** @type {string} */ selector) => {
      const { x, y } = await evaluate(spotOf, selector);
      await press(x, y);
    };
    return {
      url,
      evaluate,
      click,
      type: async (selector, text) => {
        await click(selector);
        await act([{ type: 'key', id: 'keys', actions: [...text].flatMap((key) => [{ type: 'keyDown', value: key === '\n' ? '\uE006' : key }, { type: 'keyUp', value: key === '\n' ? '\uE006' : key }]) }]);
      },
      choose: async (selector, path) => {
        const { nodes } = await this.bidi('browsingContext.locateNodes', { context, locator: { type: 'css', value: selector } });
        if (!nodes[0]) throw new Error(`nothing at ${selector}`);
        await this.bidi('input.setFiles', { context, element: { sharedId: nodes[0].sharedId }, files: [path] });
      },
      screenshot: async (path) => {
        await this.bidi('browsingContext.activate', { context });
        const { data } = await this.bidi('browsingContext.captureScreenshot', { context });
        writeFileSync(path, Buffer.from(data, 'base64'));
      },
      show: async () => void (await this.bidi('browsingContext.activate', { context })),
      inside: async () => ({ mainFrame: () => null, frames: () => [{ _id: context }], url: () => url, mouse: { click: press } }),
      address: async () => evaluate(() => location.href),
      text: async () => evaluate(() => document.body.innerText),
      close: async () => void (await this.bidi('browsingContext.close', { context })),
    };
  }

  /** As the browser does when the background has been idle for a while. */
  async stopBackground() {
    // One that is just answering is woken again at once: then once more.
    await until('the background to stop', () =>
      this.inBrowser(async (id) => {
        const { extension } = /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(id);
        await extension.terminateBackground();
        return extension.backgroundState === 'stopped';
      }, this.id),
    );
  }

  /** The prompt itself is switched off (see the settings above), so there is nothing to prepare. @param {string} _origin */
  async wouldAllow(_origin) {}

  /** @param {string} origin */
  async allow(origin) {
    await this.inBrowser(
      async (id, pattern) => {
        const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(id, { permissions: [], origins: [pattern], data_collection: [] }, WebExtensionPolicy.getByID(id).extension);
      },
      this.id,
      `${origin}/*`,
    );
  }

  /**
   * The popup itself, opened from the toolbar over a page: only there does the extension know the page's address.
   * BiDi does not see into it; a script beside its document does.
   * @param {import('puppeteer-core').Page} page
   */
  async popup(page) {
    await page.bringToFront();
    await this.inBrowser(async (id) => {
      const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      await ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(id).extension).triggerAction(window);
    }, this.id);
    const inside = (/** @type {Function} */ run, /** @type {unknown[]} */ ...args) =>
      this.inBrowser(
        (url, script) => {
          const popup = [.../** @type {any} */ (document.querySelectorAll('browser'))].find((one) => one.currentURI?.spec === url);
          if (!popup) return null;
          return new Promise((done) => {
            popup.messageManager.addMessageListener('caveat', function hear(/** @type {any} */ { data }) {
              popup.messageManager.removeMessageListener('caveat', hear);
              done(data);
            });
            popup.messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
          });
        },
        `${this.base}popup.html`,
        `sendAsyncMessage('caveat', (${run})(content, ...${JSON.stringify(args)}))`,
      );
    return {
      text: async () => String(await inside((/** @type {Window} */ content) => content.document.body?.innerText ?? '')),
      press: async (/** @type {string} */ selector) =>
        void (await until(selector, () =>
          inside((/** @type {any} */ content, /** @type {string} */ wanted) => {
            const button = content.document.querySelector(wanted);
            content.document.notifyUserGestureActivation();
            button?.click();
            return button !== null;
          }, selector),
        )),
    };
  }

  /**
   * Whatever is asked of the network from now on, but for the browser's own business and what the tests open. A content
   * script's requests go out under the page's name, so those of pages are seen as well.
   */
  async watchNetwork() {
    await this.inBrowser(() => {
      const { Services, Ci } = /** @type {any} */ (globalThis);
      const seen = /** @type {string[]} */ (((/** @type {any} */ (globalThis)).caveatSeen = []));
      Services.obs.addObserver((/** @type {any} */ subject) => {
        const channel = subject.QueryInterface(Ci.nsIHttpChannel);
        if (!channel.loadInfo?.triggeringPrincipal?.isSystemPrincipal) seen.push(channel.URI.spec);
      }, 'http-on-opening-request');
      return seen.length;
    });
    return () => this.inBrowser(() => /** @type {any} */ (globalThis).caveatSeen);
  }

  /** Chooses an entry of the menu that the right mouse button opened. @param {string} label */
  async chooseInMenu(label) {
    await until('the context menu', () => this.inBrowser(() => /** @type {any} */ (document.getElementById('contentAreaContextMenu'))?.state === 'open'));
    const chosen = await this.inBrowser((wanted) => {
      const menu = /** @type {any} */ (document.getElementById('contentAreaContextMenu'));
      const entry = [...menu.querySelectorAll('menuitem')].find((one) => one.label === wanted && !one.hidden);
      if (entry) menu.activateItem(entry);
      else menu.hidePopup();
      return Boolean(entry);
    }, label);
    if (!chosen) throw new Error(`no "${label}" in the context menu`);
  }
}

/** @param {Element} node */
function middleOf(node) {
  node.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = node.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** @param {Element} node */
function pathOf(node) {
  let path = '';
  for (let at = node.parentElement; at; at = at.parentElement) path = `/${at.localName}${path}`;
  return path;
}

/** @param {any} node @param {unknown} ref @param {string} path @param {string} context @returns {import('./shadow.mjs').Tree} */
function treeOf({ value }, ref, path, context) {
  const children = [...(value.shadowRoot?.value?.children ?? []), ...(value.children ?? [])];
  return {
    tag: value.nodeType === 3 ? '#text' : value.localName,
    attrs: value.attributes ?? {},
    text: value.nodeType === 3 ? value.nodeValue : '',
    children: children.map((child) => treeOf(child, { context, sharedId: child.sharedId }, '', context)),
    ref,
    path,
  };
}
