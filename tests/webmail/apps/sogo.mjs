import { until } from '../../e2e/harness/until.mjs';
import { PASSWORD, USER } from '../servers/mailbox.mjs';
import { sogoMissing } from '../servers/sogo.mjs';
import { choose, has, opened, quotes } from './deeds.mjs';

/** SOGo: one page for everything, written and rewritten by its scripts. @type {import('../webmail.mjs').View} */
export const sogo = {
  name: 'SOGo',
  site: 'sogo',
  missing: sogoMissing(),
  header: '#detailView .sg-face h5.sg-md-headline',
  body: '.msg-body',
  compose: 'md-dialog',
  // The answer is a dialog above the message.
  stays: 1,
  enter: async (page, address) => {
    await page.goto(address);
    const field = await page.waitForSelector('input[ng-model="app.creds.username"], .sg-message-list-item', { visible: true });
    if (await field?.evaluate((element) => element.localName === 'input')) {
      await field?.type(USER);
      await page.type('input[ng-model="app.creds.password"]', PASSWORD);
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('.sg-message-list-item', { visible: true });
  },
  open: show,
  alone: async (page, mail) => {
    await show(page, mail);
    const popup = await opened(page, () => page.click('button[ng-click="viewer.openInPopup()"]'));
    await until(`the message ${mail.subject}`, () => has(popup, '.msg-body', mail));
    return popup;
  },
  reply: async (page) => {
    await page.click('button[ng-click="viewer.reply($event)"]');
    return quotes(page, '[contenteditable="true"], textarea');
  },
};

/** @param {import('puppeteer-core').Page} page @param {import('../mail.mjs').Sent} mail */
async function show(page, mail) {
  await choose(page, '.sg-message-list-item .sg-tile-subject', mail.subject);
  await until(`the message ${mail.subject}`, () => has(page, '#detailView .msg-body', mail));
  return page;
}
