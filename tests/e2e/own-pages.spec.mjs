import { expect, test } from 'vitest';
import { GMAIL } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/** The pages of the extension: popup, check, guides, options, welcome. */
const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

inEachBrowser('pages of the extension', (bench) => {
  const scam = () => example('amazon-fraud-call', 'danger');
  const honest = () => example('amazon-fraud-call', 'none');

  test('the popup says what was found on the page under it', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', 'About my order', [scam(), honest()]);
    const [warning] = await driver.warned(page);
    await driver.judged(page, 2);
    const popup = await driver.own(`popup.html?tab=${await driver.tabId(page)}`);
    const text = await until('its verdict', async () => (await popup.text()).includes(warning.title) && popup.text());
    expect(text).toContain('About my order');
    for (const { says } of warning.reasons) expect(text).toContain(says);
    // What it says follows the page.
    await app(page, 'show', honest().subject, [honest()]);
    await page.bringToFront();
    await until('the other message', async () => !(await popup.text()).includes(warning.title));
    expect(await popup.text()).not.toMatch(/\bsafe\b/i);
    await popup.close();
    // The popup itself, from the toolbar, finds out by itself which tab is under it.
    await app(page, 'show', 'About my order', [scam()]);
    await driver.warned(page);
    const real = await driver.popup(page);
    await until('the same in the popup itself', async () => (await real.text()).includes(warning.title));
  });

  test('the popup checks what is typed, as it is typed', async () => {
    const { driver } = bench;
    const popup = await driver.own('popup.html');
    await until('the box', () => popup.evaluate(() => Boolean(document.querySelector('#paste'))));
    const text = example('family-new-number', 'danger', { channel: 'sms' }).body.replace(/\s+/g, ' ');
    await popup.type('#paste', text);
    await until('a verdict', () => popup.evaluate(() => Boolean(document.querySelector('.verdict.danger, .verdict.caution'))));
    const marks = await popup.evaluate(() => [...document.querySelectorAll('mark')].map((mark) => mark.textContent ?? ''));
    expect(marks.length).toBeGreaterThan(0);
    for (const mark of marks) expect(text).toContain(mark);
    // Nothing typed, nothing said; and an honest text is not called safe.
    await popup.evaluate(() => {
      const box = /** @type {HTMLTextAreaElement} */ (document.querySelector('#paste'));
      box.value = '';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await until('the verdict to go', () => popup.evaluate(() => !document.querySelector('.verdict')));
    await popup.type('#paste', 'See you at lunch tomorrow');
    await until('another verdict', () => popup.evaluate(() => Boolean(document.querySelector('.verdict.none'))));
    expect(await popup.text()).toContain('No known scam pattern found');
    await popup.close();
  });

  test('what was pasted is kept nowhere', async () => {
    const { driver } = bench;
    const check = await driver.own('check.html');
    await until('the box', () => check.evaluate(() => Boolean(document.querySelector('#paste'))));
    await check.type('#paste', 'My canary is called Quibblewick, buy gift cards for me');
    await until('a verdict', () => check.evaluate(() => Boolean(document.querySelector('.verdict'))));
    const stored = await driver.api(async () => {
      const { storage } = /** @type {any} */ (globalThis).browser;
      return JSON.stringify([await storage.local.get(null), await storage.session.get(null)]);
    });
    expect(stored).not.toContain('Quibblewick');
    await check.close();
  });

  test('the banner opens the guide of that very scam, with the channels of the chosen country', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [warning] = await driver.warned(page);
    await driver.press(page, warning, 'Full guide');
    const guide = await driver.ownOpened('guide.html');
    expect(guide.url).toBe(`${driver.base}guide.html#/amazon-fraud-call`);
    const text = await until('the guide', async () => (await guide.text()).length > 1500 && guide.text());
    expect(text).toMatch(/Amazon/);
    const choose = (/** @type {string} */ country) =>
      guide.evaluate((/** @type {string} */ code) => {
        const picker = /** @type {HTMLSelectElement} */ (document.querySelector('select'));
        picker.value = code;
        picker.dispatchEvent(new Event('change', { bubbles: true }));
        return picker.value;
      }, country);
    expect(await choose('US')).toBe('US');
    await until('the FTC', async () => (await guide.text()).includes('reportfraud.ftc.gov'));
    expect(await choose('GB')).toBe('GB');
    await until('Report Fraud', async () => (await guide.text()).includes('Report Fraud') && !(await guide.text()).includes('reportfraud.ftc.gov'));
    // The choice is remembered for the next guide.
    await guide.evaluate(() => void (location.hash = '#/parcel-fee'));
    await until('the next guide with the same country', () => guide.evaluate(() => document.title.includes('arcel') && document.querySelector('select')?.value === 'GB'));
    await guide.close();
  });

  test('every guide opens, and the list is searched', async () => {
    const { driver } = bench;
    const guides = await driver.own('guide.html');
    const ids = await until('the list', async () => {
      const found = await guides.evaluate(() => [...document.querySelectorAll('.guides a')].map((link) => link.getAttribute('href')?.slice(2) ?? ''));
      return found.length > 0 && found;
    });
    expect(ids.length).toBeGreaterThanOrEqual(13);
    await guides.type('#search', 'toll');
    await until('fewer', () => guides.evaluate((/** @type {number} */ all) => document.querySelectorAll('.guides a').length < all, ids.length));
    expect(await guides.evaluate(() => [...document.querySelectorAll('.guides a')].some((link) => link.getAttribute('href') === '#/toll-unpaid'))).toBe(true);
    for (const id of ids) {
      await guides.evaluate((/** @type {string} */ hash) => void (location.hash = hash), `#/${id}`);
      await until(`the guide ${id}`, () => guides.evaluate(() => Boolean(document.querySelector('article.guide h1')) && document.querySelectorAll('article.guide h2').length >= 5));
      await guides.evaluate(() => document.querySelector('article.guide')?.remove());
    }
    await guides.close();
  });

  test('options and welcome are filled, and promise nothing', async () => {
    const { driver } = bench;
    for (const [path, names] of [['options.html', 'mail.google.com'], ['welcome.html', 'Gmail']]) {
      const own = await driver.own(path);
      const text = await until(String(path), async () => (await own.text()).length > 300 && own.text());
      expect(text).toContain(names);
      expect(text).not.toMatch(/\b(?:is|are|you are|100 ?%|completely) safe\b/i);
      await own.close();
    }
  });
});
