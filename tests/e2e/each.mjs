import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { serveSites } from './apps/sites.mjs';
import { BROWSERS, ROOT } from './harness/find.mjs';
import { open } from './harness/open.mjs';

/**
 * The same tests in each browser, one browser for all of them, each test in a tab of its own.
 * `CAVEAT_BROWSER=firefox` for one alone.
 *
 * @typedef {{ driver: import('./harness/driver.mjs').Driver, page: import('puppeteer-core').Page }} Bench
 * @param {string} title @param {(bench: Bench, name: import('./harness/find.mjs').BrowserName) => void} define
 * @param {Parameters<typeof open>[1] & { only?: import('./harness/find.mjs').BrowserName }} [options] `only` in this browser
 */
export function inEachBrowser(title, define, { only, ...options } = {}) {
  const wanted = process.env.CAVEAT_BROWSER;
  for (const name of BROWSERS) {
    if ((wanted && wanted !== name) || (only && only !== name)) continue;
    describe(`${name}: ${title}`, () => {
      const bench = /** @type {Bench} */ ({});
      beforeAll(async () => {
        bench.driver = await open(name, options);
        if (options.extension !== null) serveSites(bench.driver.web);
      });
      beforeEach(async () => {
        bench.driver.complaints.length = 0;
        bench.page = await bench.driver.page();
      });
      afterEach(async ({ task }) => {
        if (task.result?.state === 'fail') await picture(bench, `${name} ${task.name}`).catch(() => undefined);
        await bench.page.close();
      });
      afterAll(() => bench.driver?.close());
      define(bench, name);
    });
  }
}

/** What the page looked like when a test failed. @param {Bench} bench @param {string} title */
async function picture({ page }, title) {
  const folder = join(ROOT, 'target/e2e');
  mkdirSync(folder, { recursive: true });
  const path = /** @type {`${string}.png`} */ (join(folder, `${title.replace(/\W+/g, '-')}.png`));
  await page.bringToFront();
  await page.screenshot({ path });
}
