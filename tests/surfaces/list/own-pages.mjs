import { View } from '../stage.mjs';
import { pasted } from './mails.mjs';

/**
 * The extension's own pages, opened in a tab.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const PAGE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };

/** So many of these are there. @param {string} selector @param {number} [count] */
const there = (selector, count = 1) => document.querySelectorAll(selector).length >= count;
/** @param {string} text */
const says = (text) => document.body.innerText.includes(text);

/** @param {Stage} stage @param {string} words @param {import('../stage.mjs').Size} [size] */
async function checked(stage, words, size = PAGE) {
  const tab = await stage.own('check.html', size, there, '#paste');
  await tab.show();
  await tab.evaluate((/** @type {string} */ text) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector('#paste'));
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, words);
  await tab.sees('a verdict', there, '.verdict');
  return new View(tab);
}

/** @type {Surface[]} */
export const OWN_PAGES = [
  {
    id: 'options',
    title: 'Settings',
    size: PAGE,
    reach: async (stage) => {
      await stage.forgetHealth();
      return new View(await stage.own('options.html', PAGE, there, '.health tr', 20));
    },
  },
  {
    id: 'options-narrow',
    title: 'Settings on a narrow screen',
    size: PHONE,
    reach: async (stage) => {
      await stage.forgetHealth();
      return new View(await stage.own('options.html', PHONE, there, '.health tr', 20));
    },
  },
  { id: 'welcome', title: 'Welcome', size: PAGE, reach: async (stage) => new View(await stage.own('welcome.html', PAGE, there, 'h1')) },
  { id: 'check-empty', title: 'Check page', size: PAGE, reach: async (stage) => new View(await stage.own('check.html', PAGE, there, '#paste')) },
  { id: 'check-danger', title: 'Check page: a scam, its words marked', size: PAGE, reach: (stage) => checked(stage, pasted()) },
  { id: 'check-none', title: 'Check page: nothing known', size: PAGE, reach: (stage) => checked(stage, 'See you at lunch tomorrow. I will bring the cake.') },
  { id: 'check-narrow', title: 'Check page on a narrow screen', size: PHONE, reach: (stage) => checked(stage, pasted(), PHONE) },
  { id: 'guides', title: 'All guides', size: PAGE, reach: async (stage) => new View(await stage.own('guide.html', PAGE, there, '.guides a', 13)) },
  {
    id: 'guides-search',
    title: 'Guides: a search',
    size: PAGE,
    reach: async (stage) => {
      const tab = await stage.own('guide.html', PAGE, there, '.guides a', 13);
      await tab.evaluate(() => {
        const box = /** @type {HTMLInputElement} */ (document.querySelector('input[type=search]'));
        box.value = 'Amazon';
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      await tab.sees('fewer guides', () => document.querySelectorAll('.guides a').length < 40);
      return new View(tab);
    },
  },
  { id: 'guide', title: 'A guide', size: PAGE, reach: async (stage) => new View(await stage.own('guide.html#/amazon-fraud-call', PAGE, there, 'article h2', 5)) },
  { id: 'guide-narrow', title: 'A guide on a narrow screen', size: PHONE, reach: async (stage) => new View(await stage.own('guide.html#/amazon-fraud-call', PHONE, there, 'article h2', 5)) },
  { id: 'guide-missing', title: 'A guide that is not there', size: PAGE, reach: async (stage) => new View(await stage.own('guide.html#/no-such-thing', PAGE, says, stage.words.text('guide_missing'))) },
  {
    id: 'demo',
    title: 'Demo mailbox',
    size: PAGE,
    reach: async (stage) => {
      const tab = await stage.own('demo.html#/inbox/voicemail', PAGE, there, 'caveat-warning');
      await tab.show();
      return new View(tab);
    },
  },
];
