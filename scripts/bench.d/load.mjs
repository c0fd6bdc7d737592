import { GMAIL, serveSites } from '../../tests/e2e/apps/sites.mjs';
import { BROWSERS, browserPath } from '../../tests/e2e/harness/find.mjs';
import { open } from '../../tests/e2e/harness/open.mjs';
import { until } from '../../tests/e2e/harness/until.mjs';
import { example } from '../../tests/e2e/messages.mjs';
import { LOADS } from './load/loads.mjs';
import { keptBy } from './load/kept.mjs';
import { record } from './load/trace.mjs';

/**
 * What the extension costs a page under load, with and without it: the page's long tasks and the longest gap between two
 * frames, both by the page's own clock, and in Chromium how much of each task was ours, by the profiler.
 * `node scripts/bench.d/load.mjs [chrome|firefox] [load …]`; `CAVEAT_PROFILE=1` names the functions that took most.
 */
const wanted = process.argv.slice(2);
const browsers = BROWSERS.filter((name) => !wanted.some((one) => BROWSERS.some((other) => other === one)) || wanted.includes(name));
const loads = Object.entries(LOADS).filter(([name]) => !wanted.some((one) => one in LOADS) || wanted.includes(name));

const mails = {
  scam: example('amazon-fraud-call', 'danger'),
  honest: example('amazon-fraud-call', 'none'),
  other: example('bank-fraud-alert', 'none'),
};

/** Runs in the page, around a load. */
function listen() {
  const seen = { tasks: /** @type {number[]} */ ([]), gap: 0, last: performance.now(), on: true };
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
  }
  const frame = () => {
    const now = performance.now();
    seen.gap = Math.max(seen.gap, now - seen.last);
    seen.last = now;
    if (seen.on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  Object.assign(window, { seen });
}

/** @param {import('../../tests/e2e/harness/find.mjs').BrowserName} name @param {boolean} ours */
async function measure(name, ours) {
  const driver = await open(name, ours ? {} : { extension: null });
  try {
    serveSites(driver.web);
    for (const [load, { run, settled, first }] of loads) {
      const page = await driver.page(GMAIL);
      await page.bringToFront();
      // The first message of a page wakes the background and loads its rules; that is `bench:browser`'s to measure.
      await page.evaluate((mail) => /** @type {any} */ (window).app.show('', [mail]), mails.scam);
      if (ours) await driver.warned(page);
      await page.evaluate(() => /** @type {any} */ (window).app.show('', []));
      if (ours) await driver.warned(page, 0);
      if (first) await page.evaluate(run, { ...mails, count: first });
      const before = name === 'chrome' ? await keptBy(page, driver.base) : null;
      await page.evaluate(listen);
      const stop = name === 'chrome' ? await record(page) : null;
      const says = await page.evaluate(run, mails);
      if (ours && settled) await until(`${load} to be read`, () => page.evaluate(settled), 60_000);
      const cost = stop ? await stop(driver.base) : null;
      const seen = await page.evaluate(() => {
        const { seen } = /** @type {any} */ (window);
        seen.on = false;
        return { tasks: seen.tasks, gap: seen.gap };
      });
      if (says) await page.evaluate(() => /** @type {any} */ (window).app.show('', []));
      const after = before && (await keptBy(page, driver.base));
      report(name, ours, load, seen, cost, before, after);
      await page.close();
    }
  } finally {
    await driver.close();
  }
}

/**
 * @param {string} name @param {boolean} ours @param {string} load @param {{ tasks: number[], gap: number }} seen
 * @param {import('./load/trace.mjs').Cost | null} cost @param {import('./load/kept.mjs').Kept | null} before @param {import('./load/kept.mjs').Kept | null} after
 */
function report(name, ours, load, { tasks, gap }, cost, before, after) {
  const most = Math.max(0, ...tasks);
  const cells = [name.padEnd(8), (ours ? 'with' : 'without').padEnd(8), load.padEnd(14), `frame gap ${gap.toFixed(0)} ms`.padEnd(17)];
  if (cost) cells.push(`tasks over 50 ms: ${tasks.length}, longest ${most.toFixed(0)} ms`.padEnd(38));
  if (cost && ours) cells.push(`ours: ${cost.total.toFixed(0)} ms in ${cost.slices} slices, longest ${cost.longest.toFixed(1)} ms, ${cost.over8} over 8 ms, ${cost.over50} over 50 ms`);
  console.log(cells.join('  '));
  if (cost && ours && process.env.CAVEAT_PROFILE) for (const line of cost.functions) console.log(`    ${line}`);
  if (before && after && load === 'an hour') {
    const change = (/** @type {keyof import('./load/kept.mjs').Kept} */ key) => `${key} ${before[key]} → ${after[key]}`;
    console.log(`    ${['heapKB', 'nodes', 'listeners', ...(ours ? ['observers', 'entries', 'largest'] : [])].map((key) => change(/** @type {any} */ (key))).join(', ')}`);
  }
}

for (const name of browsers) {
  if (!browserPath(name)) {
    console.log(`${name.padEnd(8)} not installed`);
    continue;
  }
  for (const ours of [false, true]) await measure(name, ours);
}
