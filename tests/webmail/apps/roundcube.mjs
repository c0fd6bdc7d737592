import { until } from '../../e2e/harness/until.mjs';
import { PASSWORD, USER } from '../servers/mailbox.mjs';
import { roundcubeMissing } from '../servers/roundcube.mjs';
import { choose, has, quotes } from './deeds.mjs';

const ROWS = '#messagelist tr.message';

/**
 * Roundcube: a list of messages, and the open one in a frame beside it.
 * @param {import('../servers/roundcube.mjs').Skin} skin @returns {import('../webmail.mjs').View}
 */
export const roundcube = (skin) => ({
  name: `Roundcube, skin ${skin}`,
  site: 'roundcube',
  missing: roundcubeMissing(skin),
  header: { elastic: '#message-header', larry: '#messageheader', classic: '.headers-table' }[skin],
  body: '#messagebody',
  compose: 'form[name="form"]',
  stays: 0,
  enter: async (page, address) => {
    await page.goto(`${address}?_task=mail`);
    if (await page.$('#rcmloginuser')) {
      await page.type('#rcmloginuser', USER);
      await page.type('#rcmloginpwd', PASSWORD);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    }
    await page.waitForSelector(ROWS);
  },
  open: async (page, mail) => {
    await choose(page, `${ROWS} td.subject`, mail.subject);
    return until(`the message ${mail.subject}`, async () => {
      const frame = page.frames().find((one) => one.url().includes('_action=preview'));
      return frame && (await has(frame, '#messagebody', mail)) && frame;
    });
  },
  alone: async (page, mail) => {
    await choose(page, `${ROWS} td.subject`, mail.subject, 2);
    await until(`the page of ${mail.subject}`, async () => page.url().includes('_action=show') && has(page, '#messagebody', mail));
    return page;
  },
  reply: async (page) => {
    await page.click('a[onclick*="command(\'reply\',\'\'"], a[onclick*="command(\'reply\',\'sub\'"]');
    return quotes(page, '[contenteditable="true"]');
  },
});
