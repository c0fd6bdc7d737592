import { join } from 'node:path';
import { until } from '../../tests/e2e/harness/until.mjs';
import { warningText } from './print.mjs';

/** Without a window nobody signs in or clicks about: what is not warned about by then will not be. */
const HEADLESS_WAIT = 12_000;

/**
 * Opens any page with the extension, allowed to read it, and prints each warning that comes up. With a window it goes on
 * until the window is closed. Answers how much went wrong.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {string} address @param {{ folder: string, stay: boolean }} options
 */
export async function readPage(driver, address, { folder, stay }) {
  const { protocol, hostname } = new URL(address);
  // As the user would in the popup. A permission is for a host at all its ports.
  if (/^https?:$/.test(protocol)) await driver.allow(`${protocol}//${hostname}`);
  const page = await driver.browser.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.bringToFront();
  const said = new Set();
  const look = async () => {
    for (const frame of page.frames()) {
      for (const warning of await driver.warnings(frame).catch(() => [])) {
        const text = `\n${page.url()}\n${warningText(warning)}`;
        if (said.has(text)) continue;
        said.add(text);
        console.log(text);
        await page.screenshot({ path: /** @type {`${string}.png`} */ (join(folder, `${driver.name}-page-${String(said.size).padStart(2, '0')}.png`)) });
      }
    }
    return !driver.browser.connected || page.isClosed();
  };
  const done = stay ? Number.POSITIVE_INFINITY : HEADLESS_WAIT;
  await until('the window to be closed', async () => (await look()) || (!stay && said.size > 0), done).catch(() => undefined);
  if (said.size === 0) console.log(`${driver.name}: no warning on ${page.url()}`);
  if (!page.isClosed()) await page.screenshot({ path: /** @type {`${string}.png`} */ (join(folder, `${driver.name}-page.png`)) });
  return 0;
}
