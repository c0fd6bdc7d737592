import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GMAIL, serveFiles, serveSites } from '../../e2e/apps/sites.mjs';
import { ROOT } from '../../e2e/harness/find.mjs';
import { until } from '../../e2e/harness/until.mjs';
import { View } from '../stage.mjs';
import { press, says, there } from './deeds.mjs';
import { gentle, honest, scam, three } from './mails.mjs';

/**
 * The popup, over pages of every kind. It is opened in a tab and told whose popup it is: only so can it be measured in both browsers.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const POPUP = { width: 400, height: 600 };
const UNDER = { width: 1000, height: 700 };
const DAY = 86_400_000;
/** Rules are called old after ninety days (`OLD_DAYS`). */
const LONG = 120 * DAY;

/** @param {Stage} stage @param {import('puppeteer-core').Page} page the page under it @param {string[]} says @param {number} [verdicts] */
async function over(stage, page, says, verdicts = 0) {
  const tabId = await stage.driver.tabId(page);
  const tab = await stage.own(`popup.html?tab=${tabId}`, POPUP, saysAll, says, verdicts);
  await tab.show();
  return new View(tab, { also: [() => page.close()] });
}

/** @param {string[]} texts @param {number} verdicts */
function saysAll(texts, verdicts) {
  const said = document.body.innerText;
  return texts.every((text) => said.includes(text)) && document.querySelectorAll('.verdict').length >= verdicts;
}

/** As if the button in the toolbar had been pressed over that page: from then on the extension may know its address. @param {Stage} stage @param {import('puppeteer-core').Page} page */
async function pointAt({ driver, words }, page) {
  if ('inBrowser' in driver) {
    await page.bringToFront();
    return driver.inBrowser((/** @type {string} */ id) => {
      const { gBrowser, WebExtensionPolicy } = /** @type {any} */ (globalThis);
      WebExtensionPolicy.getByID(id).extension.tabManager.addActiveTabPermission(gBrowser.selectedTab);
    }, driver.id);
  }
  const popup = await driver.popup(page);
  await until('the popup itself', async () => (await popup.text()).includes(words.text('popup_not_read')));
}

/** @type {Surface[]} */
export const POPUPS = [
  {
    id: 'popup-warned',
    title: 'Popup: one warning',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [scam()]);
      return over(stage, page, [stage.words.text('level_danger')], 1);
    },
  },
  {
    id: 'popup-warned-three',
    title: 'Popup: three warnings',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, three());
      return over(stage, page, [stage.words.text('level_danger')], 3);
    },
  },
  {
    id: 'popup-less',
    title: 'Popup: warning less',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [gentle()]);
      const view = await over(stage, page, [stage.words.text('level_caution')], 1);
      await press(view.tab, stage.words.text('less_title'));
      return view;
    },
  },
  {
    id: 'popup-trusted',
    title: 'Popup: a sender just trusted, with the way back',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [gentle()]);
      const view = await over(stage, page, [stage.words.text('level_caution')], 1);
      await press(view.tab, stage.words.text('less_title'));
      await press(view.tab, stage.words.text('less_trust'));
      await view.tab.sees('the way back', there, '.done .notice');
      await view.tab.sees('the softer verdict', says, stage.words.text('softened_trusted'));
      return view;
    },
  },
  {
    id: 'popup-share',
    title: 'Popup: telling somebody',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [scam()]);
      const view = await over(stage, page, [stage.words.text('level_danger')], 1);
      await press(view.tab, stage.words.text('share_title'));
      await view.tab.sees('what would be told', there, '[role=region]');
      view.part = '.verdict';
      return view;
    },
  },
  {
    id: 'popup-softened',
    title: 'Popup: a trusted sender',
    size: POPUP,
    choices: () => ({ trusted: [{ sender: scam().address, since: Date.UTC(2026, 0, 1) }] }),
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [scam()]);
      return over(stage, page, [stage.words.text('level_caution')], 1);
    },
  },
  {
    id: 'popup-quiet',
    title: 'Popup: nothing known',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [honest()], 0);
      return over(stage, page, [stage.words.text('none_note')]);
    },
  },
  {
    id: 'popup-nothing-open',
    title: 'Popup: no message open',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.mailbox(UNDER);
      await until('the site to be known', async () => (await stage.driver.report(page)).sites.length > 0);
      return over(stage, page, [stage.words.text('popup_nothing_open')]);
    },
  },
  {
    id: 'popup-unread',
    title: 'Popup: a page that has changed',
    size: POPUP,
    reach: async (stage) => {
      const { web } = stage.driver;
      serveFiles(web, new URL(GMAIL).origin, { '*': readFileSync(join(ROOT, 'tests/pages/gmail/changed.html'), 'utf8') });
      const page = await stage.driver.page(GMAIL);
      await until('the report to say so', async () => (await stage.driver.report(page)).unread.includes('selectors'));
      const view = await over(stage, page, [stage.words.text('unread_selectors')]);
      view.also.push(async () => serveSites(web));
      return view;
    },
  },
  {
    id: 'popup-not-read',
    title: 'Popup: a site that is not read',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.elsewhere(UNDER, '<p>Letters</p>', 'https://bulletin.example.com/');
      await pointAt(stage, page);
      return over(stage, page, [stage.words.text('popup_not_read')]);
    },
  },
  {
    id: 'popup-closed',
    title: 'Popup: a page closed to extensions',
    size: POPUP,
    reach: async (stage) => {
      const { page } = await stage.elsewhere(UNDER, '<p>Letters</p>', 'https://closed.example.com/');
      return over(stage, page, [stage.words.text('popup_closed_page')]);
    },
  },
  {
    id: 'popup-old',
    title: 'Popup: rules grown old',
    size: POPUP,
    later: LONG,
    reach: async (stage) => {
      const { page } = await stage.reading(UNDER, [honest()], 0);
      return over(stage, page, [stage.words.text('popup_rules_old')]);
    },
  },
];
