import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './harness/find.mjs';

/** What a run of `sites.spec.mjs` has seen, by site, browser and field; `tests/e2e/write-table.mjs` makes the table in tests/README.md of it. */
const FILE = join(ROOT, 'target/e2e/sites.json');

/** Forgets the runs before: what they saw may be true no more. */
export const forget = () => rmSync(FILE, { force: true });

/** @returns {Record<string, Record<string, Record<string, boolean>>>} */
export function seen() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {string} site @param {string} browser @param {string} field @param {boolean | undefined} right `undefined`: the site does not show it */
export function note(site, browser, field, right) {
  if (right === undefined) return;
  const all = seen();
  ((all[site] ??= {})[browser] ??= {})[field] = right;
  mkdirSync(join(ROOT, 'target/e2e'), { recursive: true });
  writeFileSync(FILE, JSON.stringify(all));
}
