import { until } from '../../e2e/harness/until.mjs';
import { oneLine } from '../../e2e/messages.mjs';
import { MAILS } from '../mail.mjs';

/** @typedef {import('puppeteer-core').Page} Page @typedef {import('../webmail.mjs').Where} Where */

/** Presses with the mouse on the one of these that says so. @param {Page} page @param {string} selector @param {string} words @param {1 | 2} [count] */
export async function choose(page, selector, words, count = 1) {
  await page.bringToFront();
  const found = await until(`"${words}" in ${selector}`, async () => {
    for (const one of await page.$$(selector)) if ((await one.evaluate((element) => element.textContent ?? '')).includes(words)) return one;
    return null;
  });
  await found.click({ count });
}

/** Whether the document is complete and shows the end of that mail there. @param {Where} where @param {string} selector @param {import('../mail.mjs').Sent} mail */
export const has = (where, selector, mail) =>
  where.evaluate(
    (at, words) => document.readyState === 'complete' && [...document.querySelectorAll(at)].some((one) => (one.textContent ?? '').replace(/\s+/g, ' ').includes(words)),
    selector,
    lastWords(mail),
  );

/** @param {import('../mail.mjs').Sent} mail */
const lastWords = ({ body }) => oneLine(body.split('\n').at(-1) ?? '');

/** Waits until the scam is quoted in such an editor, anywhere in that page: `[contenteditable]` is one for HTML. @param {Page} page @param {string} editor */
export async function quotes(page, editor) {
  await until('the answer to quote the message', async () => {
    for (const frame of page.frames()) if (await frame.evaluate(quotedIn, editor, lastWords(MAILS.scam)).catch(() => false)) return true;
    return false;
  });
  return page;
}

/** Runs in each document. @param {string} editor @param {string} words */
function quotedIn(editor, words) {
  const texts = [...document.querySelectorAll(editor)].map((one) => (one instanceof HTMLTextAreaElement ? one.value : (one.textContent ?? '')));
  return texts.some((text) => text.replace(/[\s>]+/g, ' ').includes(words));
}

/** The window that a deed opens. @param {Page} page @param {() => Promise<void>} deed @returns {Promise<Page>} */
export async function opened(page, deed) {
  const popup = new Promise((done) => page.once('popup', done));
  await deed();
  return /** @type {Promise<Page>} */ (popup);
}
