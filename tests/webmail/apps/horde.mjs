import { until } from '../../e2e/harness/until.mjs';
import { hordeMissing } from '../servers/horde.mjs';
import { PASSWORD, USER } from '../servers/mailbox.mjs';
import { choose, has, opened, quotes } from './deeds.mjs';

/** What differs between the two looks. */
const LOOKS = {
  dynamic: { path: 'imp/dynamic.php?page=mailbox', rows: '.vpRow .msgSubject', header: '#previewMsg .msgHeaders', reply: '#button_reply' },
  basic: { path: 'imp/basic.php?page=mailbox', rows: 'a.mboxSubject', header: '#msgheaders', reply: '.horde-buttonbar a[href*="reply_auto"]' },
};

/**
 * Horde IMP: a mail's HTML lies in a frame without an address; answers have a window of their own.
 * @param {import('../servers/horde.mjs').Look} look @returns {import('../webmail.mjs').View}
 */
export function horde(look) {
  const { path, rows, header, reply } = LOOKS[look];
  return {
    name: `Horde IMP, ${look} view`,
    site: `horde-${look}`,
    missing: hordeMissing(),
    header,
    body: '#messageBody .mimePartData',
    compose: 'form',
    stays: 0,
    enter: async (page, address) => {
      await page.goto(address + path);
      if (await page.$('#horde_user')) {
        await page.select('#horde_select_view', look);
        await page.type('#horde_user', USER);
        await page.type('#horde_pass', PASSWORD);
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        await page.goto(address + path);
      }
      await page.waitForSelector(rows);
    },
    open: async (page, mail) => {
      // The page of a message has no list.
      if (!(await page.$(rows))) await page.goBack();
      await choose(page, rows, mail.subject);
      await until(`the message ${mail.subject}`, () => framed(page, mail));
      return page;
    },
    ...(look === 'dynamic' && {
      alone: async (page, mail) => {
        const popup = await opened(page, () => choose(page, rows, mail.subject, 2));
        await until(`the message ${mail.subject}`, () => framed(popup, mail));
        return popup;
      },
    }),
    reply: async (page) => quotes(await opened(page, () => page.click(reply)), 'textarea'),
  };
}

/** The text of a mail is in a frame. @param {import('puppeteer-core').Page} page @param {import('../mail.mjs').Sent} mail */
async function framed(page, mail) {
  for (const frame of page.frames().slice(1)) if (await has(frame, 'body', mail).catch(() => false)) return true;
  return false;
}
