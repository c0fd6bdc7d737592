import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BROWSERS } from '../../tests/e2e/harness/find.mjs';
import { open } from '../../tests/e2e/harness/open.mjs';
import { readSaved } from './read.mjs';
import { savedFrame } from './saved.mjs';

/** What `scripts/read-page` runs. */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, frame: { type: 'string', multiple: true }, browser: { type: 'string' }, site: { type: 'string' } },
  });
  const [file] = positionals;
  if (positionals.length !== 1 || !file || values.url === undefined) throw new Error("usage: scripts/read-page FILE.html --url URL [--frame 'CSS SELECTOR=FILE.html']… [--browser chrome|firefox] [--site ID]");
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  if (!URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol)) throw new Error(`--url takes an address with http or https, not "${values.url}"`);
  const name = BROWSERS.find((one) => one === (values.browser ?? 'chrome'));
  if (!name) throw new Error(`--browser takes ${BROWSERS.join(' or ')}, not "${values.browser}"`);
  const frames = (values.frame ?? []).map(savedFrame);

  const driver = await open(name, { extension: null });
  try {
    for (const line of await readSaved(driver, { file, url: values.url, frames, site: values.site })) console.log(JSON.stringify(line));
  } finally {
    await driver.close();
  }
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 64;
}
