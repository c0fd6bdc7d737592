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
  const page = await openSaved(driver, file, url, frames);
  try {
    return await readPage(page, adapters);
  } finally {
    await page.close();
  }
}

/**
 * Reads an open page, in worlds of our own beside the page's.
 * @param {import('puppeteer-core').Page} page @param {object[]} adapters
 * @returns {Promise<any[]>}
 */
export async function readPage(page, adapters) {
  const reader = await bundledReader();
  const lines = [];
  const unread = new Set();
  let fitted = false;
  for (const frame of page.frames()) {
    // A frame of another host is read only where the extension runs by itself, which is not known here: all are tried.
    const found = await readWhole(frame, reader, adapters).catch((error) => {
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
}

/**
 * One document, with the frames in it that are closed to it: these are read by themselves, as the extension's background
 * has it done.
 * @param {import('puppeteer-core').Frame} frame @param {string} reader @param {object[]} adapters
 * @returns {Promise<{ lines: object[], unread: string[] } | null>}
 */
async function readWhole(frame, reader, adapters) {
  const world = /** @type {any} */ (frame).isolatedRealm();
  const list = JSON.stringify(adapters);
  const held = await world.evaluateHandle(`(() => { const reader = ${reader}; return { reader, read: reader.readDocument(${list}) }; })()`);
  try {
    const frames = await held.evaluateHandle((/** @type {any} */ { read }) => read?.closed ?? []);
    const texts = [];
    for (const handle of (await frames.getProperties()).values()) {
      const inside = await handle.asElement()?.contentFrame();
      texts.push(inside ? await inOwnWorld(inside, `${reader}.readFrame(${list})`).catch(() => null) : null);
    }
    const found = await held.evaluate(
      (/** @type {any} */ { reader: tools, read }, /** @type {string} */ given) => {
        const { adapters: all, texts: inFrames } = JSON.parse(given);
        const framed = new Map((read?.closed ?? []).map((/** @type {Element} */ element, /** @type {number} */ i) => [element, inFrames[i] ?? undefined]));
        const whole = read?.closed.length ? tools.readDocument(all, framed) : read;
        return JSON.stringify(whole && { lines: whole.lines, unread: whole.unread });
      },
      JSON.stringify({ adapters, texts }),
    );
    return JSON.parse(found);
  } finally {
    await held.dispose();
  }
}

/** @param {import('puppeteer-core').Frame} frame @param {string} expression @returns {Promise<any>} */
async function inOwnWorld(frame, expression) {
  const realm = /** @type {any} */ (frame).isolatedRealm();
  return JSON.parse(await realm.evaluate(`JSON.stringify(${expression})`));
}
