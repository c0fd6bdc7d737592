import { callOf } from './own-page.mjs';
import { KEYS, Tab } from './tab.mjs';

/** The same for Firefox, through WebDriver BiDi; looks are the browser's, for all of its tabs at once. */
export class FirefoxTab extends Tab {
  #driver;
  #context;

  /** @param {import('./firefox.mjs').Firefox} driver @param {string} context */
  constructor(driver, context) {
    super();
    this.#driver = driver;
    this.#context = context;
  }

  /** @param {string} functionDeclaration @param {object[]} args */
  async #call(functionDeclaration, args, more = {}) {
    const answer = await this.#driver.bidi('script.callFunction', { functionDeclaration, arguments: args, target: { context: this.#context }, awaitPromise: true, userActivation: true, ...more });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'script failed');
    return (answer.result ?? answer).value;
  }

  /** @param {any} run @param {unknown[]} args */
  async evaluate(run, ...args) {
    return JSON.parse(await this.#call(`() => ${callOf(run, args)}`, []));
  }

  /** @param {string} source */
  async inject(source) {
    await this.#driver.bidi('script.evaluate', { expression: `${source};0`, target: { context: this.#context }, awaitPromise: false });
  }

  /** @param {string} selector */
  async reveal(selector) {
    const { nodes } = await this.#driver.bidi('browsingContext.locateNodes', {
      context: this.#context,
      locator: { type: 'css', value: selector },
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    for (const { sharedId, value } of nodes) {
      if (!value.shadowRoot) continue;
      await this.#call('(host, root) => { Object.defineProperty(host, "shadowRoot", { value: root, configurable: true }); return ""; }', [{ sharedId }, { sharedId: value.shadowRoot.sharedId }]);
    }
    return nodes.length;
  }

  /** @param {number} width @param {number} height @param {number} [scale] */
  async resize(width, height, scale = 1) {
    await this.#driver.bidi('browsingContext.setViewport', { context: this.#context, viewport: { width, height }, devicePixelRatio: scale });
  }

  /** @param {import('./tab.mjs').Looks} looks */
  async wear({ scheme = 'light', forced = false, print = false }) {
    await this.#driver.inBrowser(
      (/** @type {number} */ override, /** @type {number} */ colours) => {
        const { prefs } = /** @type {any} */ (globalThis).Services;
        prefs.setIntPref('layout.css.prefers-color-scheme.content-override', override);
        prefs.setIntPref('browser.display.document_color_use', colours);
        prefs.setIntPref('ui.prefersReducedMotion', 1);
      },
      scheme === 'dark' ? 0 : 1,
      forced ? 2 : 1,
    );
    if (!print) return;
    await this.show();
    await this.#driver.inBrowser(() => void (/** @type {any} */ (globalThis).gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'));
  }

  /** Firefox enlarges text of every size, without the rest. @param {number} times */
  async enlargeText(times) {
    await this.show();
    await this.#driver.inBrowser((/** @type {number} */ zoom) => void (/** @type {any} */ (globalThis).gBrowser.selectedBrowser.textZoom = zoom), times);
  }

  /** @param {import('./tab.mjs').Box} [part] */
  async picture(part) {
    const clip = part ? { origin: 'document', clip: { type: 'box', ...part } } : {};
    const { data } = await this.#driver.bidi('browsingContext.captureScreenshot', { context: this.#context, ...clip });
    return Buffer.from(data, 'base64');
  }

  /** @param {object[]} actions */
  async #act(actions) {
    await this.#driver.bidi('input.performActions', { context: this.#context, actions });
  }

  /** @param {string} key @param {boolean} [shift] */
  async key(key, shift = false) {
    const value = KEYS[key].bidi;
    const held = (/** @type {string} */ type) => (shift ? [{ type, value: '\uE008' }] : []);
    await this.#act([{ type: 'key', id: 'keys', actions: [...held('keyDown'), { type: 'keyDown', value }, { type: 'keyUp', value }, ...held('keyUp')] }]);
  }

  /** @param {string} text */
  async type(text) {
    await this.#act([{ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }]);
  }

  /** @param {number} x @param {number} y @param {'left' | 'right'} [button] */
  async press(x, y, button = 'left') {
    const at = { type: 'pointerMove', x: Math.round(x), y: Math.round(y) };
    const which = button === 'right' ? 2 : 0;
    await this.#act([{ type: 'pointer', id: 'mouse', actions: [at, { type: 'pointerDown', button: which }, { type: 'pointerUp', button: which }] }]);
  }

  async leave() {
    await this.#act([{ type: 'pointer', id: 'mouse', actions: [{ type: 'pointerMove', x: 0, y: 0 }] }]);
  }

  async show() {
    await this.#driver.bidi('browsingContext.activate', { context: this.#context });
  }

  async close() {
    await this.#driver.bidi('browsingContext.close', { context: this.#context });
  }
}
