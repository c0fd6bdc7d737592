import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, normalize, resolve, sep } from 'node:path';

/** A saved page in place of its site: the document, its frames, and what was saved beside it. Its scripts do not run. */
const STILL = { 'content-security-policy': "script-src 'none'; object-src 'none'" };
const TYPES = /** @type {Record<string, string>} */ ({ '.css': 'text/css', '.png': 'image/png', '.gif': 'image/gif', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.svg': 'image/svg+xml', '.webp': 'image/webp' });

/** @typedef {{ selector: string, file: string }} SavedFrame */

/** `CSS SELECTOR=FILE.html`; a selector may hold `=` too. @param {string} argument @returns {SavedFrame} */
export function savedFrame(argument) {
  const at = argument.lastIndexOf('=');
  if (at < 1 || at === argument.length - 1) throw new Error(`--frame takes 'CSS SELECTOR=FILE.html', not "${argument}"`);
  const saved = { selector: argument.slice(0, at), file: argument.slice(at + 1) };
  if (!existsSync(saved.file)) throw new Error(`there is no file ${saved.file}`);
  return saved;
}

/**
 * Opens the page in a tab and fills its frames.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {string} file @param {string} url @param {SavedFrame[]} frames
 */
export async function openSaved(driver, file, url, frames) {
  const wanted = withoutHash(url);
  /** Addresses of frames that have one. @type {Map<string, string>} */
  const framed = new Map();
  driver.web.fallback = ({ href }) => {
    const address = withoutHash(href);
    if (address.href === wanted.href) return html(file);
    const frame = framed.get(address.href);
    if (frame !== undefined) return html(frame);
    return beside(file, wanted, address);
  };
  const page = await driver.page();
  await page.goto(url, { waitUntil: 'load' });
  for (const { selector, file: content } of frames) {
    // Applications of web components keep frames in open shadows.
    const handle = (await page.$(selector)) ?? (await page.$(`pierce/${selector}`));
    if (!handle) throw new Error(`--frame: nothing in ${file} is at ${selector}`);
    // An empty address is none, though the browser makes the page's own of it.
    const source = await handle.evaluate((frame) => (frame instanceof HTMLIFrameElement && frame.getAttribute('src') && /^https?:/.test(frame.src) ? frame.src : ''));
    if (source) framed.set(withoutHash(source).href, content);
    const markup = readFileSync(content, 'utf8');
    await handle.evaluate(fill, source, markup);
  }
  return page;
}

/**
 * Runs in the page. A frame with an address loads it again and finds the saved document there; one without is written to,
 * as the applications do that have such frames.
 * @param {Element} element @param {string} source @param {string} markup
 */
function fill(element, source, markup) {
  if (!(element instanceof HTMLIFrameElement)) throw new Error('that is no frame');
  if (source || element.contentDocument === null) {
    return new Promise((done) => {
      element.addEventListener('load', () => done(null), { once: true });
      if (source) element.src = source;
      else element.srcdoc = markup;
    });
  }
  element.contentDocument.open();
  element.contentDocument.write(markup);
  element.contentDocument.close();
  return null;
}

/** What a server is asked for. @param {string} address */
function withoutHash(address) {
  const url = new URL(address);
  url.hash = '';
  return url;
}

/** @param {string} file */
const html = (file) => ({ headers: STILL, body: readFileSync(file, 'utf8') });

/** What a browser saves beside a page, found by its path from there; nothing outside of that folder. @param {string} file @param {URL} page @param {URL} address */
function beside(file, page, address) {
  const type = TYPES[extname(address.pathname).toLowerCase()];
  if (!type || address.origin !== page.origin) return null;
  const folder = resolve(dirname(file));
  const base = page.pathname.replace(/[^/]*$/, '');
  if (!address.pathname.startsWith(base)) return null;
  const path = normalize(resolve(folder, decodeURIComponent(address.pathname.slice(base.length))));
  if (!path.startsWith(folder + sep) || !existsSync(path)) return null;
  return { type, headers: {}, body: readFileSync(path) };
}
