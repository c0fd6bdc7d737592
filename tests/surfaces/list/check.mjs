import { View } from '../stage.mjs';
import { fill, hand, press, says, there } from './deeds.mjs';
import { pasted, scam } from './mails.mjs';

/**
 * The check page, with each of its questions.
 * @typedef {import('../surfaces.mjs').Surface} Surface
 * @typedef {import('../stage.mjs').Stage} Stage
 */
const PAGE = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };

/** @param {Stage} stage @param {import('../stage.mjs').Size} [size] */
const open = (stage, size = PAGE) => stage.own('check.html', size, there, '#paste');

/** @param {Stage} stage @param {string} words @param {import('../stage.mjs').Size} [size] */
async function checked(stage, words, size) {
  const tab = await open(stage, size);
  await tab.show();
  await fill(tab, '#paste', words);
  await tab.sees('a verdict', there, '.verdict');
  return tab;
}

/** A mail as a program would save it. */
const saved = () => {
  const { name, address, subject, body } = scam();
  return { name: 'message.eml', type: 'message/rfc822', text: `From: "${name}" <${address}>\r\nTo: robin.reader@mail.example\r\nSubject: ${subject}\r\nDate: Mon, 5 Jan 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n` };
};

/** @type {Surface[]} */
export const CHECK = [
  { id: 'check-empty', title: 'Check page', size: PAGE, reach: async (stage) => new View(await open(stage)) },
  { id: 'check-danger', title: 'Check page: a scam, its words marked', size: PAGE, reach: async (stage) => new View(await checked(stage, pasted())) },
  { id: 'check-none', title: 'Check page: nothing known', size: PAGE, reach: async (stage) => new View(await checked(stage, 'See you at lunch tomorrow. I will bring the cake.')) },
  { id: 'check-narrow', title: 'Check page on a narrow screen', size: PHONE, reach: async (stage) => new View(await checked(stage, pasted(), PHONE)) },
  {
    id: 'check-share',
    title: 'Check page: telling somebody',
    size: PAGE,
    reach: async (stage) => {
      const tab = await checked(stage, pasted());
      await press(tab, stage.words.text('share_title'));
      await tab.sees('what would be told', there, '[role=region]');
      return new View(tab, { part: '.verdict' });
    },
  },
  {
    id: 'check-link',
    title: 'Check page: a link',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await press(tab, stage.words.text('tab_link'));
      await fill(tab, '#link-address', 'https://paypal-confirm.example/login');
      await tab.sees('where it leads', there, '.verdict');
      return new View(tab);
    },
  },
  {
    id: 'check-sender',
    title: 'Check page: a sender',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await press(tab, stage.words.text('tab_sender'));
      await fill(tab, '#sender-name', 'PayPal Service');
      await fill(tab, '#sender-contact', 'paypal.service.desk@outlook.com');
      await fill(tab, '#sender-company', 'PayPal');
      await tab.sees('what fits', says, stage.words.text('sender_facts'));
      return new View(tab);
    },
  },
  {
    id: 'check-file',
    title: 'Check page: a saved mail',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await hand(tab, 'input[type=file]', saved());
      await tab.sees('a verdict', there, '.verdict');
      return new View(tab);
    },
  },
  {
    id: 'check-file-refused',
    title: 'Check page: a file that is no mail',
    size: PAGE,
    reach: async (stage) => {
      const tab = await open(stage);
      await hand(tab, 'input[type=file]', { name: 'holiday.jpg', type: 'image/jpeg', text: 'no picture' });
      await tab.sees('why not', there, '.notice.warn');
      return new View(tab);
    },
  },
];
