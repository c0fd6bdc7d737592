import { until } from './until.mjs';

/**
 * Any tab, of the web or of the extension, in the same words in both browsers: for tests of how things look and how they
 * are reached by keyboard. `tab-chromium.mjs` and `tab-firefox.mjs` do the deeds at the end.
 *
 * @typedef {{ scheme?: 'light' | 'dark', forced?: boolean, print?: boolean }} Looks
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */
export class Tab {
  /** @template T @param {(...args: any[]) => T} _run @param {unknown[]} _args @returns {Promise<Awaited<T>>} */
  async evaluate(_run, ..._args) {
    throw new Error('each browser has its own');
  }

  /** Runs a script of some length, under whatever policy the page has. @param {string} _source @returns {Promise<void>} */
  async inject(_source) {
    throw new Error('each browser has its own');
  }

  /**
   * From now on scripts of the test can go into the closed roots of these elements by `shadowRoot`, as they go into open
   * ones: it is the real tree, found through the debugging protocol. What the extension itself sees stays as it is.
   * @param {string} _selector @returns {Promise<number>} how many there are
   */
  async reveal(_selector) {
    throw new Error('each browser has its own');
  }

  /** Size of the view in CSS pixels, and device pixels for each. @param {number} _width @param {number} _height @param {number} [_scale] @returns {Promise<void>} */
  async resize(_width, _height, _scale) {
    throw new Error('each browser has its own');
  }

  /** As the user's system would ask for it. @param {Looks} _looks @returns {Promise<void>} */
  async wear(_looks) {
    throw new Error('each browser has its own');
  }

  /** Letters twice as large as the page would have them. @param {number} _times @returns {Promise<void>} */
  async enlargeText(_times) {
    throw new Error('each browser has its own');
  }

  /** @param {Box} [_part] of the document, inside the view @returns {Promise<Buffer>} */
  async picture(_part) {
    throw new Error('each browser has its own');
  }

  /** A real key. @param {string} _key as in `KEYS` @param {boolean} [_shift] @returns {Promise<void>} */
  async key(_key, _shift) {
    throw new Error('each browser has its own');
  }

  /** @param {string} _text @returns {Promise<void>} */
  async type(_text) {
    throw new Error('each browser has its own');
  }

  /** @param {number} _x @param {number} _y @param {'left' | 'right'} [_button] @returns {Promise<void>} */
  async press(_x, _y, _button) {
    throw new Error('each browser has its own');
  }

  /** The mouse goes where nothing is, so that it is over nothing. @returns {Promise<void>} */
  async leave() {
    throw new Error('each browser has its own');
  }

  /** @returns {Promise<void>} */
  async show() {
    throw new Error('each browser has its own');
  }

  /** @returns {Promise<void>} */
  async close() {
    throw new Error('each browser has its own');
  }

  /** Waits until a question asked in the page is answered with yes. @param {string} what @param {(...args: any[]) => unknown} ask @param {unknown[]} args */
  async sees(what, ask, ...args) {
    return until(what, () => this.evaluate(ask, ...args));
  }

  /** A picture of a page that has come to rest: two in a row are the same. @param {Box} [part] */
  async stillPicture(part) {
    /** @type {Buffer} */
    let before = Buffer.alloc(0);
    return until('the page to come to rest', async () => {
      const now = await this.picture(part);
      const still = now.equals(before) && now;
      before = now;
      return still;
    });
  }
}

/** Keys by name, as WebDriver numbers them; puppeteer has its own names. @type {Record<string, { bidi: string, name: import('puppeteer-core').KeyInput }>} */
export const KEYS = {
  Tab: { bidi: '\uE004', name: 'Tab' },
  Enter: { bidi: '\uE007', name: 'Enter' },
  Space: { bidi: ' ', name: 'Space' },
  Escape: { bidi: '\uE00C', name: 'Escape' },
  ArrowLeft: { bidi: '\uE012', name: 'ArrowLeft' },
  ArrowUp: { bidi: '\uE013', name: 'ArrowUp' },
  ArrowRight: { bidi: '\uE014', name: 'ArrowRight' },
  ArrowDown: { bidi: '\uE015', name: 'ArrowDown' },
  Home: { bidi: '\uE011', name: 'Home' },
  End: { bidi: '\uE010', name: 'End' },
};
