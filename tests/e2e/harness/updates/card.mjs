import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../find.mjs';
import { until } from '../until.mjs';

/** The part of the options page that is about updates, used as a person uses it. */

const MESSAGES = JSON.parse(readFileSync(join(ROOT, 'extension/public/_locales/en/messages.json'), 'utf8'));

/** What the interface says under this name. @param {string} key @returns {string} */
export function words(key) {
  const entry = MESSAGES[key];
  if (!entry) throw new Error(`the interface no longer has the words "${key}"`);
  return entry.message;
}

/** A check asks a mirror, fetches and tries the rules: on a slow machine that takes a while. */
const PATIENCE = 60_000;

export class UpdatesCard {
  /** @param {import('../driver.mjs').Driver} driver @param {import('../own-page.mjs').OwnPage} page */
  constructor(driver, page) {
    this.driver = driver;
    this.page = page;
  }

  /** @param {import('../driver.mjs').Driver} driver */
  static async open(driver) {
    const card = new UpdatesCard(driver, await driver.own('options.html'));
    // The list of sites comes later and moves everything.
    await until('the options to be filled', () => card.page.evaluate(() => document.querySelector('#updates [data-key]') !== null && document.querySelector('.health tr') !== null));
    return card;
  }

  /** The user presses a button of the part and waits until it is done. @param {string} key @returns {Promise<string>} what is said then */
  async press(key) {
    await this.page.show();
    const button = `#updates [data-key=${key}]`;
    await until(`the button ${key}`, () => this.page.evaluate((/** @type {string} */ wanted) => document.querySelector(`${wanted}:not([disabled])`) !== null, button));
    const fold = await this.page.evaluate((/** @type {string} */ wanted) => /** @type {HTMLElement | null | undefined} */ (document.querySelector(wanted)?.closest('details:not([open])'))?.dataset.key, button);
    if (fold) await this.unfold(fold);
    await this.page.click(button);
    return this.done();
  }

  /** @param {string} key of something folded */
  async unfold(key) {
    await this.page.click(`#updates details[data-key=${key}] > summary`);
    await until(`${key} to be unfolded`, () => this.page.evaluate((/** @type {string} */ wanted) => document.querySelector(`#updates details[data-key=${wanted}][open]`) !== null, key));
  }

  /** Chooses a file of signed rules. @param {string} path */
  async load(path) {
    await this.page.show();
    await this.page.choose('#updates [data-key=file]', path);
    return this.done();
  }

  /** Waits until nothing is going on any more. @returns {Promise<string>} */
  async done() {
    const busy = words('updates_checking');
    return until('what is said of it', async () => {
      const said = await this.said();
      if (said === busy || (await this.report()).busy) return null;
      return said;
    }, PATIENCE);
  }

  /** The line that says what is going on. @returns {Promise<string>} */
  async said() {
    return this.page.evaluate(() => document.querySelector('#updates .said')?.textContent ?? '');
  }

  /** All of the part, as text. @returns {Promise<string>} */
  async text() {
    return this.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector('#updates'))?.innerText ?? '');
  }

  /** What the background knows. @returns {Promise<import('../../../../extension/src/protocol').UpdatesReport>} */
  async report() {
    const answer = await this.page.evaluate(() => /** @type {any} */ (globalThis).browser.runtime.sendMessage({ kind: 'updates' }));
    if (!answer?.ok) throw new Error(`updates: ${JSON.stringify(answer)}`);
    return answer.value;
  }
}
