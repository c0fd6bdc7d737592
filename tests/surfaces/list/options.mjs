import { View } from '../stage.mjs';
import { hand, press, there } from './deeds.mjs';

/**
 * The settings page, and what it says of deeds and damage.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const PAGE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };
const FILLED = { trusted: [{ sender: 'anna@mail.example', since: Date.UTC(2026, 0, 1) }, { sender: '+14155550123', since: Date.UTC(2026, 0, 1) }], muted: ['parcel-fee'] };

/** @param {Stage} stage @param {import('../stage.mjs').Size} [size] */
async function open(stage, size = PAGE) {
  await stage.forgetHealth();
  // What is asked of the background comes last: how each site was read, and the rules in use.
  return stage.own('options.html', size, () => document.querySelectorAll('section h2').length >= 10 && document.querySelector('#sites table tr') && document.querySelector('#updates button'));
}

/** @type {Surface[]} */
export const OPTIONS = [
  { id: 'options', title: 'Settings', size: PAGE, reach: async (stage) => new View(await open(stage)) },
  { id: 'options-narrow', title: 'Settings on a narrow screen', size: PHONE, reach: async (stage) => new View(await open(stage, PHONE)) },
  { id: 'options-choices', title: 'Settings: care, links, language, country', size: PAGE, reach: async (stage) => new View(await open(stage), { part: '#care, #guard, #language, #country' }) },
  {
    id: 'options-undo',
    title: 'Settings: a trusted sender removed',
    size: PAGE,
    choices: FILLED,
    reach: async (stage) => {
      const tab = await open(stage);
      await press(tab, stage.words.text('options_remove'), '#trusted');
      await tab.sees('the way back', there, '.undo');
      return new View(tab, { part: '#trusted, #muted' });
    },
  },
  { id: 'options-helper', title: 'Settings: helper mode', size: PAGE, choices: { helper: true, contact: { name: 'Anna', number: '+1 415 555 0123' } }, reach: async (stage) => new View(await open(stage), { part: '#helper' }) },
  { id: 'options-updates', title: 'Settings: newer rules', size: PAGE, reach: async (stage) => new View(await open(stage), { part: '#updates' }) },
  {
    id: 'options-import',
    title: 'Settings: what a file would change',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await hand(tab, '#import-file', { name: 'caveat-settings.json', type: 'application/json', text: JSON.stringify({ caveat: 'settings', version: 2, country: 'DE', language: stage.words.locale, care: 'more', guard: false, ...FILLED, helper: false, contact: null }) });
      await tab.sees('the question', there, '#file table');
      return new View(tab, { part: '#file' });
    },
  },
  {
    id: 'options-reset',
    title: 'Settings: starting afresh',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await press(tab, stage.words.text('options_reset_open'), '#reset');
      await tab.sees('the question', there, '#reset h3');
      return new View(tab, { part: '#reset, #about' });
    },
  },
  {
    id: 'options-broken',
    title: 'Settings that were damaged',
    size: PAGE,
    stored: (language) => ({ version: 2, language, country: 'US', care: 'loudly', guard: 'perhaps', trusted: [], muted: [], helper: false, contact: null }),
    reach: async (stage) => {
      const tab = await open(stage);
      await tab.sees('the notice', there, '#broken');
      return new View(tab);
    },
  },
];
