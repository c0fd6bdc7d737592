import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GMAIL, serveFiles, serveSites } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { ROOT } from './harness/find.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/** What cannot be read is said to be unread: silence must never look like a verdict. */
const words = JSON.parse(readFileSync(join(ROOT, 'extension/public/_locales/en/messages.json'), 'utf8'));

inEachBrowser('what is not read', (bench) => {
  test('a page whose markup has changed is "not read here", in the popup too', async () => {
    const { driver, page } = bench;
    const changed = readFileSync(join(ROOT, 'tests/pages/gmail/changed.html'), 'utf8');
    serveFiles(driver.web, new URL(GMAIL).origin, { '*': changed });
    await page.goto(GMAIL);
    await until('the report to say so', async () => (await driver.report(page)).unread.includes('selectors'));
    const popup = await driver.popup(page);
    await until('the popup to say so', async () => (await popup.text()).includes(words.unread_selectors.message));
    expect(await popup.text()).not.toContain(words.none_title.message);
  });

  test('a mail that is only a picture is said to be unread', async () => {
    const { driver, page } = bench;
    serveSites(driver.web);
    const mail = example('amazon-fraud-call', 'none');
    await page.goto(GMAIL);
    await page.evaluate(
      (shown) => {
        const picture = document.createElement('canvas');
        picture.width = 600;
        picture.height = 400;
        const image = document.createElement('img');
        image.src = picture.toDataURL();
        image.width = 600;
        image.height = 400;
        /** @type {any} */ (window).app.show('A picture', [{ ...shown, body: '', links: [] }]);
        document.querySelector('.a3s')?.append(image);
      },
      mail,
    );
    await until('the picture to be named', async () => (await driver.report(page)).unread.includes('picture'));
    expect(await driver.warnings(page)).toEqual([]);
  });
});
