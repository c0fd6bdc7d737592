import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ELSEWHERE, serveFiles } from './apps/sites.mjs';
import { BROWSERS, hasOwnScreen } from './harness/find.mjs';
import { open } from './harness/open.mjs';
import { Screen } from './harness/screen.mjs';
import { until } from './harness/until.mjs';
import { example, oneLine } from './messages.mjs';

/**
 * "Check for scams" in the menu of the right mouse button, for selected words, a link and a picture, on a page that the extension has no right to read. Firefox's menu
 * can be pressed without a screen, Chromium's only with a true mouse on a screen, so it gets one of its own.
 */
const LABEL = 'Check for scams';

for (const name of BROWSERS) {
  if (process.env.CAVEAT_BROWSER && process.env.CAVEAT_BROWSER !== name) continue;
  describe.skipIf(name === 'chrome' && !hasOwnScreen())(`${name}: the right mouse button`, () => {
    /** @type {Screen | null} */
    let screen = null;
    /** @type {import('./harness/chromium.mjs').Chromium | import('./harness/firefox.mjs').Firefox} */
    let driver;

    beforeAll(async () => {
      screen = name === 'chrome' ? await Screen.open() : null;
      driver = await open(name, { headful: screen !== null, env: screen?.env ?? {} });
    });
    afterAll(async () => {
      await driver?.close();
      screen?.close();
    });
    afterEach(async () => {
      for (const page of await driver.browser.pages()) if (/^https?:/.test(page.url())) await page.close();
    });

    /**
     * Presses the right button in the middle of the first element there, and the entry of that name.
     * @param {import('puppeteer-core').Page} page @param {string} selector @param {string} [label]
     */
    async function choose(page, selector, label = LABEL) {
      await page.bringToFront();
      const spot = await page.evaluate((wanted) => {
        const element = /** @type {Element} */ (document.querySelector(wanted));
        const chosen = /** @type {Selection} */ (getSelection());
        const { x, y, height } = (chosen.rangeCount > 0 && !chosen.isCollapsed ? chosen.getRangeAt(0) : element).getBoundingClientRect();
        const edge = (outerWidth - innerWidth) / 2;
        return { x: x + 10, y: y + Math.min(height / 2, 10), left: screenX + edge, top: screenY + outerHeight - innerHeight - edge };
      }, selector);
      if (!screen) {
        await page.mouse.click(spot.x, spot.y, { button: 'right' });
        return /** @type {import('./harness/firefox.mjs').Firefox} */ (driver).chooseInMenu(label);
      }
      const windows = screen.windows();
      screen.press(spot.left + spot.x, spot.top + spot.y, 3);
      await until('the menu', () => /** @type {Screen} */ (screen).windows() > windows);
      // From the end of the menu: "Inspect", then what extensions have added.
      screen.keys('Up', 'Up', 'Return');
    }

    /** Chooses all words of the first element there, and checks them. @param {import('puppeteer-core').Page} page @param {string} selector */
    async function check(page, selector) {
      await page.evaluate((wanted) => getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector(wanted))), selector);
      await choose(page, selector);
    }

    /** @param {string} text */
    async function elsewhere(text) {
      serveFiles(driver.web, new URL(ELSEWHERE).origin, { '*': `<!doctype html><meta charset="utf-8"><title>Letters</title><p id="letter"></p><p>Something else</p>` }, { 'content-security-policy': "default-src 'none'; img-src 'self'; require-trusted-types-for 'script'" });
      const page = await driver.page(ELSEWHERE);
      await page.evaluate((words) => void (/** @type {Element} */ (document.querySelector('#letter')).textContent = words), text);
      return page;
    }

    const card = (/** @type {import('puppeteer-core').Page} */ page) => until('the card', async () => (await driver.warnings(page, 'caveat-card'))[0]);

    test('explains a scam beside the chosen words', async () => {
      const text = oneLine(example('family-new-number', 'danger', { channel: 'sms' }).body);
      const page = await elsewhere(text);
      await check(page, '#letter');
      const shown = await card(page);
      expect(shown.level).toMatch(/danger|caution/);
      expect(shown.reasons.length).toBeGreaterThan(0);
      for (const { quote } of shown.reasons) expect(text).toContain(quote.replace(/…$/, ''));
      await driver.press(page, shown, 'Full guide');
      const guide = await driver.ownOpened('guide.html');
      expect(guide.url).toContain('#/family-new-number');
      await guide.close();
      await page.bringToFront();
      await driver.press(page, shown, 'Close');
      await until('the card to go', async () => (await driver.warnings(page, 'caveat-card')).length === 0);
      expect(await driver.refused(page)).toEqual([]);
    });

    test('says that no known pattern was found, and never that a text is safe', async () => {
      const page = await elsewhere('See you at lunch tomorrow. I will bring the cake.');
      await check(page, '#letter');
      const shown = await card(page);
      expect(shown).toMatchObject({ level: 'none', title: 'No known scam pattern found', reasons: [] });
      expect(shown.text).not.toMatch(/\bsafe\b/i);
    });

    test('says of a link where it leads, and opens nothing', async () => {
      const page = await elsewhere('');
      await page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://paypal-confirm.example/account';
        link.textContent = 'www.paypal.com';
        document.querySelector('#letter')?.append(link);
      });
      driver.web.requests.length = 0;
      await choose(page, '#letter a', 'Check this link for scams');
      const shown = await card(page);
      expect(shown.text).toContain('paypal-confirm.example');
      expect(shown.text).toMatch(/which is not .*PayPal/);
      // The browser asks for the page's own icon whenever it likes.
      expect(driver.web.requests.filter(({ url }) => url.includes('paypal-confirm'))).toEqual([]);
    });

    test('reads the words that a page gives for a picture, and says so where there are none', async () => {
      const page = await elsewhere('');
      const words = oneLine(example('family-new-number', 'danger', { channel: 'sms' }).body);
      await page.evaluate((alt) => {
        const picture = document.createElement('img');
        picture.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
        picture.width = 200;
        picture.height = 100;
        picture.alt = alt;
        document.querySelector('#letter')?.append(picture);
      }, words);
      await choose(page, '#letter img', 'Check this picture for scams');
      // Now and then, in runs of all files on a busy machine, Chromium's page gives no words, and the card says so. Why is not known.
      const { level, title } = await card(page);
      expect(level === 'none' ? title : 'warned').toMatch(/^(warned|Caveat cannot read this picture)$/);
      await page.keyboard.press('Escape');
      await until('the card to go', async () => (await driver.warnings(page, 'caveat-card')).length === 0);
      await page.evaluate(() => document.querySelector('#letter img')?.removeAttribute('alt'));
      await choose(page, '#letter img', 'Check this picture for scams');
      expect((await card(page)).title).toBe('Caveat cannot read this picture');
    });

    test('opens the check page where a page allows no scripts of extensions', async () => {
      const page = name === 'chrome' ? await driver.page('chrome://version/') : await closedPage();
      await check(page, 'td, p');
      const own = await driver.ownOpened('check.html');
      const text = await until('what was chosen', async () => (await own.text()).includes('This is what you had checked on a page') && own.text());
      expect(text).toContain('No known scam pattern found');
      expect(await own.address()).toBe(`${driver.base}check.html`);
      await own.close();
      await page.close();
    });

    /** Firefox keeps extensions off Mozilla's own add-on site. */
    async function closedPage() {
      serveFiles(driver.web, 'https://addons.mozilla.org', { '*': '<!doctype html><title>Add-ons</title><p>See you at lunch tomorrow.</p>' });
      return driver.page('https://addons.mozilla.org/');
    }
  });
}
