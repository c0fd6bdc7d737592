import { adaptersFor, bundledReader } from '../../scripts/read-page.d/bundle.mjs';

/** @type {Promise<string> | null} */
let reader = null;

/**
 * What the extension's reader finds in a page as it stands, in each of its documents. It runs beside the page, as a content
 * script does, with the adapters of `rules/sites/`.
 * @param {import('puppeteer-core').Page} page @returns {Promise<import('../../scripts/read-page.d/reader').Line[]>}
 */
export async function readLive(page) {
  reader ??= bundledReader();
  const adapters = await adaptersFor(page.url());
  const call = `JSON.stringify(${await reader}.readDocument(${JSON.stringify(adapters)}))`;
  const lines = [];
  for (const frame of page.frames()) {
    const found = await /** @type {any} */ (frame).isolatedRealm().evaluate(call).catch((/** @type {Error} */ error) => {
      // It went away meanwhile, and with it whatever was in it.
      if (frame.detached) return 'null';
      throw error;
    });
    lines.push(...(JSON.parse(found)?.lines ?? []));
  }
  return lines;
}
