import { adaptersFor } from '../../scripts/read-page.d/bundle.mjs';
import { readPage } from '../../scripts/read-page.d/read.mjs';

/**
 * The messages that the extension's reader finds in a page as it stands, in each of its documents. It runs beside the page,
 * as a content script does, with the adapters of `rules/sites/`.
 * @param {import('puppeteer-core').Page} page @returns {Promise<import('../../scripts/read-page.d/reader').Line[]>}
 */
export async function readLive(page) {
  const lines = await readPage(page, await adaptersFor(page.url()));
  return lines.filter(({ type }) => type === 'message');
}
