import { View } from '../stage.mjs';
import { there } from './deeds.mjs';

/**
 * The welcome page, screen by screen, and the demo mailbox.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 */
const PAGE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };

/** @type {Surface[]} */
export const WELCOME = [
  { id: 'welcome-1', title: 'Welcome: what it does and never does', size: PAGE, reach: async (stage) => new View(await stage.own('welcome.html', PAGE, there, 'h1')) },
  { id: 'welcome-1-narrow', title: 'Welcome on a narrow screen', size: PHONE, reach: async (stage) => new View(await stage.own('welcome.html', PHONE, there, 'h1')) },
  { id: 'welcome-2', title: 'Welcome: language and country', size: PAGE, reach: async (stage) => new View(await stage.own('welcome.html#choose', PAGE, there, 'select')) },
  {
    id: 'welcome-3',
    title: 'Welcome: trying it',
    size: PAGE,
    reach: async (stage) => {
      const tab = await stage.own('welcome.html#try', PAGE, there, '[data-demo-row]');
      await tab.show();
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-demo-row]')).click());
      await tab.sees('the warning', there, 'caveat-warning');
      return new View(tab);
    },
  },
  { id: 'welcome-end', title: 'Welcome: the end', size: PAGE, reach: async (stage) => new View(await stage.own('welcome.html#end', PAGE, there, 'h1')) },
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
  {
    id: 'demo-narrow',
    title: 'Demo mailbox on a narrow screen',
    size: PHONE,
    reach: async (stage) => {
      const tab = await stage.own('demo.html#/inbox/voicemail', PHONE, there, 'caveat-warning');
      await tab.show();
      return new View(tab);
    },
  },
];
