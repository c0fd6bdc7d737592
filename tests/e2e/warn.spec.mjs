import { expect, test } from 'vitest';
import { GMAIL, MESSAGES, OUTLOOK } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example, firstSteps, oneLine, wordsOf } from './messages.mjs';

/** The main job, on each site's real address: scams are warned about, honest mail is left alone. */
const SCAMS = ['amazon-fraud-call', 'bank-fraud-alert', 'support-callback-invoice', 'sextortion-email'];

/** The fake application's own functions. @param {import('puppeteer-core').Page} page @param {string} deed @param {unknown[]} args */
const app = (page, deed, ...args) => page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

inEachBrowser('warnings', (bench) => {
  for (const [site, address] of [['Gmail', GMAIL], ['Outlook', OUTLOOK]]) {
    for (const kind of SCAMS) {
      test(`${site}: warns about ${kind} in words that stand in the mail`, async () => {
        const { driver, page } = bench;
        const mail = example(kind, 'danger');
        await page.goto(/** @type {string} */ (address));
        await app(page, 'show', mail.subject, [mail]);
        const [warning] = await driver.warned(page);
        expect(warning).toMatchObject({ level: 'danger', scam: kind, label: 'Very likely a scam', folded: false });
        expect(warning.title).not.toBe('');
        // It may come a moment after the warning, when the background has just been woken.
        await until('the steps of its guide', async () => (await driver.warnings(page))[0]?.steps.join() === firstSteps(kind).join());
        expect(warning.reasons.length).toBeGreaterThan(0);
        expect(warning.reasons.length).toBeLessThanOrEqual(3);
        const words = wordsOf(mail);
        for (const { says, quote } of warning.reasons) {
          expect(says).toMatch(/^The message /);
          expect(quote, says).not.toBe('');
          expect(words).toContain(quote.replace(/…$/, ''));
        }
      });

      test(`${site}: is silent on what resembles ${kind}`, async () => {
        const { driver, page } = bench;
        const mail = example(kind, 'none');
        await page.goto(/** @type {string} */ (address));
        await app(page, 'show', mail.subject, [mail]);
        const report = await driver.judged(page, 1);
        expect(report.messages[0]).toMatchObject({ level: 'none' });
        expect(await driver.warnings(page)).toEqual([]);
        expect(await driver.badge(page)).toBe('');
      });
    }

    test(`${site}: stands outside the mail's own body, before it`, async () => {
      const { driver, page } = bench;
      const mail = example('amazon-fraud-call', 'danger');
      await page.goto(/** @type {string} */ (address));
      await app(page, 'show', mail.subject, [mail]);
      await driver.warned(page);
      const place = await page.evaluate(() => {
        const warning = /** @type {Element} */ (document.querySelector('caveat-warning'));
        const body = /** @type {Element} */ (document.querySelector('.a3s, [id^=UniqueMessageBody]'));
        return { inside: body.contains(warning), before: Boolean(warning.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_FOLLOWING), high: warning.getBoundingClientRect().height };
      });
      expect(place).toMatchObject({ inside: false, before: true });
      expect(place.high).toBeGreaterThan(60);
    });

    test(`${site}: own messages and the compose box are never judged, the honest one is`, async () => {
      const { driver, page } = bench;
      const scam = example('amazon-fraud-call', 'danger');
      const honest = example('amazon-fraud-call', 'none');
      await page.goto(/** @type {string} */ (address));
      await app(page, 'show', 'Fwd: what is this?', [honest, { ...scam, own: true }]);
      await app(page, 'compose', scam.body);
      const report = await driver.judged(page, 1);
      expect(report.messages[0].level).toBe('none');
      expect(await driver.warnings(page)).toEqual([]);
    });

    test(`${site}: a folded message is judged when it is unfolded`, async () => {
      const { driver, page } = bench;
      const scam = example('bank-fraud-alert', 'danger');
      const honest = example('bank-fraud-alert', 'none');
      await page.goto(/** @type {string} */ (address));
      await app(page, 'show', scam.subject, [{ ...scam, folded: true }, honest]);
      await driver.judged(page, 1);
      expect(await driver.warnings(page)).toEqual([]);
      await app(page, 'unfold', scam.id);
      const [warning] = await driver.warned(page);
      expect(warning.scam).toBe('bank-fraud-alert');
      expect((await driver.judged(page, 2)).messages.map(({ level }) => level).sort()).toEqual(['danger', 'none']);
    });
  }

  test('Google Messages: warns beside the bubble, not on what the user wrote', async () => {
    const { driver, page } = bench;
    const scam = example('family-new-number', 'danger', { channel: 'sms' });
    await page.goto(MESSAGES);
    const number = '(415) 555-0137';
    const bubble = (/** @type {string} */ id, /** @type {string} */ body, own = false) => ({ ...scam, id, body, own, number, links: [] });
    await app(page, 'show', number, [bubble('m1', 'Lunch at noon?'), bubble('m2', scam.body, true), { ...scam, id: 'm3', number }]);
    const [warning] = await driver.warned(page);
    expect(warning).toMatchObject({ level: 'danger', scam: 'family-new-number' });
    const beside = await page.evaluate(() => document.querySelector('caveat-warning')?.closest('[data-e2e-message-wrapper]')?.querySelector('[data-e2e-message-id]')?.getAttribute('data-e2e-message-id'));
    expect(beside).toBe('m3');
    for (const { quote } of warning.reasons) expect(oneLine(scam.body)).toContain(quote.replace(/…$/, ''));
  });
});
