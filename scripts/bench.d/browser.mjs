import { GMAIL, serveSites } from '../../tests/e2e/apps/sites.mjs';
import { BROWSERS, browserPath } from '../../tests/e2e/harness/find.mjs';
import { open } from '../../tests/e2e/harness/open.mjs';
import { until } from '../../tests/e2e/harness/until.mjs';
import { example } from '../../tests/e2e/messages.mjs';

/**
 * How long a reader waits: from a message appearing in a mail page to its warning standing there, measured by the page's
 * own clock. Warm: the background is awake. Cold: the browser had stopped it.
 *
 * And what one warning costs the page: script, style and layout on its main thread, from the moment that a standing warning
 * has to be made anew (the user has changed how it looks) until the new one is painted. Chromium alone counts this.
 */
const RUNS = 7;

/** Shows a mail and tells how long its warning took. Runs in the page. @param {string} subject @param {object} mail @returns {Promise<number>} */
function timed(subject, mail) {
  return new Promise((done) => {
    const fake = /** @type {any} */ (window).app;
    let start = 0;
    const observer = new MutationObserver(() => {
      if (start === 0 || !document.querySelector('caveat-warning')) return;
      observer.disconnect();
      done(performance.now() - start);
    });
    // First the list, so that no warning stands there; its observer callbacks are over by the next frame.
    fake.show('', []);
    requestAnimationFrame(() =>
      setTimeout(() => {
        observer.observe(document, { childList: true, subtree: true });
        fake.show(subject, [mail]);
        start = performance.now();
      }),
    );
  });
}

/** @param {import('../../tests/e2e/harness/find.mjs').BrowserName} name */
async function measure(name) {
  const driver = await open(name);
  try {
    serveSites(driver.web);
    const page = await driver.page(GMAIL);
    const mail = example('amazon-fraud-call', 'danger');
    let count = 0;
    /** A message of its own each time: what was judged before would be remembered. */
    const run = async () => {
      count += 1;
      return page.evaluate(timed, mail.subject, { ...mail, id: `run-${count}`, body: `${mail.body}\n\n(${count})` });
    };
    /** @param {() => Promise<void>} prepare */
    const series = async (prepare) => {
      const times = [];
      for (let at = 0; at < RUNS; at++) {
        await page.evaluate(() => /** @type {any} */ (window).app.show('', []));
        await until('the old warning to go', async () => (await driver.warnings(page)).length === 0);
        await prepare();
        times.push(await run());
      }
      return times.sort((a, b) => a - b);
    };
    await run();
    report(name, 'background awake', await series(async () => undefined));
    report(name, 'background stopped', await series(() => driver.stopBackground()));
    if (name === 'chrome') await ownWork(driver, page);
  } finally {
    await driver.close();
  }
}

/** Resolves once another warning than the one that stands has been painted. Runs in the page. @returns {Promise<void>} */
function painted() {
  const before = document.querySelector('caveat-warning');
  return new Promise((done) => {
    const look = () => {
      const now = document.querySelector('caveat-warning');
      if (!now || now === before) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {import('puppeteer-core').Page} page */
async function ownWork(driver, page) {
  const settings = { version: 2, country: null, language: null, care: 'usual', guard: true, trusted: [], muted: [], helper: false, contact: null };
  const spent = async () => {
    const { ScriptDuration = 0, LayoutDuration = 0, RecalcStyleDuration = 0 } = await page.metrics();
    return (ScriptDuration + LayoutDuration + RecalcStyleDuration) * 1000;
  };
  await driver.warned(page);
  // The page that stores the choice opens once, in front; a page behind it paints nothing.
  await driver.api(() => null);
  const times = [];
  for (let at = 0; at < RUNS; at++) {
    await page.bringToFront();
    const start = await spent();
    const done = page.evaluate(painted);
    await driver.api((values) => /** @type {any} */ (globalThis).browser.storage.local.set({ settings: values }), { ...settings, helper: at % 2 === 0 });
    await done;
    times.push((await spent()) - start);
  }
  times.sort((a, b) => a - b);
  console.log(`chrome   one warning           the page's main thread: min ${(times[0] ?? 0).toFixed(1)} ms, median ${(times[Math.floor(times.length / 2)] ?? 0).toFixed(1)} ms, max ${(times.at(-1) ?? 0).toFixed(1)} ms (${RUNS} runs)`);
}

/** @param {string} name @param {string} what @param {number[]} times sorted */
function report(name, what, times) {
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  console.log(`${name.padEnd(8)} ${what.padEnd(20)} message to warning: min ${(times[0] ?? 0).toFixed(0)} ms, median ${middle.toFixed(0)} ms (${RUNS} runs)`);
}

for (const name of BROWSERS) {
  if (browserPath(name)) await measure(name);
  else console.log(`${name.padEnd(8)} not installed`);
}
