import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './harness/find.mjs';

/**
 * What a run of `sites.spec.mjs` has seen, by browser, site and field; `tests/e2e/write-table.mjs` makes the table in
 * tests/README.md of it. A file for each browser: the two may run side by side.
 */
const file = (/** @type {string} */ browser) => join(ROOT, `target/e2e/sites-${browser}.json`);

/** Forgets the run before in that browser: what it saw may be true no more. @param {string} browser */
export const forget = (browser) => rmSync(file(browser), { force: true });

/** By site and field. @param {string} browser @returns {Record<string, Record<string, boolean>>} */
export function seen(browser) {
  try {
    return JSON.parse(readFileSync(file(browser), 'utf8'));
  } catch {
    return {};
  }
}

/** @param {string} site @param {string} browser @param {string} field @param {boolean | undefined} right `undefined`: the site does not show it */
export function note(site, browser, field, right) {
  if (right === undefined) return;
  const all = seen(browser);
  (all[site] ??= {})[field] = right;
  mkdirSync(join(ROOT, 'target/e2e'), { recursive: true });
  writeFileSync(file(browser), JSON.stringify(all));
}
