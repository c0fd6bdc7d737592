import { until } from '../../e2e/harness/until.mjs';
import { View } from '../stage.mjs';
import { gentle, honest, inRow, linked, pasted, scam } from './mails.mjs';

/**
 * What Caveat shows inside of other people's pages.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const WIDE = { width: 1000, height: 760 };
const NARROW = { width: 420, height: 900 };
/** As wide as the reading pane of a mail program with three columns on a small screen. */
const PANE = 280;
const FRIEND = { name: 'Anna', number: '+1 415 555 0123' };

/** A banner over one mail. @param {Stage} stage @param {import('../stage.mjs').Size} size @param {import('../../e2e/messages.mjs').Mail} mail */
async function banner(stage, size, mail) {
  const { page, tab, app } = await stage.reading(size, [mail]);
  const view = new View(tab, { ours: 'caveat-warning', part: 'caveat-warning' });
  return { page, tab, app, view };
}

/** The middle of a link in the page. @param {string} text */
function spotOfLink(text) {
  const link = [...document.links].find((one) => one.textContent?.includes(text));
  if (!link) throw new Error(`no link says ${text}`);
  link.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = link.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** What the user chose in the right mouse button's menu, with the words chosen before. @param {Stage} stage @param {import('puppeteer-core').Page} page @param {import('../stage.mjs').Tab} tab @param {'selection' | 'link' | 'image'} what @param {string} at selector */
async function check(stage, page, tab, what, at) {
  await page.bringToFront();
  const { x, y, info } = await tab.evaluate(
    (/** @type {string} */ kind, /** @type {string} */ selector) => {
      const element = /** @type {any} */ (document.querySelector(selector));
      if (kind === 'selection') getSelection()?.selectAllChildren(element);
      const box = kind === 'selection' ? /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect() : element.getBoundingClientRect();
      const found = kind === 'selection' ? { selectionText: String(getSelection()) } : kind === 'link' ? { linkUrl: element.href } : { srcUrl: element.src };
      return { x: box.x + 8, y: box.y + Math.min(8, box.height / 2), info: found };
    },
    what,
    at,
  );
  const { driver } = stage;
  /** @type {(() => Promise<unknown>)[]} */
  const also = [];
  if ('chooseInMenu' in driver) {
    await tab.press(x, y, 'right');
    await driver.chooseInMenu(stage.words.text(what === 'selection' ? 'menu_check' : `menu_check_${what}`));
  } else {
    // No debugger can press in Chromium's menu (selection.spec.mjs does it on a screen): the background is told as if it had been.
    const { origin } = new URL(page.url());
    await driver.allow(origin);
    also.push(() => driver.api((/** @type {string} */ pattern) => /** @type {any} */ (globalThis).browser.permissions.remove({ origins: [pattern] }), `${origin}/*`));
    const tabId = await driver.tabId(page);
    await driver.api(() => null);
    const worker = await (await driver.browser.waitForTarget((one) => one.type() === 'service_worker')).worker();
    await worker?.evaluate(
      async (/** @type {any} */ clicked, /** @type {number} */ id) => {
        const { chrome } = /** @type {any} */ (globalThis);
        chrome.contextMenus.onClicked.dispatch(clicked, await chrome.tabs.get(id));
      },
      { menuItemId: `check-${what}`, frameId: 0, editable: false, pageUrl: page.url(), ...info },
      tabId,
    );
    await page.bringToFront();
  }
  await stage.shown(page, 'caveat-card');
  return new View(tab, { ours: 'caveat-card', part: `caveat-card, ${at}`, also });
}

const LETTER = (/** @type {string} */ words) => `<main style="max-width:40rem;margin:2rem">${words}</main>`;
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

/** @type {Surface[]} */
export const IN_PAGES = [
  { id: 'banner-danger', title: 'Warning: very likely a scam', size: WIDE, reach: async (stage) => (await banner(stage, WIDE, scam())).view },
  { id: 'banner-caution', title: 'Warning: be careful', size: WIDE, reach: async (stage) => (await banner(stage, WIDE, gentle())).view },
  {
    id: 'banner-folded',
    title: 'Warning, folded away',
    size: WIDE,
    reach: async (stage) => {
      const { page, view } = await banner(stage, WIDE, scam());
      const [warning] = await stage.driver.warnings(page);
      await stage.driver.press(page, warning, stage.words.text('warning_hide'));
      await until('the warning to be folded', async () => (await stage.driver.warnings(page))[0]?.folded);
      return view;
    },
  },
  { id: 'banner-helper', title: 'Warning in helper mode', size: WIDE, choices: { helper: true, contact: FRIEND }, reach: async (stage) => (await banner(stage, WIDE, scam())).view },
  {
    id: 'banner-narrow',
    title: `Warning in a pane of ${PANE} pixels`,
    size: NARROW,
    reach: async (stage) => {
      const { page, tab, app } = await stage.mailbox(NARROW);
      await page.evaluate((width) => {
        const root = /** @type {HTMLElement} */ (document.querySelector('[role=main]'));
        root.style.inlineSize = `${width}px`;
        root.style.overflowX = 'hidden';
      }, PANE);
      await app('show', scam().subject, [scam()]);
      await stage.driver.judged(page, 1);
      await page.bringToFront();
      await stage.shown(page, 'caveat-warning');
      return new View(tab, { ours: 'caveat-warning', part: 'caveat-warning' });
    },
  },
  {
    id: 'banner-dark-page',
    title: 'Warning on a page that is dark by itself',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab, app } = await stage.mailbox(WIDE);
      await page.evaluate(() => {
        document.documentElement.style.colorScheme = 'dark';
        document.documentElement.style.background = '#0b0d10';
        document.documentElement.style.color = '#e0e0e0';
      });
      await app('show', scam().subject, [scam()]);
      await stage.driver.judged(page, 1);
      await page.bringToFront();
      await stage.shown(page, 'caveat-warning');
      return new View(tab, { ours: 'caveat-warning', part: 'caveat-warning' });
    },
  },
  {
    id: 'link-question',
    title: 'Question before a link opens',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.reading(WIDE, [linked()]);
      const { x, y } = await tab.evaluate(spotOfLink, 'paypal.com');
      await tab.press(x, y);
      await stage.shown(page, 'caveat-guard');
      // The second button takes a moment before it can be pressed, and looks different until then.
      await tab.reveal('caveat-guard');
      await tab.sees('the second button', () => !document.querySelector('caveat-guard')?.shadowRoot?.querySelector('[aria-disabled=true]'));
      return new View(tab, { ours: 'caveat-guard', part: 'caveat-guard, a[href*="paypal"]' });
    },
  },
  {
    id: 'link-beside',
    title: 'Real domain beside a link',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.reading(WIDE, [gentle()]);
      await until('the domain', async () => (await stage.driver.trees(page, 'caveat-link')).length > 0);
      return new View(tab, { ours: 'caveat-link', part: 'p:has(caveat-link)' });
    },
  },
  {
    id: 'card-danger',
    title: 'Right click: words of a scam',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.elsewhere(WIDE, LETTER(`<p id="letter">${pasted()}</p>`));
      return check(stage, page, tab, 'selection', '#letter');
    },
  },
  {
    id: 'card-none',
    title: 'Right click: nothing known',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.elsewhere(WIDE, LETTER('<p id="letter">See you at lunch tomorrow. I will bring the cake.</p>'));
      return check(stage, page, tab, 'selection', '#letter');
    },
  },
  {
    id: 'card-link',
    title: 'Right click: a link',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.elsewhere(WIDE, LETTER('<p><a id="link" href="https://paypal-confirm.example/login">www.paypal.com/confirm</a></p>'));
      return check(stage, page, tab, 'link', '#link');
    },
  },
  {
    id: 'card-picture',
    title: 'Right click: a picture without words',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab } = await stage.elsewhere(WIDE, LETTER(`<img id="picture" width="320" height="160" src="${PICTURE}">`));
      return check(stage, page, tab, 'image', '#picture');
    },
  },
  {
    id: 'row-mark',
    title: 'Sign in a list',
    size: WIDE,
    reach: async (stage) => {
      const { page, tab, app } = await stage.mailbox(WIDE);
      await app('list', [inRow(), honest()]);
      await page.bringToFront();
      await until('the sign', async () => (await stage.driver.trees(page, 'caveat-mark')).length > 0);
      return new View(tab, { ours: 'caveat-mark', part: 'table' });
    },
  },
];
