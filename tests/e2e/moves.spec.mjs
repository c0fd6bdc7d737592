import { expect, test } from 'vitest';
import { GMAIL } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example, firstSteps, whole } from './messages.mjs';

/** Mail applications are one page that never loads anew: a warning goes with its message and never stays on another. */
const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

/** Writes down every warning that is put over a message other than the scams named. */
function guard(/** @type {string[]} */ scams) {
  const misplaced = /** @type {string[]} */ ([]);
  const most = { warnings: 0 };
  new MutationObserver(() => {
    const all = [...document.querySelectorAll('caveat-warning')];
    most.warnings = Math.max(most.warnings, all.length);
    for (const warning of all) {
      const id = warning.closest('[data-message-id]')?.getAttribute('data-message-id')?.replace('#msg-f:', '') ?? 'no message';
      if (!scams.includes(id)) misplaced.push(id);
    }
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { misplaced, most });
}

inEachBrowser('moving about', (bench) => {
  const scam = () => example('amazon-fraud-call', 'danger');
  const other = () => example('bank-fraud-alert', 'danger');
  const honest = () => example('amazon-fraud-call', 'none');

  test('the warning leaves with its message and comes with the next', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    expect((await driver.warned(page))[0].scam).toBe('amazon-fraud-call');
    await app(page, 'show', honest().subject, [honest()]);
    await driver.warned(page, 0);
    expect((await driver.judged(page, 1)).messages[0].level).toBe('none');
    await app(page, 'show', other().subject, [other()]);
    expect((await driver.warned(page))[0].scam).toBe('bank-fraud-alert');
    await app(page, 'show', '', []);
    await driver.warned(page, 0);
    await until('an empty badge', async () => (await driver.badge(page)) === '');
    await page.goBack();
  });

  test('a pane that is drawn anew has its warning again, once', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await page.evaluate(guard, [scam().id]);
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    // Fewer than the five after which a page counts as hostile.
    for (let times = 0; times < 4; times++) {
      await app(page, 'draw');
      await driver.warned(page);
    }
    expect(await page.evaluate(() => ({ .../** @type {any} */ (window).most, misplaced: /** @type {any} */ (window).misplaced }))).toEqual({ warnings: 1, misplaced: [] });
  });

  test('the same element with other words is another message', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', 'Hello', [scam()]);
    await driver.warned(page);
    await app(page, 'swapBody', scam().id, 'See you at lunch tomorrow. I will bring the cake.');
    await driver.warned(page, 0);
  });

  test('answers that come too late are dropped: no warning ever over a message that is not a scam', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await page.evaluate(guard, [scam().id, other().id]);
    // From "gone before it was read" to "gone just as the answer comes", the background asleep and awake.
    for (let frames = 0; frames < 24; frames += 2) {
      if (frames % 8 === 0) await driver.stopBackground();
      const mails = [scam(), honest()].map((mail) => ({ ...mail, body: `${mail.body}\n\n(${frames})` }));
      await page.evaluate(
        async ([bad, good], wait) => {
          const fake = /** @type {any} */ (window).app;
          fake.show(bad?.subject, [bad]);
          for (let frame = 0; frame < wait; frame++) await new Promise(requestAnimationFrame);
          fake.show(good?.subject, [good]);
        },
        mails,
        frames,
      );
      await driver.warned(page, 0);
    }
    await driver.judged(page, 1);
    expect(await driver.warnings(page)).toEqual([]);
    expect(await page.evaluate(() => /** @type {any} */ (window).misplaced)).toEqual([]);
  });

  test('a background that was stopped wakes for the next message', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    await driver.stopBackground();
    await app(page, 'show', other().subject, [other()]);
    // With the steps of its guide: the woken background has to fetch that anew as well.
    await until('the other warning, whole', async () => {
      const [warning] = await driver.warnings(page);
      return warning?.scam === 'bank-fraud-alert' && warning.steps.join() === firstSteps('bank-fraud-alert').join();
    });
    await until('the badge', async () => (await driver.badge(page)) === '!');
  });

  test('a background that is stopped right after a verdict is told of that message again, though its page has not changed', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
    await driver.stopBackground();
    await app(page, 'show', scam().subject, [scam(), honest()]);
    expect((await driver.judged(page, 2)).messages.map(({ level }) => level)).toEqual(['danger', 'none']);
    await until('the badge', async () => (await driver.badge(page)) === '!');
    expect(await driver.warnings(page)).toHaveLength(1);
  });

  test('against a page that takes the warning away it gives up, and the badge goes on speaking', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await page.evaluate(() => {
      const taken = { times: 0 };
      Object.assign(window, { taken });
      new MutationObserver(() => {
        for (const warning of document.querySelectorAll('caveat-warning')) {
          taken.times += 1;
          warning.remove();
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await app(page, 'show', scam().subject, [scam()]);
    // The first and five more; a seventh would have come within the same second.
    await until('six times', () => page.evaluate(() => /** @type {any} */ (window).taken.times >= 6));
    await driver.judged(page, 1);
    await app(page, 'compose', 'Something moves on the page');
    await driver.judged(page, 1);
    expect(await page.evaluate(() => /** @type {any} */ (window).taken.times)).toBe(6);
    await until('the badge', async () => (await driver.badge(page)) === '!');
  });

  test('when the extension starts anew under the page, no warning stays that nobody answers for', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [old] = await driver.warned(page);
    await driver.reload();
    await page.bringToFront();
    await app(page, 'compose', 'Something moves on the page');
    // Chromium leaves the page to the old reader, which must go; Firefox sends a new one, whose warning must work.
    await until('the old warning to go', async () => !(await driver.warnings(page)).some(({ ref }) => JSON.stringify(ref) === JSON.stringify(old?.ref)));
    if (driver.name === 'firefox') {
      const [fresh] = await whole(driver, page);
      await driver.press(page, fresh, 'Full guide');
      await (await driver.ownOpened('guide.html')).close();
    }
    expect(await driver.warnings(page)).toHaveLength(driver.name === 'firefox' ? 1 : 0);
    await page.reload();
    await app(page, 'show', scam().subject, [scam()]);
    await driver.warned(page);
  });

  test('folded away by the user it stays folded when the pane is drawn anew', async () => {
    const { driver, page } = bench;
    await page.goto(GMAIL);
    await app(page, 'show', scam().subject, [scam()]);
    const [warning] = await driver.warned(page);
    await driver.press(page, warning, 'Hide');
    await until('it to fold', async () => (await driver.warnings(page))[0]?.folded);
    await app(page, 'draw');
    const [again] = await driver.warned(page);
    expect(again).toMatchObject({ folded: true, reasons: [], level: 'danger' });
  });
});
