import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open } from '../../tests/e2e/harness/open.mjs';

/** As wide as a sheet is, and as one picture on it is at most. */
const WIDE = 2_000;
const COLUMNS = 5;

const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `body { margin: 24px; background: #d9d9d6; color: #111; font: 15px/1.35 sans-serif; }
h1 { margin: 0 0 16px; font-size: 22px; }
.sheet { columns: ${COLUMNS}; column-gap: 16px; }
figure { display: inline-block; width: 100%; margin: 0 0 16px; break-inside: avoid; }
img { display: block; max-width: 100%; box-shadow: 0 1px 5px #0005; }
figcaption { padding: 4px 0; } code { color: #555; font-size: 12px; } .missing { padding: 40px 12px; background: #f6c9c4; }`;

/** @param {import('./tour.mjs').Shot} shot */
const figure = ({ id, title, file, why }) =>
  `<figure>${file ? `<a href="${file}"><img src="${file}" alt=""></a>` : `<div class="missing">${escaped(why)}</div>`}<figcaption>${escaped(title)} <code>${id}</code></figcaption></figure>`;

/** @param {string} title @param {string} body */
const document = (title, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><body><h1>${title}</h1>${body}</body></html>\n`;

/** Draws a sheet of each, and a page that leads to all of them. @param {import('./tour.mjs').Sheet[]} sheets @param {string} place @returns {Promise<string[]>} what was written */
export async function drawSheets(sheets, place) {
  const driver = await open('chrome', { extension: null });
  const written = [];
  for (const { name, shots } of sheets) {
    const path = /** @type {`${string}.png`} */ (join(place, `${name}.png`));
    writeFileSync(join(place, `${name}.html`), document(name, `<div class="sheet">${shots.map(figure).join('')}</div>`));
    const page = await driver.browser.newPage();
    await page.setViewport({ width: WIDE, height: 1_000 });
    await page.goto(pathToFileURL(join(place, `${name}.html`)).href, { waitUntil: 'load' });
    await page.screenshot({ path, fullPage: true });
    await page.close();
    written.push(path);
  }
  await driver.close();
  const index = join(place, 'index.html');
  writeFileSync(index, document('Every surface of Caveat', sheets.map(({ name }) => `<figure><a href="${name}.html"><img src="${name}.png" alt="${name}" width="600"></a><figcaption>${name}</figcaption></figure>`).join('')));
  return [...written, index];
}
