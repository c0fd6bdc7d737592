import { until } from '../e2e/harness/until.mjs';
import { bringAxe } from './axe.mjs';
import { focused } from './inside/focus.mjs';
import { HOSTS } from './stage.mjs';

/** So many stops are walked before something is held to be out of reach. */
const FARTHEST = 120;

/**
 * Somebody who uses a page by keyboard alone: Tab, Enter, Space, Escape, arrows and letters. Wherever the focus comes to
 * rest it has to be seen, in view, and called something.
 */
export class Walker {
  /** Where the focus has been and something was amiss. @type {string[]} */
  faults = [];

  /** @param {import('../e2e/harness/tab.mjs').Tab} tab */
  constructor(tab) {
    this.tab = tab;
  }

  /** @param {import('../e2e/harness/tab.mjs').Tab} tab */
  static async on(tab) {
    await tab.show();
    await bringAxe(tab);
    return new Walker(tab);
  }

  /** What has the focus now. */
  async here() {
    await this.tab.reveal(HOSTS);
    const at = await this.tab.evaluate(focused);
    for (const fault of at?.faults ?? []) {
      const line = `"${at?.name}" (${at?.at}) ${fault}`;
      if (!this.faults.includes(line)) this.faults.push(line);
    }
    return at;
  }

  /** @param {string} key @param {boolean} [shift] */
  async press(key, shift = false) {
    await this.tab.key(key, shift);
  }

  /**
   * Goes on by Tab until something is called so.
   * @param {string} name a part of its name @param {{ role?: string, back?: boolean }} [how] `back`: by Shift+Tab
   */
  async to(name, { role, back = false } = {}) {
    const passed = [];
    for (let stops = 0; stops < FARTHEST; stops += 1) {
      await this.press('Tab', back);
      const at = await this.here();
      if (at && at.name.includes(name) && (role === undefined || at.role === role)) return at;
      passed.push(at ? `${at.role} "${at.name.slice(0, 40)}"` : 'the page');
    }
    throw new Error(`"${name}" is not reached by Tab; passed: ${[...new Set(passed)].join(', ')}`);
  }

  /** Waits until the focus is on what is called so. @param {string} name */
  async rests(name) {
    await until(`the focus on "${name}"`, async () => {
      const at = await this.here();
      if (at?.name.includes(name)) return true;
      throw new Error(`it is on ${at ? `${at.role} "${at.name}"` : 'the page'}`);
    });
  }
}
