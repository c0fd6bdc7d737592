import { expect, test } from 'vitest';
import { roundcubeList, roundcubeMessage } from './apps/roundcube.mjs';
import { ROUNDCUBE, serveFiles } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/**
 * A site that is read only once the user says so: nothing before, the popup offers it, the grant starts reading at once,
 * taking it back ends it. The browser's own prompt is answered for the user; everything else is the true way.
 */
inEachBrowser('Roundcube, a site of the user’s own', (bench) => {
  test('is read from the moment it is allowed until it is taken back', async () => {
    const { driver, page } = bench;
    const scam = example('parcel-fee', 'danger');
    const honest = example('parcel-fee', 'none');
    const origin = new URL(ROUNDCUBE).origin;
    serveFiles(driver.web, origin, {
      '/': roundcubeList,
      '/?_task=mail&_action=preview&_uid=1': roundcubeMessage(scam),
      '/?_task=mail&_action=preview&_uid=2': roundcubeMessage(honest),
    });
    await page.goto(ROUNDCUBE);
    const frame = () => /** @type {import('puppeteer-core').Frame} */ (page.frames().find((one) => one.url().includes('_action=preview')));
    await until('the message', () => frame()?.evaluate(() => document.readyState === 'complete'));

    await driver.wouldAllow(origin);
    const popup = await driver.popup(page);
    await until('the offer', async () => (await popup.text()).includes('Caveat does not read webmail.example.net'));
    expect(await driver.warnings(frame())).toEqual([]);
    await popup.press('.switch input');

    const [warning] = await until('the warning', async () => (await driver.warnings(frame())).length === 1 && driver.warnings(frame()));
    expect(warning).toMatchObject({ level: 'danger', scam: 'parcel-fee' });
    expect(await frame().evaluate(() => document.querySelector('caveat-warning')?.closest('#messagebody'))).toBe(null);
    await until('the badge', async () => (await driver.badge(page)) === '!');

    // Each message is a page load of the frame.
    await page.evaluate(() => void (/** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).src = '/?_task=mail&_action=preview&_uid=2'));
    await until('the honest one to be judged', async () => {
      const { messages } = await driver.report(page);
      return messages.length === 1 && messages[0]?.level === 'none';
    });
    expect(await driver.warnings(frame())).toEqual([]);

    // Taken back while the scam is open: its warning goes with the right to read it.
    await page.evaluate(() => void (/** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).src = '/?_task=mail&_action=preview&_uid=1'));
    await until('the warning again', async () => (await driver.warnings(frame())).length === 1);
    await driver.api((pattern) => /** @type {any} */ (globalThis).browser.permissions.remove({ origins: [pattern] }), `${origin}/*`);
    await until('no warning', async () => (await driver.warnings(frame())).length === 0);
    await page.reload();
    await page.evaluate(() => void (/** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).src = '/?_task=mail&_action=preview&_uid=1'));
    await until('the scam', () => frame()?.evaluate(() => document.readyState === 'complete'));
    await until('nothing to be known of it', async () => (await driver.report(page)).sites.length === 0);
    expect(await driver.warnings(frame())).toEqual([]);
  });
});
