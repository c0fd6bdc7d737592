import { expect, test } from 'vitest';
import { GMAIL } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/** What must hold however much a page does, whatever a clock says. How long it takes is `npm run bench:load`'s to tell. */
const scam = () => example('boss-gift-card', 'danger');
const honest = () => example('boss-gift-card', 'none');

const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

/** A long list in which each tenth row is a scam. Its rows are numbered in their subjects. @param {import('puppeteer-core').Page} page @param {number} count */
const list = (page, count) =>
  page.evaluate(
    (mails, rows) => /** @type {any} */ (window).app.list(Array.from({ length: rows }, (_, i) => ({ ...mails[i % 10 ? 1 : 0], id: `row-${i}`, subject: `${mails[i % 10 ? 1 : 0]?.subject} #${i}` }))),
    [scam(), honest()],
    count,
  );

/** The numbers of the rows that the window shows, if only by an edge. @param {import('puppeteer-core').Page} page @returns {Promise<number[]>} */
const inView = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('tr.zA')]
      .filter((row) => row.getBoundingClientRect().bottom >= 0 && row.getBoundingClientRect().top <= innerHeight)
      .map((row) => Number(/#(\d+)/.exec(row.textContent ?? '')?.[1])),
  );

/** The numbers of the rows that carry a mark. @param {import('puppeteer-core').Page} page @returns {Promise<number[]>} */
const marked = (page) => page.evaluate(() => [...document.querySelectorAll('tr.zA:has(caveat-mark)')].map((row) => Number(/#(\d+)/.exec(row.textContent ?? '')?.[1])));

/** Looks at every mark, after each change once all observers have been told, and in each frame: does its row say a scam's words? */
function guard(/** @type {string} */ words) {
  const wrong = /** @type {string[]} */ ([]);
  const look = () => {
    for (const mark of document.querySelectorAll('caveat-mark')) {
      const says = mark.closest('tr')?.textContent ?? 'no row';
      if (!says.includes(words)) wrong.push(says);
    }
  };
  new MutationObserver(() => queueMicrotask(look)).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  const frame = () => {
    look();
    requestAnimationFrame(frame);
  };
  frame();
  Object.assign(window, { wrong });
}

inEachBrowser('under load', (bench) => {
  /** What content scripts ask the background, as any page of the extension hears it. */
  const listen = () =>
    bench.driver.api(() => {
      const heard = /** @type {any} */ (globalThis);
      heard.asked = [];
      heard.ear ??= heard.browser.runtime.onMessage.addListener((/** @type {any} */ { kind, message }) => void heard.asked.push(kind === 'row' ? message.subject : kind)) ?? true;
    });
  const asked = async () => /** @type {string[]} */ (await bench.driver.api(() => /** @type {any} */ (globalThis).asked)).flatMap((subject) => Number(/#(\d+)/.exec(subject)?.[1] ?? NaN)).filter((row) => !Number.isNaN(row));

  test('of 5,000 rows only those in view are asked about, once each, and only those of scams are marked', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await driver.tabId(page);
    await listen();
    await list(page, 5000);
    const seen = new Set();
    for (const part of [0, 0.5, 1, 0.25]) {
      await page.evaluate((to) => window.scrollTo(0, to * document.documentElement.scrollHeight), part);
      const rows = await inView(page);
      for (const row of rows) seen.add(row);
      const scams = rows.filter((row) => row % 10 === 0);
      expect(scams.length).toBeGreaterThan(0);
      await until('the scams in view to be marked', async () => JSON.stringify(await marked(page)) === JSON.stringify(scams));
      await until('each row in view to be asked about', async () => (await asked()).length === seen.size);
    }
    expect([...(await asked())].sort((a, b) => a - b)).toEqual([...seen].sort((a, b) => a - b));
  });

  test('a row that is given another mail never shows the mark of the one before', async () => {
    const { page } = bench;
    await page.goto(GMAIL);
    await list(page, 16);
    await until('marks', async () => (await marked(page)).length === 2);
    await page.evaluate(guard, scam().subject);
    const most = await page.evaluate(
      async ([bad, good]) => {
        const rows = [...document.querySelectorAll('tr.zA')];
        let most = 0;
        for (let time = 0; time < 500; time++) {
          const row = /** @type {Element} */ (rows[(time * 7) % rows.length]);
          const mail = /** @type {any} */ (time % 3 ? good : bad);
          const subject = /** @type {Element} */ (row.querySelector('.bog > span'));
          // By its words alone, by its nodes, by its place, and in a crowd of changes that is too large to look through.
          if (time % 4 === 0) /** @type {Text} */ (subject.firstChild).data = `${mail.subject} #${time}`;
          else subject.textContent = `${mail.subject} #${time}`;
          if (time % 4 === 1) row.parentElement?.append(row);
          if (time % 4 === 2) for (let i = 0; i < 300; i++) rows[i % rows.length]?.setAttribute('class', `zA at-${i}`);
          /** @type {Element} */ (row.querySelector('.y2')).textContent = mail.body.slice(0, 100);
          const sender = /** @type {Element} */ (row.querySelector('.zF'));
          sender.setAttribute('name', mail.name);
          sender.setAttribute('email', mail.address);
          if (time % 5 === 0) await new Promise(requestAnimationFrame);
          most = Math.max(most, document.querySelectorAll('caveat-mark').length);
        }
        return most;
      },
      [scam(), honest()],
    );
    const bad = await page.evaluate((words) => [...document.querySelectorAll('tr.zA')].filter((row) => row.textContent?.includes(words)).length, scam().subject);
    await until('all scams to be marked at last', async () => (await marked(page)).length === bad);
    expect(most).toBeGreaterThan(0);
    expect(await page.evaluate(() => /** @type {any} */ (window).wrong)).toEqual([]);
  });

  test('marks go when the list goes, and no row is marked that is not danger', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await driver.tabId(page);
    await listen();
    await list(page, 20);
    await until('marks', async () => (await marked(page)).length === 2);
    await app(page, 'show', honest().subject, [honest()]);
    await driver.judged(page, 1);
    expect(await page.evaluate(() => document.querySelectorAll('caveat-mark').length)).toBe(0);
    await app(page, 'list', Array.from({ length: 20 }, (_, i) => ({ ...honest(), id: `plain-${i}`, subject: `${honest().subject} #1${i}` })));
    // How many fit into the window is the fonts' to say.
    /** @type {number[]} */
    let seen = [];
    const shown = (await inView(page)).filter((row) => row >= 100);
    expect(shown.length).toBeGreaterThan(0);
    await until('all of them to be judged', async () => shown.every((row) => seen.includes(row)) || void (seen = await asked()));
    expect(await marked(page)).toEqual([]);
  });

  test('600 conversations later nothing is left but the warning of the last', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    const most = await page.evaluate(
      async ([bad, good]) => {
        const fake = /** @type {any} */ (window).app;
        let most = 0;
        for (let time = 0; time < 600; time++) {
          const mails = [good, ...(time % 5 === 4 ? [bad] : [])].map((mail, at) => ({ ...mail, id: `hour-${time}-${at}`, body: `${mail?.body}\n\n(${time})` }));
          fake.show(`Conversation ${time}`, mails);
          await new Promise(requestAnimationFrame);
          most = Math.max(most, document.querySelectorAll('caveat-warning, caveat-mark, caveat-card').length);
        }
        return most;
      },
      [scam(), honest()],
    );
    expect(most).toBeLessThanOrEqual(1);
    await driver.judged(page, 2);
    await driver.warned(page, 1);
    const left = await page.evaluate(() => [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('caveat-')).length);
    expect(left).toBe(1);
  });

  test('beside 10,000 changes a second a message is read and warned about, once', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await driver.tabId(page);
    await listen();
    await page.evaluate(() => {
      const side = document.body.appendChild(document.createElement('aside'));
      side.append(...Array.from({ length: 100 }, () => document.createElement('p')));
      let done = 0;
      const change = () => {
        for (let i = 0; i < 167; i++, done++) {
          const one = /** @type {Element} */ (side.children[done % 100]);
          if (done % 3 === 0) one.className = `at-${done}`;
          else if (done % 3 === 1) one.textContent = `Message ${done}`;
          else side.append(one);
        }
        requestAnimationFrame(change);
      };
      change();
      const times = { come: 0 };
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeName === 'CAVEAT-WARNING') times.come += 1;
      }).observe(document, { childList: true, subtree: true });
      Object.assign(window, { times, changes: () => done });
    });
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    const before = await page.evaluate(() => /** @type {any} */ (window).changes());
    await until('twenty thousand changes more', () => page.evaluate((from) => /** @type {any} */ (window).changes() - from > 20_000, before));
    await driver.warned(page);
    expect(await page.evaluate(() => /** @type {any} */ (window).times.come)).toBe(1);
    const scans = /** @type {string[]} */ (await driver.api(() => /** @type {any} */ (globalThis).asked)).filter((kind) => kind === 'scan');
    expect(scans).toHaveLength(1);
  });
});
