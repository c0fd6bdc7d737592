import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { finish } from './png.mjs';

/** Pictures that are made of other pictures: by a page of ours that shows them, in the same browser. */
const PAGES = join(dirname(fileURLToPath(import.meta.url)), 'pages');

/**
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver
 * @param {string} name a page of `pages/` @param {Record<string, string>} values each fills what bears its name: a picture's path, or words
 * @param {{ width: number, height: number }} size @param {string} path
 */
export async function compose(driver, name, values, { width, height }, path) {
  const page = await driver.browser.newPage();
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.goto(pathToFileURL(join(PAGES, name)).href);
  await page.evaluate(
    async (filling) => {
      for (const [id, value] of Object.entries(filling)) {
        const place = document.getElementById(id);
        if (place instanceof HTMLImageElement) {
          place.src = value;
          await place.decode();
        } else if (place) place.textContent = value;
        else if (id === 'dir' || id === 'lang') document.documentElement[id] = value;
        else throw new Error(`nothing on this page is called ${id}`);
      }
      await document.fonts.ready;
    },
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value.startsWith('/') ? pathToFileURL(value).href : value])),
  );
  await page.bringToFront();
  await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
  await page.close();
  finish(path, { width, height });
}
