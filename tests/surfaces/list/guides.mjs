import { View } from '../stage.mjs';
import { fill, says, there } from './deeds.mjs';

/**
 * The guides: the list, the search, a guide in its states and as it is printed.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const PAGE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };
/** A4 less its margins, at 96 pixels to the inch. */
const PAPER = { width: 720, height: 980 };
const KIND = 'amazon-fraud-call';

/** @param {Stage} stage @param {import('../stage.mjs').Size} [size] @param {string} [section] */
const guide = (stage, size = PAGE, section = '') => stage.own(`guide.html#/${KIND}${section}`, size, there, 'article h2', 5);

/** @type {Surface[]} */
export const GUIDES = [
  { id: 'guides', title: 'All guides', size: PAGE, reach: async (stage) => new View(await stage.own('guide.html', PAGE, there, '.guides a', 13)) },
  { id: 'guides-narrow', title: 'All guides on a narrow screen', size: PHONE, reach: async (stage) => new View(await stage.own('guide.html', PHONE, there, '.guides a', 13)) },
  {
    id: 'guides-search',
    title: 'Guides: a search in all languages',
    size: PAGE,
    reach: async (stage) => {
      const tab = await stage.own('guide.html', PAGE, there, '.guides a', 13);
      await fill(tab, 'input[type=search]', 'Paket');
      // Those of other languages join one file after the other; the Portuguese one is the last.
      await tab.sees('what was found', () => document.querySelectorAll('.hits a').length > 1);
      return new View(tab);
    },
  },
  { id: 'guide', title: 'A guide', size: PAGE, reach: async (stage) => new View(await guide(stage)) },
  { id: 'guide-narrow', title: 'A guide on a narrow screen', size: PHONE, reach: async (stage) => new View(await guide(stage, PHONE)) },
  { id: 'guide-helper', title: 'A guide in helper mode', size: PAGE, choices: { helper: true, contact: { name: 'Anna', number: '+1 415 555 0123' } }, reach: async (stage) => new View(await guide(stage)) },
  {
    id: 'guide-picked',
    title: 'A guide: what happened',
    size: PAGE,
    reach: async (stage) => {
      const tab = await guide(stage);
      await tab.evaluate(() => {
        for (const value of ['called', 'paid-gift-card']) /** @type {HTMLElement | null} */ (document.querySelector(`input[type=checkbox][value=${value}]`))?.click();
      });
      await tab.sees('the bank', there, '.bank');
      return new View(tab, { part: '.now' });
    },
  },
  { id: 'guide-report', title: 'A guide: where to report', size: PAGE, reach: async (stage) => new View(await guide(stage, PAGE, '/report'), { part: 'section:has(> #report)' }) },
  {
    id: 'guide-print',
    title: 'A guide, printed',
    size: PAPER,
    reach: async (stage) => {
      const tab = await guide(stage, PAPER);
      await tab.wear({ ...stage.looks, print: true });
      await tab.evaluate(() => void dispatchEvent(new Event('beforeprint')));
      await tab.sees('the sheet', there, '.print-sheet');
      return new View(tab, { onPaper: true });
    },
  },
  { id: 'guide-missing', title: 'A guide that is not there', size: PAGE, reach: async (stage) => new View(await stage.own('guide.html#/no-such-thing', PAGE, says, stage.words.text('guide_missing'))) },
];
