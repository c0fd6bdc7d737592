import { expect, test } from 'vitest';
import { GMAIL } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';
import { WAYS, wayPage } from './ways.mjs';

/**
 * The question at a link: in a message at `danger`, whatever a person does to a link or a form is asked about before
 * anything happens, and nothing of the page hears of it.
 */
const GUARD = 'caveat-guard';
const FALSE = 'https://amaz0n-help.example';

const scam = () => example('amazon-fraud-call', 'danger');

/** @param {import('./harness/driver.mjs').Driver} driver @param {import('puppeteer-core').Page} page */
const asked = (driver, page) => until('the question', async () => (await driver.warnings(page, GUARD))[0]);
/** @param {import('./harness/driver.mjs').Driver} driver @param {import('puppeteer-core').Page} page */
const gone = (driver, page) => until('the question to go', async () => (await driver.warnings(page, GUARD)).length === 0);

/** A scam with a link to press, warned about. @param {import('./each.mjs').Bench} bench @param {string} [level] */
async function open({ driver, page }, level = 'danger') {
  driver.web.serve(FALSE, () => ({ body: '<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>' }));
  await page.goto(GMAIL);
  const mail = scam();
  // In one go: a link added to a message that was judged already would have it judged again under the hands of the test.
  await page.evaluate(`app.show(...${JSON.stringify([mail.subject, [{ ...mail, links: [] }]])}); (${wayPage})(${JSON.stringify(FALSE)})`);
  await until('the warning over the message with its links', async () => (await driver.warnings(page))[0]?.level === level && (await driver.judged(page, 1)));
}

/** What the extension keeps of the user's choices. @param {import('./harness/driver.mjs').Driver} driver @param {object} settings */
const choose = (driver, settings) => driver.api((values) => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: { version: 2, country: null, language: null, care: 'usual', guard: true, trusted: [], muted: [], helper: false, contact: null, ...values } }), settings);

inEachBrowser('the question at a link', (bench) => {
  test(`is asked whichever of ${WAYS.length} ways a person takes, and the page hears of none`, async () => {
    const { driver, page } = bench;
    await open(bench);
    driver.web.requests.length = 0;
    const tabs = (await driver.browser.pages()).length;
    /** @type {Record<string, string>} */
    const outcome = {};
    for (const { name, act, browsers } of WAYS) {
      if (browsers && !browsers.includes(driver.name)) continue;
      await page.evaluate(() => Object.assign(window, { heard: [] }));
      await act(page);
      const seen = await asked(driver, page).then(({ text }) => text, () => '');
      const heard = await page.evaluate(() => /** @type {any} */ (window).heard.join());
      outcome[name] = `${seen === '' ? 'not asked' : seen.includes('This ') ? 'asked' : seen}${heard === '' ? '' : `, page heard ${heard}`}`;
      await page.keyboard.press('Escape');
      await gone(driver, page);
    }
    const expected = Object.fromEntries(Object.keys(outcome).map((name) => [name, 'asked']));
    expect(outcome).toEqual(expected);
    expect(Object.keys(outcome).length).toBeGreaterThanOrEqual(30);
    expect(driver.web.requests.filter(({ url }) => url.startsWith(FALSE))).toEqual([]);
    expect((await driver.browser.pages()).length).toBe(tabs);
    expect(page.url().startsWith(GMAIL)).toBe(true);
  });

  test('names where the link really leads, stays by default, and gives the focus back', async () => {
    const { driver, page } = bench;
    await open(bench);
    await page.focus('#plain');
    await page.keyboard.press('Enter');
    const card = await asked(driver, page);
    expect(card.text).toMatch(/amaz0n-help\.example/);
    expect(card.buttons.map(({ text }) => text)).toEqual(['Stay here', 'Open anyway']);
    await page.keyboard.press('Enter');
    await gone(driver, page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('plain');
    expect(page.url().startsWith(GMAIL)).toBe(true);
  });

  test('"Open anyway" works after a moment and not before, opens what was asked about, and is asked once', async () => {
    const { driver, page } = bench;
    await open(bench);
    await page.click('#plain');
    const card = await asked(driver, page);
    await driver.press(page, card, 'Open anyway');
    expect(await driver.warnings(page, GUARD)).toHaveLength(1);
    const ready = async () => !JSON.stringify((await driver.trees(page, GUARD)).map(({ children }) => strip(children))).includes('"aria-disabled":"true"');
    await until('the moment to pass', ready);
    driver.web.requests.length = 0;
    await driver.press(page, card, 'Open anyway');
    await until('the page', async () => driver.web.requests.some(({ url }) => url === `${FALSE}/plain`));
  });

  test('a link that is given another address while the question stands is not opened: the question goes, and is asked anew', async () => {
    const { driver, page } = bench;
    await open(bench);
    await page.click('#plain');
    await asked(driver, page);
    driver.web.requests.length = 0;
    await page.evaluate(() => document.querySelector('#plain')?.setAttribute('href', 'https://another.example/'));
    await gone(driver, page);
    await until('the message to be judged with its new link', async () => JSON.stringify((await driver.report(page)).messages).includes('another.example') && (await driver.warnings(page))[0]?.level === 'danger');
    await page.click('#plain');
    expect((await asked(driver, page)).text).toContain('another.example');
    expect(driver.web.requests.filter(({ url }) => /example/.test(url))).toEqual([]);
  });

  test('events that a page makes up press nothing, and no click of its own is asked about', async () => {
    const { driver, page } = bench;
    await open(bench);
    await page.click('#plain');
    await asked(driver, page);
    await page.evaluate(() => {
      const host = /** @type {HTMLElement} */ (document.querySelector('caveat-guard'));
      for (const type of ['pointerdown', 'click', 'keydown']) host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    });
    expect(await driver.warnings(page, GUARD)).toHaveLength(1);
  });

  test('links of the application around the message, and of honest mail, are nobody’s business', async () => {
    const { driver, page } = bench;
    await open(bench);
    await page.evaluate(() => {
      const own = document.createElement('a');
      own.id = 'own';
      own.href = '#inbox/other';
      own.textContent = 'Back to the list';
      const away = document.createElement('a');
      away.id = 'away';
      away.href = 'https://amaz0n-help.example/settings';
      away.textContent = 'Settings';
      document.querySelector('[role=main]')?.append(own, away);
    });
    driver.web.requests.length = 0;
    await page.click('#away');
    await until('the page', async () => driver.web.requests.some(({ url }) => url === `${FALSE}/settings`));
  });

  test('can be turned off, at once', async () => {
    const { driver, page } = bench;
    await open(bench);
    await choose(driver, { guard: false });
    await page.bringToFront();
    try {
      driver.web.requests.length = 0;
      await until('the link to open', async () => {
        await page.click('#plain');
        return driver.web.requests.some(({ url }) => url === `${FALSE}/plain`);
      });
    } finally {
      await choose(driver, {});
    }
  });

  test('at caution nothing is asked: the real domain stands beside the link', async () => {
    const { driver, page } = bench;
    await choose(driver, { muted: ['amazon-fraud-call'] });
    try {
      await open(bench, 'caution');
      const beside = await until('the domain', async () => (await driver.trees(page, 'caveat-link')).length > 0 && driver.trees(page, 'caveat-link'));
      expect(JSON.stringify(beside.map(({ children }) => strip(children)))).toContain('amaz0n-help.example');
      driver.web.requests.length = 0;
      await page.click('#plain');
      await until('the page', async () => driver.web.requests.some(({ url }) => url === `${FALSE}/plain`));
    } finally {
      await choose(driver, {});
    }
  });
});

/** Trees without what only their browser understands. @param {import('./harness/shadow.mjs').Tree[]} trees @returns {unknown[]} */
const strip = (trees) => trees.map(({ tag, attrs, text, children }) => ({ tag, attrs, text, children: strip(children) }));
