import { expect, test } from 'vitest';
import { ELSEWHERE, GMAIL, serveFiles } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example, oneLine, whole } from './messages.mjs';

/** What a page, strict or hostile, can and cannot do to the extension, and the extension to the page. */
const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

/** Requests for anything but the extension's own files. @param {() => Promise<string[]>} seen @param {string} base */
const othersThan = async (seen, base) => (await seen()).filter((url) => !url.startsWith(base));

inEachBrowser('strict and hostile pages', (bench, name) => {
  const scam = () => example('amazon-fraud-call', 'danger');

  test('a strict policy with Trusted Types is never broken', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [warning] = await driver.warned(page);
    await driver.press(page, warning, 'Hide');
    await until('it to fold', async () => (await driver.warnings(page))[0]?.folded);
    expect(await driver.refused(page)).toEqual([]);
    expect(driver.complaints).toEqual([]);
    // The policy is truly there: the page's own string is refused as markup.
    const kept = await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>x</b>';
        return false;
      } catch {
        return true;
      }
    });
    expect(kept).toBe(true);
  });

  test('the mail itself is left untouched, its evidence is marked', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    const mail = scam();
    const before = await page.evaluate((subject, mails) => {
      /** @type {any} */ (window).app.show(subject, mails);
      return document.querySelector('.a3s')?.outerHTML;
    }, mail.subject, [mail]);
    await driver.warned(page);
    const marked = await until('marks in the text', () =>
      page.evaluate(() => {
        const marks = /** @type {any} */ (CSS).highlights.get('caveat-evidence');
        return marks && marks.size > 0 && [...marks].map((range) => ({ words: String(range), inside: Boolean(range.startContainer.parentElement.closest('.a3s')) }));
      }),
    );
    const words = oneLine(mail.body);
    for (const { words: piece, inside } of marked) {
      expect(inside).toBe(true);
      expect(words).toContain(oneLine(piece));
    }
    expect(await page.evaluate(() => document.querySelector('.a3s')?.outerHTML)).toBe(before);
    await app(page, 'show', '', []);
    await driver.warned(page, 0);
    await until('the marks to go', () => page.evaluate(() => !(/** @type {any} */ (CSS).highlights.get('caveat-evidence')?.size > 0)));
  });

  test('a page sees that there is a warning, and nothing of what it says', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [warning] = await driver.warned(page);
    const seen = await page.evaluate(() => {
      const host = /** @type {HTMLElement} */ (document.querySelector('caveat-warning'));
      return { shadow: host.shadowRoot, text: host.innerText + host.textContent, html: document.documentElement.outerHTML, names: host.getAttributeNames().sort() };
    });
    expect(seen.shadow).toBe(null);
    expect(seen.text).toBe('');
    expect(seen.html).not.toContain(warning.title);
    expect(seen.html).not.toMatch(/(?:chrome|moz)-extension:/);
    expect(seen.names.filter((one) => one.startsWith('data-'))).toEqual(['data-level', 'data-scam']);
  });

  test('events that a page makes up open and fold nothing', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [warning] = await driver.warned(page);
    const button = warning.buttons.find(({ text }) => text === 'Full guide');
    const { x, y } = await driver.middleOf(page, button?.ref);
    const open = (await driver.ownPages()).length;
    await page.evaluate((left, top) => {
      const host = /** @type {HTMLElement} */ (document.querySelector('caveat-warning'));
      for (const target of [host, document.elementFromPoint(left, top) ?? host]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu']) {
          target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, clientX: left, clientY: top, view: window }));
        }
        for (const type of ['keydown', 'keypress', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true, composed: true }));
        /** @type {HTMLElement} */ (target).click?.();
      }
    }, x, y);
    // A true press afterwards: what the false ones might have opened would stand before it.
    await driver.press(page, warning, 'Full guide');
    const guide = await driver.ownOpened('guide.html');
    expect((await driver.ownPages()).length).toBe(open + 1);
    await guide.close();
    expect((await driver.warnings(page))[0]?.folded).toBe(false);
  });

  test('a page cannot reach the background or a file of the extension', async () => {
    const { driver, page } = bench;
    serveFiles(driver.web, new URL(ELSEWHERE).origin, { '*': '<!doctype html><title>Letters</title><p>Hello</p>' });
    await page.goto(ELSEWHERE);
    const answers = await page.evaluate(async (base, id) => {
      const global = /** @type {any} */ (window);
      const hubs = [global.chrome?.runtime, global.browser?.runtime].filter((hub) => hub?.sendMessage);
      const told = await Promise.all(hubs.map((hub) => new Promise((done) => hub.sendMessage(id, { kind: 'report', tabId: 1 }, (/** @type {unknown} */ answer) => done(answer ?? null)))));
      const files = await Promise.all(['icons/16.png', 'guide.html', 'demo.html', 'manifest.json', 'engine.wasm'].map((path) => fetch(base + path).then(() => path, () => null)));
      const pictures = await Promise.all(['icons/16.png', 'icons/icon.svg'].map((path) => new Promise((done) => {
        const image = new Image();
        image.onload = () => done(path);
        image.onerror = () => done(null);
        image.src = base + path;
      })));
      return [...told, ...files, ...pictures].filter((answer) => answer !== null);
    }, driver.base, driver.id);
    expect(answers).toEqual([]);
  });

  test('a frame of a packaged page does not load', async () => {
    const { driver, page } = bench;
    serveFiles(driver.web, new URL(ELSEWHERE).origin, { '*': '<!doctype html><title>Letters</title><p>Hello</p>' });
    await page.goto(ELSEWHERE);
    const own = (await driver.ownPages()).length;
    const inside = await page.evaluate(
      (base) =>
        new Promise((done) => {
          const frame = document.createElement('iframe');
          frame.src = `${base}guide.html`;
          frame.onload = () => done(frame.contentDocument === null ? 'opaque' : (frame.contentDocument.body?.innerText ?? ''));
          frame.onerror = () => done('error');
          document.body.append(frame);
        }),
      driver.base,
    );
    expect(inside).not.toContain('guides');
    const framed = page.frames().filter((frame) => frame.url().startsWith(driver.base));
    for (const frame of framed) expect(await frame.evaluate(() => document.body?.innerText ?? '').catch(() => '')).not.toContain('guide');
    expect((await driver.ownPages()).length).toBe(own);
  });

  test('a copy of the warning that the page made is taken out, the true one stays', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    await page.evaluate(() => {
      const copy = /** @type {Element} */ (document.querySelector('caveat-warning')).cloneNode(true);
      /** @type {Element} */ (copy).setAttribute('data-level', 'none');
      document.querySelector('caveat-warning')?.after(copy);
    });
    const [warning] = await driver.warned(page);
    expect(warning.level).toBe('danger');
    expect(warning.title).not.toBe('');
  });

  test('the extension asks nothing of the network, and could not', async () => {
    const { driver, page } = bench;
    const seen = await driver.watchNetwork();
    await page.goto(GMAIL);
    driver.web.requests.length = 0;
    await driver.stopBackground();
    const mail = scam();
    await app(page, 'show', mail.subject, [mail]);
    const [warning] = await whole(driver, page);
    await driver.press(page, warning, 'Full guide');
    const guide = await driver.ownOpened('guide.html');
    await until('the guide', async () => (await guide.text()).length > 500);
    await guide.close();
    expect(await othersThan(seen, driver.base)).toEqual([]);
    // Neither did the page on the extension's behalf; the links of the mail were not looked at.
    expect(driver.web.requests).toEqual([]);
    // Its own policy forbids it: a request made on purpose fails, and is seen by the same watch as no request at all.
    const refused = await driver.api(() => fetch('https://letters.example.org/?try').then(() => 'sent', () => 'refused'));
    expect(refused).toBe('refused');
    expect(await othersThan(seen, driver.base)).toEqual([]);

    // The watch itself can see: a request that a script of ours makes in a page that it may read.
    const origin = new URL(ELSEWHERE).origin;
    serveFiles(driver.web, origin, { '*': '<!doctype html><title>Letters</title><p>Hello</p>' });
    await driver.allow(origin);
    await page.goto(ELSEWHERE);
    driver.web.requests.length = 0;
    const tabId = await driver.tabId(page);
    await driver.api((id) => /** @type {any} */ (globalThis).browser.scripting.executeScript({ target: { tabId: id }, func: () => void fetch('/canary') }), tabId);
    await until('the canary', () => driver.web.requests.some(({ url }) => url.endsWith('/canary')));
    if (name === 'firefox') await until('the canary in the watch', async () => (await othersThan(seen, driver.base)).some((url) => url.endsWith('/canary')));
    else await until('its own files in the watch', async () => (await seen()).some((url) => url.startsWith(driver.base)));
  });
});
