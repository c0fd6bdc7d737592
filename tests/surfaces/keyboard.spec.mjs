import { expect, test } from 'vitest';
import { until } from '../e2e/harness/until.mjs';
import { there } from './list/deeds.mjs';
import { gentle, linked, pasted, scam } from './list/mails.mjs';
import { onEachStage } from './on-stage.mjs';
import { Walker } from './walker.mjs';

/** Every task, by keyboard alone. */
const SIZE = { width: 1100, height: 800 };

onEachStage('by keyboard', (bench) => {
  const word = (/** @type {string} */ key) => bench.stage.words.text(key);
  /** @param {string} path @param {string} sign */
  const own = async (path, sign) => {
    await bench.stage.choose({});
    return Walker.on(await bench.stage.own(path, SIZE, there, sign));
  };
  /** What is stored of the user's choices. */
  const stored = async () => (await bench.stage.driver.api(() => /** @type {any} */ (globalThis).browser.storage.local.get('settings'))).settings;

  test('a warning is read, its words are shown, it is folded and unfolded', async () => {
    await bench.stage.choose({});
    const { page, tab } = await bench.stage.reading(SIZE, [scam()]);
    const [warning] = await bench.stage.driver.warnings(page);
    const walker = await Walker.on(tab);
    // Of some reasons the words stand over the mail, and not in it.
    const inside = /** @type {{ quote: string }} */ (warning.reasons.find(({ quote }) => scam().body.includes(quote)));
    await walker.to(inside.quote, { role: 'button' });
    await tab.sees('the words of that reason', () => (/** @type {any} */ (CSS).highlights.get('caveat-pointed')?.size ?? 0) > 0);
    await walker.to(word('warning_hide'), { role: 'button' });
    await walker.press('Enter');
    await walker.rests(word('warning_show'));
    expect((await bench.stage.driver.warnings(page))[0].folded).toBe(true);
    await walker.press('Space');
    await walker.rests(word('warning_hide'));
    expect((await bench.stage.driver.warnings(page))[0].folded).toBe(false);
    expect(walker.faults).toEqual([]);
    await page.close();
  });

  test('a warning leads to its guide', async () => {
    await bench.stage.choose({});
    const { page, tab } = await bench.stage.reading(SIZE, [scam()]);
    const walker = await Walker.on(tab);
    await walker.to(word('open_guide'), { role: 'button' });
    await walker.press('Enter');
    const guide = await bench.stage.driver.ownOpened('guide.html#/amazon-fraud-call');
    await guide.close();
    expect(walker.faults).toEqual([]);
    await page.close();
  });

  test('the question at a link is answered with staying, and with going', async () => {
    await bench.stage.choose({});
    const { web } = bench.stage.driver;
    web.serve('http://paypal-confirm.example', () => ({ body: '<!doctype html><title>Elsewhere</title><p>Elsewhere' }));
    const { page, tab } = await bench.stage.reading(SIZE, [linked()]);
    const walker = await Walker.on(tab);
    await walker.to('www.paypal.com', { role: 'link' });
    await walker.press('Enter');
    await walker.rests(word('guard_stay'));
    await walker.press('Enter');
    await walker.rests('www.paypal.com');
    // Escape is "stay here" as well.
    await walker.press('Enter');
    await walker.rests(word('guard_stay'));
    await walker.press('Escape');
    await walker.rests('www.paypal.com');
    expect(web.requests.filter(({ url }) => url.includes('paypal-confirm'))).toEqual([]);
    await walker.press('Enter');
    await walker.rests(word('guard_stay'));
    await walker.to(word('guard_open'), { role: 'button' });
    await tab.sees('it to be ready', () => !document.querySelector('caveat-guard')?.shadowRoot?.querySelector('[aria-disabled=true]'));
    await walker.press('Enter');
    await until('the page behind the link', () => web.requests.some(({ url }) => url.startsWith('http://paypal-confirm.example/')));
    expect(walker.faults).toEqual([]);
    await page.close();
  });

  test('a text is checked, and another one', async () => {
    const walker = await own('check.html', '#paste');
    await walker.rests(word('paste_label'));
    await walker.tab.type(pasted());
    await walker.tab.sees('a verdict', there, '.verdict.danger, .verdict.caution');
    await walker.to(word('open_guide'));
    await walker.to(word('check_again'), { back: true });
    await walker.press('Enter');
    await walker.rests(word('paste_label'));
    await walker.tab.sees('nothing to be left', () => !document.querySelector('.verdict'));
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('a link and a sender are asked about', async () => {
    const walker = await own('check.html', '#paste');
    await walker.to(word('tab_text'), { role: 'tab', back: true });
    await walker.press('ArrowRight');
    await walker.rests(word('tab_link'));
    await walker.to(word('link_address'), { role: 'textbox' });
    await walker.tab.type('https://paypal-confirm.example/login');
    await walker.tab.sees('a verdict', there, '.verdict');
    await walker.to(word('tab_link'), { role: 'tab', back: true });
    await walker.press('End');
    await walker.rests(word('tab_sender'));
    await walker.to(word('sender_contact'), { role: 'textbox' });
    await walker.tab.type('paypal.service.desk@outlook.com');
    await walker.tab.sees('a verdict', there, '#panel-sender .verdict');
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('what was found is told to somebody, without a word of the message', async () => {
    const walker = await own('check.html', '#paste');
    await walker.rests(word('paste_label'));
    await walker.tab.type(pasted());
    await walker.tab.sees('a verdict', there, '.verdict');
    await walker.to(word('share_title'), { role: 'button' });
    await walker.press('Enter');
    await walker.to(word('share_words'), { role: 'checkbox' });
    await walker.to(word('share_copy_text'), { role: 'button' });
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('a sender is trusted in the popup, and not any more', async () => {
    await bench.stage.choose({});
    const { page } = await bench.stage.reading(SIZE, [gentle()]);
    const tab = await bench.stage.own(`popup.html?tab=${await bench.stage.driver.tabId(page)}`, { width: 400, height: 600 }, there, '.verdict');
    const walker = await Walker.on(tab);
    await walker.to(word('less_title'));
    await walker.press('Enter');
    await walker.to(word('less_trust'), { role: 'button' });
    await walker.press('Enter');
    await walker.rests(word('undo'));
    expect((await stored()).trusted).toMatchObject([{ sender: gentle().address }]);
    await walker.press('Enter');
    await until('the sender to be forgotten', async () => (await stored()).trusted.length === 0);
    expect(walker.faults).toEqual([]);
    await tab.close();
    await page.close();
  });

  test('care, country and language are chosen', async () => {
    const walker = await own('options.html', '#care');
    await walker.to(word('care_usual'), { role: 'radio' });
    await walker.press('ArrowDown');
    await until('more care', async () => (await stored()).care === 'more');
    await walker.to('English', { role: 'radio' });
    await walker.press('ArrowRight');
    await until('another language', async () => (await stored()).language === 'de');
    await walker.tab.sees('the page in it', () => document.documentElement.lang === 'de');
    await walker.rests('Deutsch');
    await walker.press('ArrowLeft');
    await until('English again', async () => (await stored()).language === 'en');
    await walker.tab.sees('the page in English', () => document.documentElement.lang === 'en');
    await walker.rests('English');
    const before = (await stored()).country;
    await walker.to('', { role: 'combobox' });
    await walker.press('ArrowDown');
    await until('another country', async () => (await stored()).country !== before);
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('settings are taken out, brought in, and brought back', async () => {
    const walker = await own('options.html', '#file');
    await walker.to(word('options_export'), { role: 'button' });
    await walker.press('Enter');
    await walker.tab.sees('word of the file', () => document.querySelector('#file [role=status]')?.textContent !== '');
    await walker.to(word('options_import'));
    // The browser's own window for choosing a file is nobody's to press here.
    await walker.tab.evaluate(() => {
      const given = new DataTransfer();
      given.items.add(new File([JSON.stringify({ caveat: 'settings', version: 2, country: 'DE', language: 'en', care: 'fewer', guard: true, trusted: [], muted: [], helper: false, contact: null })], 'caveat-settings.json'));
      const picker = /** @type {HTMLInputElement} */ (document.querySelector('#import-file'));
      picker.files = given.files;
      picker.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await walker.tab.sees('the question', there, '#file table');
    await walker.to(word('import_take'), { role: 'button' });
    await walker.press('Enter');
    await until('the settings of the file', async () => (await stored()).care === 'fewer');
    await walker.rests(word('options_undo'));
    await walker.press('Enter');
    await until('the settings from before', async () => (await stored()).care === 'usual');
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('the welcome page is gone through to its end', async () => {
    const walker = await own('welcome.html', 'h1');
    for (const title of ['welcome_choose_title', 'welcome_try_title']) {
      await walker.to(word('welcome_next'), { role: 'button' });
      await walker.press('Enter');
      await walker.rests(word(title));
    }
    await walker.to('', { role: 'link' });
    await walker.to(word('welcome_finish'), { role: 'button' });
    await walker.press('Enter');
    await walker.rests(word('welcome_end_title'));
    expect(walker.faults).toEqual([]);
    await walker.tab.close();
  });

  test('a guide is found, what happened is picked, a number is copied, the guide is printed', async () => {
    const walker = await own('guide.html', '.guides a');
    const { tab } = walker;
    await walker.to(word('guides_search_label'), { role: 'searchbox' });
    await tab.type('amazon');
    await tab.sees('what was found', there, '.hits a[href="#/amazon-fraud-call"]');
    const title = await tab.evaluate(() => document.querySelector('.hits a[href="#/amazon-fraud-call"]')?.textContent ?? '');
    await walker.to(title, { role: 'link' });
    await walker.press('Enter');
    await walker.rests(title);
    await walker.to(word('happened_called'), { role: 'checkbox' });
    await walker.press('Space');
    await tab.sees('the steps for it', () => document.querySelector('.picker :checked') !== null);
    await walker.to(word('channel_copy'), { role: 'button' });
    await walker.press('Enter');
    await tab.sees('word of it', () => (document.activeElement?.parentElement?.querySelector('[role=status]')?.textContent ?? '') !== '');
    await tab.evaluate(() => void (/** @type {any} */ (globalThis).print = () => void (/** @type {any} */ (globalThis).printed = true)));
    await walker.to(word('guide_print'), { role: 'button', back: true });
    await walker.press('Enter');
    await tab.sees('the printer', () => 'printed' in globalThis);
    expect(walker.faults).toEqual([]);
    await tab.close();
  });
});
