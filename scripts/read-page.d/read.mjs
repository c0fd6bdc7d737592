import { adaptersFor, bundledReader } from './bundle.mjs';
import { openSaved } from './saved.mjs';

/**
 * Reads a saved page as the extension would: each document that a content script would run in, the tab's own first.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver
 * @param {{ file: string, url: string, frames?: import('./saved.mjs').SavedFrame[], site?: string | undefined }} saved
 * @returns {Promise<object[]>} the lines to print
 */
export async function readSaved(driver, { file, url, frames = [], site }) {
  const adapters = await adaptersFor(url, site);
  const reader = await bundledReader();
  const page = await openSaved(driver, file, url, frames);
  try {
    const lines = [];
    const unread = new Set();
    let fitted = false;
    for (const frame of page.frames()) {
      // A frame of another host is read only where the extension runs by itself, which is not known here: all are tried.
      const found = await inOwnWorld(frame, `${reader}.readDocument(${JSON.stringify(adapters)})`).catch((error) => {
        if (frame === page.mainFrame()) throw error;
        return null;
      });
      if (!found) continue;
      fitted = true;
      lines.push(...found.lines);
      for (const why of found.unread) unread.add(why);
    }
    if (!fitted) unread.add('no-adapter');
    return [...lines, ...[...unread].map((why) => ({ type: 'unread', why }))];
  } finally {
    await page.close();
  }
}

/**
 * A world beside the page's own, which no script of the page can have touched.
 * @param {import('puppeteer-core').Frame} frame @param {string} expression @returns {Promise<any>}
 */
async function inOwnWorld(frame, expression) {
  const realm = /** @type {any} */ (frame).isolatedRealm();
  return JSON.parse(await realm.evaluate(`JSON.stringify(${expression})`));
}
