import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS, ROOT, hasDisplay } from '../../tests/e2e/harness/find.mjs';
import { open } from '../../tests/e2e/harness/open.mjs';
import { pictures } from './pictures.mjs';
import { readPage } from './page.mjs';
import { summary, table, warningText } from './print.mjs';
import { playTour } from './tour.mjs';
import { forgetPictures, playUpdates } from './updates.mjs';
import { walk } from './walk.mjs';

/** What `scripts/demo` runs once everything is built. */
const FOLDER = join(ROOT, 'target/demo');

const { values } = parseArgs({ options: { browser: { type: 'string', multiple: true }, page: { type: 'string' }, updates: { type: 'boolean' }, tour: { type: 'boolean' } } });
const unknown = (values.browser ?? []).find((name) => !BROWSERS.includes(/** @type {any} */ (name)));
if (unknown) fail(`--browser takes ${BROWSERS.join(' or ')}, not "${unknown}"`);
if ([values.page, values.updates, values.tour].filter((one) => one !== undefined).length > 1) fail('--page, --updates and --tour are different demos');
if (values.page !== undefined && !URL.canParse(values.page)) fail(`--page takes a whole address, not "${values.page}"`);

const names = /** @type {import('../../tests/e2e/harness/find.mjs').BrowserName[]} */ (values.browser ?? BROWSERS);
const headful = hasDisplay();
/** Left open for somebody to look at; a log file looks at nothing. */
const stay = headful && process.stdout.isTTY === true;
/** @type {{ browser: import('puppeteer-core').Browser, close: () => Promise<void> }[]} */
const opened = [];
let wrong = 0;

mkdirSync(FOLDER, { recursive: true });
if (values.tour) process.exit((await playTour(names, FOLDER)) === 0 ? 0 : 1);
if (values.updates) forgetPictures(FOLDER);
for (const name of names) {
  if (!values.updates) for (const old of oldPictures(name)) rmSync(join(FOLDER, old));
  console.log(`\n${name}: opening ${headful ? 'a window' : 'without a window'}`);
  try {
    wrong += await show(name);
  } catch (error) {
    wrong += 1;
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

console.log(`\nPictures: ${FOLDER}`);
if (stay && opened.length > 0) {
  console.log('The browsers stay open. Close them, or press Ctrl-C here.');
  await Promise.all(opened.map(({ browser }) => new Promise((closed) => (browser.connected ? browser.once('disconnected', closed) : closed(null)))));
}
await Promise.all(opened.map((one) => one.close()));
process.exit(wrong === 0 ? 0 : 1);

/** @param {import('../../tests/e2e/harness/find.mjs').BrowserName} name @returns {Promise<number>} how much was not as expected */
async function show(name) {
  if (values.updates) {
    const { stage, wrong } = await playUpdates(name, { headful, folder: FOLDER });
    opened.push({ browser: stage.driver.browser, close: () => stage.close() });
    return wrong;
  }
  const driver = await open(name, { headful, offline: values.page === undefined });
  opened.push(driver);
  if (values.page !== undefined) return readPage(driver, values.page, { folder: FOLDER, stay });
  const rows = await walk(driver, {
    picture: (number, id) => join(FOLDER, `${name}-${String(number).padStart(2, '0')}-${id}.png`),
    seen: (row) => row.warning && console.log(`\n${row.subject}\n${warningText(row.warning)}`),
  });
  console.log(`\n${table(rows)}\n\n${name}: ${summary(rows)}`);
  const problems = await pictures(driver, FOLDER);
  for (const problem of problems) console.error(`${name}: ${problem}`);
  return rows.filter(({ asExpected }) => !asExpected).length + problems.length;
}

/** Pictures of an earlier run must not pass for ones of this. @param {string} name */
function oldPictures(name) {
  return readdirSync(FOLDER).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.png'));
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`error: ${message}`);
  process.exit(64);
}
