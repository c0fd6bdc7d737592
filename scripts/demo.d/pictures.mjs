import { join } from 'node:path';
import { until } from '../../tests/e2e/harness/until.mjs';

/** The first message of the demo mailbox that is a scam; its banner leads to a guide. */
const WARNED = '#/inbox/voicemail';

/**
 * Pictures of what else the extension shows, each taken when it is filled. Answers what did not come up.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {string} folder @returns {Promise<string[]>}
 */
export async function pictures(driver, folder) {
  /** @type {string[]} */
  const problems = [];
  const picture = (/** @type {string} */ name) => join(folder, `${driver.name}-${name}.png`);
  const step = async (/** @type {string} */ name, /** @type {() => Promise<import('../../tests/e2e/harness/own-page.mjs').OwnPage>} */ open) => {
    try {
      const page = await open();
      await page.screenshot(picture(name));
      await page.close();
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  };
  /** @param {string} path @param {string} sign there when the page is filled @param {number} [count] */
  const filled = async (path, sign, count = 1) => {
    const page = await driver.own(path);
    await until(`${path} to be filled`, () => page.evaluate((/** @type {string} */ wanted, /** @type {number} */ many) => document.querySelectorAll(wanted).length >= many, sign, count));
    return page;
  };

  const mailbox = await driver.own(`demo.html${WARNED}`);
  const [warning] = await driver.warned(await mailbox.inside());
  const tabId = await mailbox.evaluate(() => /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ tab) => tab.id));
  await step('popup', () => filled(`popup.html?tab=${tabId}`, '.verdict .reason'));
  await mailbox.show();
  await step('guide', async () => {
    await driver.press(await mailbox.inside(), /** @type {any} */ (warning), 'Full guide');
    const guide = await driver.ownOpened('guide.html');
    await until('the guide to be filled', () => guide.evaluate(() => document.querySelectorAll('article.guide h2').length >= 5));
    return guide;
  });
  await step('guides', () => filled('guide.html', '.guides a', 13));
  await step('check', async () => {
    const page = await filled('check.html', '#paste');
    await page.type('#paste', 'Mom I dropped my phone, this is my new number. Can you pay a bill for me today? I will pay you back tomorrow');
    await until('the text to be checked', () => page.evaluate(() => document.querySelector('.verdict') !== null));
    return page;
  });
  await step('welcome', () => filled('welcome.html', 'h2', 2));
  await step('options', () => filled('options.html', '.health tr', 20));
  await mailbox.show();
  return problems;
}
