import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GMAIL } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/** The pages of the extension: popup, check, guides, options, welcome. */
const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

inEachBrowser('pages of the extension', (bench, name) => {
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

  test('being warned less about a kind softens what is open, and undoing it brings it back', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', 'About my order', [scam()]);
    await driver.warned(page);
    const popup = await driver.own(`popup.html?tab=${await driver.tabId(page)}`);
    await until('the card', () => popup.evaluate(() => Boolean(document.querySelector('.verdict.danger .less'))));
    // Who says to be a company and is not can not be trusted with one click.
    expect(await popup.evaluate(() => [...document.querySelectorAll('.less button')].map(({ textContent }) => textContent))).toEqual(['Warn me less about this kind']);
    await popup.click('.less summary');
    await popup.click('.less button');
    await until('a softer card', async () => (await popup.text()).includes('You asked to be warned less about this kind'));
    expect(await popup.evaluate(() => Boolean(document.querySelector('.verdict.caution')))).toBe(true);
    await until('a softer warning', async () => (await driver.warnings(page))[0]?.level === 'caution');
    expect(await popup.evaluate(() => document.activeElement?.textContent)).toBe('Undo');
    await popup.click('.done button');
    await until('the card as it was', () => popup.evaluate(() => Boolean(document.querySelector('.verdict.danger'))));
    await until('the warning as it was', async () => (await driver.warnings(page))[0]?.level === 'danger');
    await popup.close();
  });

  test('a saved mail is judged by sender, text and links, and "Check another" leaves nothing of it', async () => {
    const { driver } = bench;
    const mail = join(mkdtempSync(join(tmpdir(), 'caveat-')), 'mail.eml');
    writeFileSync(mail, 'From: "Amazon Support" <help@amaz0n-help.example>\r\nSubject: Your order\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Your account was charged $899. Call us at once and read us the codes of two gift cards.</p><img src="https://tracker.example/p.gif"><a href="https://amaz0n-help.example/x">www.amazon.com</a>');
    const seen = await driver.watchNetwork();
    const check = await driver.own('check.html');
    await until('the box', () => check.evaluate(() => Boolean(document.querySelector('#paste'))));
    await check.choose('input[type=file]', mail);
    await until('a verdict', () => check.evaluate(() => Boolean(document.querySelector('.verdict.danger mark, .verdict.danger + .marked mark'))));
    const text = await check.text();
    for (const words of ['help@amaz0n-help.example', 'Your order', 'Where its links lead']) expect(text).toContain(words);
    expect((await seen()).filter((url) => !url.startsWith(driver.base))).toEqual([]);
    await check.click('.bar > button');
    expect(await check.evaluate(() => [document.activeElement?.id, /** @type {HTMLTextAreaElement} */ (document.querySelector('#paste')).value, document.querySelector('.verdict')])).toEqual(['paste', '', null]);
    expect(await check.text()).not.toContain('amaz0n-help');
    await check.close();
  });

  test('what would be sent to somebody holds no word of the message until that is chosen', async () => {
    const { driver } = bench;
    const check = await driver.own('check.html');
    await until('the box', () => check.evaluate(() => Boolean(document.querySelector('#paste'))));
    await check.type('#paste', 'Mum it is Quibblewick, I dropped my phone, this is my new number. Buy gift cards and read me the codes');
    await until('a verdict', () => check.evaluate(() => Boolean(document.querySelector('.verdict [aria-controls^=share]'))));
    await check.click('[aria-controls^=share]');
    const preview = () => check.evaluate(() => document.querySelector('.share-preview')?.textContent ?? '');
    expect(await preview()).toContain('What to do now');
    expect(await preview()).not.toContain('Buy gift cards');
    await check.click('.share-words input');
    expect(await preview()).toContain('“Buy gift cards');
    await check.close();
  });

  test('a link and a sender are looked at by themselves; arrow keys go from tab to tab', async () => {
    const { driver } = bench;
    const check = await driver.own('check.html');
    await until('the tabs', () => check.evaluate(() => Boolean(document.querySelector('#tab-text'))));
    await check.evaluate(() => {
      const tab = /** @type {HTMLElement} */ (document.querySelector('#tab-text'));
      tab.focus();
      tab.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    });
    expect(await check.evaluate(() => document.activeElement?.id)).toBe('tab-link');
    await check.type('#link-address', 'https://www.amazon.com.account-verify.example/signin');
    await until('where it leads', async () => (await check.text()).includes('account-verify.example'));
    await until('what is odd', () => check.evaluate(() => Boolean(document.querySelector('#panel-link .verdict.caution, #panel-link .verdict.danger'))));
    await check.click('#tab-sender');
    await check.type('#sender-contact', 'help@amaz0n-help.example');
    await check.type('#sender-company', 'Amazon');
    await until('what does not fit', () => check.evaluate(() => Boolean(document.querySelector('#panel-sender .verdict.caution, #panel-sender .verdict.danger'))));
    expect(await check.text()).not.toMatch(/\bsafe\b/i);
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
    const seen = () => guides.evaluate(() => [...document.querySelectorAll('.guides:not([hidden]) a')].map((link) => link.getAttribute('href')?.slice(2) ?? ''));
    const ids = await until('the list', async () => {
      const found = await seen();
      return found.length > 0 && found;
    });
    expect(ids.length).toBeGreaterThanOrEqual(13);
    // By family, each with its picture.
    expect(await guides.evaluate(() => [...document.querySelectorAll('.family')].every((family) => (family.querySelector('img')?.naturalWidth ?? 0) > 0))).toBe(true);
    await guides.type('#search', 'toll');
    await until('fewer', async () => (await seen()).length < ids.length);
    expect(await seen()).toContain('toll-unpaid');
    expect(await guides.evaluate(() => document.querySelector('[role=status]')?.textContent)).toMatch(/^\d+ guides? found$/);
    for (const id of ids) {
      await guides.evaluate((/** @type {string} */ hash) => void (location.hash = hash), `#/${id}`);
      await until(`the guide ${id}`, () => guides.evaluate(() => Boolean(document.querySelector('article.guide h1')) && document.querySelectorAll('article.guide h2').length >= 5));
      await guides.evaluate(() => document.querySelector('article.guide')?.remove());
    }
    await guides.close();
  });

  test('guides are found in every language, and opened in it', async () => {
    const { driver } = bench;
    const guides = await driver.own('guide.html');
    await until('the list', () => guides.evaluate(() => Boolean(document.querySelector('#search'))));
    await guides.type('#search', 'paket');
    await until('the German one', () => guides.evaluate(() => document.querySelector('.hits a[href="#/parcel-fee"]') && document.querySelector('.hits a[href="#/parcel-fee@de"]')));
    await guides.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.hits a[href="#/parcel-fee@de"]')).click());
    await until('the guide', () => guides.evaluate(() => document.querySelector('article.guide')?.getAttribute('lang') === 'de'));
    expect(await guides.text()).toContain('This guide is in German.');
    await guides.close();
  });

  test('a guide puts the bank first when money is gone, with the country’s numbers', async () => {
    const { driver } = bench;
    await driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: { version: 2, country: 'GB' } }));
    const guide = await driver.own('guide.html#/romance');
    await until('the picker', () => guide.evaluate(() => Boolean(document.querySelector('.picker'))));
    for (const id of ['replied', 'paid-transfer']) await guide.evaluate((/** @type {string} */ value) => /** @type {HTMLElement} */ (document.querySelector(`.picker input[value="${value}"]`)).click(), id);
    const parts = await guide.evaluate(() => [...document.querySelectorAll('.happened')].filter((part) => /** @type {HTMLElement} */ (part).checkVisibility()).map((part) => part.textContent ?? ''));
    expect(parts).toHaveLength(2);
    expect(parts[0]).toMatch(/bank/);
    expect(parts[0]).toContain('159');
    expect(await guide.evaluate(() => document.querySelector('.bank')?.textContent)).toContain('Call your bank now');
    // What another page of ours changes is followed at once.
    await driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: { version: 2, country: 'US', helper: true, contact: { name: 'Quinn', number: '0123 456' } } }));
    await until('the other country', async () => (await guide.evaluate(() => document.querySelector('.parts')?.textContent ?? '')).includes('reportfraud.ftc.gov'));
    expect(await guide.evaluate(() => document.querySelector('.contact a')?.getAttribute('href'))).toBe('tel:0123456');
    expect(await guide.evaluate(() => document.querySelectorAll('.picker :checked').length)).toBe(2);
    await driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.remove('settings'));
    await guide.close();
  });

  test('a guide’s address leads to its section, and the way back to where one was', async () => {
    const { driver } = bench;
    const guide = await driver.own('guide.html#/parcel-fee/report');
    const top = (/** @type {string} */ id) => guide.evaluate((/** @type {string} */ one) => Math.abs(document.getElementById(one)?.getBoundingClientRect().top ?? 1e6), id);
    await until('the section', async () => (await top('report')) < 120);
    expect(await guide.evaluate(() => document.activeElement?.id)).toBe('report');
    await until('the contents to say so', () => guide.evaluate(() => document.querySelector('.contents [aria-current]')?.getAttribute('href') === '#/parcel-fee/report'));
    await guide.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.related a')).click());
    await until('another guide from its top', () => guide.evaluate(() => !location.hash.includes('parcel-fee/') && scrollY === 0 && document.activeElement?.localName === 'h1'));
    await guide.evaluate(() => history.back());
    await until('the section again', async () => (await top('report')) < 120);
    await guide.evaluate(() => void (location.hash = '#/no-such-guide'));
    await until('a friendly word and the list', async () => (await guide.text()).includes('There is no such guide') && guide.evaluate(() => document.querySelectorAll('.family a').length > 20));
    await guide.close();
  });

  test('a guide is printed on one page', async () => {
    const { driver } = bench;
    const guide = await driver.own('guide.html#/tech-support-alert');
    await until('the picker', () => guide.evaluate(() => Boolean(document.querySelector('.picker'))));
    // Everything at once is the longest that there can be.
    await guide.evaluate(() => [...document.querySelectorAll('.picker input:not([value=nothing])')].forEach((box) => /** @type {HTMLElement} */ (box).click()));
    const sheet = await guide.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const made = /** @type {HTMLElement} */ (document.querySelector('.print-sheet'));
      const said = { height: made.scrollHeight, text: made.textContent ?? '', links: made.querySelectorAll('a, button').length };
      dispatchEvent(new Event('afterprint'));
      return { ...said, left: document.querySelectorAll('.print-sheet').length };
    });
    // A4 and Letter leave 255 mm in between their margins; there are 96 pixels in an inch.
    expect(sheet.height).toBeLessThan((255 / 25.4) * 96);
    expect(sheet).toMatchObject({ links: 0, left: 0 });
    expect(sheet.text).toContain('Call your bank now');
    // Only Chromium can be told to print into a file without a window to ask.
    if (name === 'chrome') {
      const inside = /** @type {import('puppeteer-core').Page} */ (await guide.inside());
      for (const format of /** @type {const} */ (['A4', 'Letter'])) {
        const pdf = Buffer.from(await inside.pdf({ format })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
      }
    }
    await guide.close();
  });

  test('options and welcome are filled, and promise nothing', async () => {
    const { driver } = bench;
    for (const [path, names] of [['options.html', 'Read from the start'], ['welcome.html', 'Gmail']]) {
      const own = await driver.own(path);
      const text = await until(String(path), async () => (await own.text()).length > 300 && own.text());
      expect(text).toContain(names);
      expect(text).not.toMatch(/\b(?:is|are|you are|100 ?%|completely) safe\b/i);
      await own.close();
    }
  });

  const settings = (/** @type {import('./harness/driver.mjs').Driver} */ driver) => driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.get('settings').then((/** @type {any} */ all) => all.settings));

  test('a choice is kept at once, and other open pages follow', async () => {
    const { driver } = bench;
    const options = await driver.own('options.html#care');
    await until('the choice', () => options.evaluate(() => document.activeElement?.id === 'care-title'));
    const check = await driver.own('check.html');
    await options.show();
    await options.click('#language input[value="de"]');
    await until('both pages in German', async () => (await check.evaluate(() => document.documentElement.lang)) === 'de' && options.evaluate(() => document.documentElement.lang === 'de'));
    // The reader stays at the choice that they have just made.
    await until('the focus', () => options.evaluate(() => /** @type {HTMLInputElement | null} */ (document.activeElement)?.value === 'de'));
    await options.click('#language input[value=""]');
    await until('English again', () => options.evaluate(() => document.documentElement.lang === 'en' && document.querySelector('#language .told')?.textContent === 'Saved'));
    expect((await settings(driver)).language).toBe(null);
    await check.close();
    await options.close();
  });

  test('a trusted sender is added, removed and brought back', async () => {
    const { driver } = bench;
    const options = await driver.own('options.html#trusted');
    await until('the field', () => options.evaluate(() => Boolean(document.querySelector('#trusted-input'))));
    await options.type('#trusted-input', 'Anna@Post.Example');
    await options.click('#trusted form button');
    await until('the sender', () => options.evaluate(() => document.querySelector('#trusted bdi')?.textContent === 'anna@post.example' && document.querySelector('#trusted .told')?.textContent === 'anna@post.example was added.'));
    await options.click('#trusted .entry button');
    await until('the way back', () => options.evaluate(() => document.activeElement?.textContent === 'Undo'));
    expect((await settings(driver)).trusted).toEqual([]);
    await options.click('#trusted .undo button');
    await until('the sender again', async () => (await settings(driver)).trusted[0]?.sender === 'anna@post.example');
    // Left as it was found.
    await until('its button', () => options.evaluate(() => Boolean(document.querySelector('#trusted [data-entry]'))));
    await options.click('#trusted [data-entry]');
    await until('nobody', async () => (await settings(driver)).trusted.length === 0);
    await options.close();
  });

  test('a file of settings shows what it would change, and one of anything else is refused in words', async () => {
    const { driver } = bench;
    const folder = mkdtempSync(join(tmpdir(), 'caveat-settings-'));
    const file = (/** @type {string} */ name, /** @type {unknown} */ content) => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const options = await driver.own('options.html#file');
    const told = () => options.evaluate(() => document.querySelector('#file .told')?.textContent ?? '');
    await until('the part', () => options.evaluate(() => Boolean(document.querySelector('#import-file'))));
    const before = await settings(driver);
    await options.choose('#import-file', file('other.json', { name: 'other' }));
    await until('the refusal', async () => (await told()).includes('not a file with Caveat’s settings'));
    await options.choose('#import-file', file('newer.json', { caveat: 'settings', version: 99 }));
    await until('the other refusal', async () => (await told()).includes('newer version'));
    await options.choose('#import-file', file('mine.json', { ...before, caveat: 'settings', guard: false }));
    await until('the question', () => options.evaluate(() => document.querySelectorAll('#file .compare tbody tr').length === 1));
    expect(await settings(driver)).toEqual(before);
    await options.click('#file .asked .row button');
    await until('the change', async () => (await settings(driver)).guard === false);
    await until('the way back', () => options.evaluate(() => Boolean(document.querySelector('#file .undo'))));
    await options.click('#file .undo button');
    await until('the old settings', async () => (await settings(driver)).guard === true);
    await options.close();
    rmSync(folder, { recursive: true });
  });

  test('a broken store is told, and is whole again when the user lets it be so', async () => {
    const { driver } = bench;
    const before = await settings(driver);
    await driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: { version: 2, country: 'DE', care: 'most' } }));
    const options = await driver.own('options.html');
    const notice = await until('the notice', () => options.evaluate(() => document.querySelector('#broken')?.textContent));
    expect(notice).toContain('How careful');
    expect(notice).not.toContain('Your country');
    await options.click('#broken button');
    await until('the store to be whole', async () => (await settings(driver)).care === 'usual' && options.evaluate(() => !document.querySelector('#broken')));
    expect((await settings(driver)).country).toBe('DE');
    await driver.api((kept) => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: kept }), before);
    await options.close();
  });

  test('welcome leads through three screens to a last word, and the reader runs in its mailbox', async () => {
    const { driver } = bench;
    const welcome = await driver.own('welcome.html');
    const at = (/** @type {string} */ title) => until(title, () => welcome.evaluate((/** @type {string} */ wanted) => document.querySelector('h1')?.textContent === wanted && document.activeElement === document.querySelector('h1'), title));
    await until('the first', () => welcome.evaluate(() => document.title.startsWith('1 ')));
    await welcome.click('.onward');
    await at('Your language and country');
    await welcome.click('.onward');
    await at('Try it on made-up mail');
    expect((await settings(driver)).country).not.toBe(null);
    await welcome.click('[data-demo-row="toll"]');
    const inside = await welcome.inside();
    const [warning] = await driver.warned(inside);
    expect(warning.level).toBe('danger');
    await welcome.click('[data-demo-row="order"]');
    await until('no warning', async () => (await driver.warnings(inside)).length === 0);
    await welcome.click('.onward');
    await at('That is all. Caveat reads along from now on.');
    await welcome.close();
  });
});
