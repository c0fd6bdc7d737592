/**
 * A page of the extension in a tab. Puppeteer drives such pages in Chromium only; in Firefox the same few deeds go through
 * WebDriver BiDi directly. So the specs know this interface and neither of the two.
 *
 * @typedef {object} OwnPage
 * @property {string} url
 * @property {<T>(run: (...args: any[]) => T, ...args: unknown[]) => Promise<Awaited<T>>} evaluate
 * @property {(selector: string) => Promise<void>} click
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {(selector: string, path: string) => Promise<void>} choose a file, in the page's own picker
 * @property {(path: string) => Promise<void>} screenshot
 * @property {() => Promise<void>} show
 * @property {() => Promise<string>} address the address as it is now
 * @property {() => Promise<any>} inside the same tab as `Driver.warnings` and `Driver.press` take it
 * @property {() => Promise<string>} text what is shown, as text
 * @property {() => Promise<void>} close
 */

/** A function and its arguments as one expression; `browser` is there in both. @param {Function} run @param {unknown[]} args */
export const callOf = (run, args) =>
  `(async () => { globalThis.browser ??= globalThis.chrome; return JSON.stringify((await (${run})(...${JSON.stringify(args)})) ?? null); })()`;

/** Where to press, after scrolling there. @param {string} selector */
export function spotOf(selector) {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing at ${selector}`);
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
