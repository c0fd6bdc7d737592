import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { ROOT } from '../e2e/harness/find.mjs';

/**
 * Brings a surface up on a stage: choices, clock, looks.
 * @typedef {import('./surfaces.mjs').Surface} Surface
 */
const DAY = 86_400_000;

/** Number of the packaged rules' edition, and the day it was made on. */
export const EDITION = (() => {
  const { number } = /** @type {any} */ (parse(readFileSync(join(ROOT, 'rules/edition.toml'), 'utf8')));
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(String(number)) ?? [];
  return { number: String(number), made: Date.UTC(Number(year), Number(month) - 1, Number(day)) };
})();

/**
 * @param {import('./stage.mjs').Stage} stage @param {Surface} surface @param {{ locale?: string, scheme?: 'light' | 'dark', forced?: boolean }} [how]
 * @returns {Promise<import('./stage.mjs').View>}
 */
export async function bring(stage, { choices = {}, stored, later = DAY, reach }, { locale = 'en', scheme = 'light', forced = false } = {}) {
  await stage.choose(typeof choices === 'function' ? choices() : choices, locale);
  if (stored) await stage.store(stored(locale));
  stage.looks = { scheme, forced };
  stage.now = EDITION.made + later;
  const view = await reach(stage);
  await view.reveal();
  return view;
}

/**
 * The same in another scheme. A page of ours follows at once; a warning stands as its page was when it came, so it comes anew.
 * @param {import('./stage.mjs').Stage} stage @param {Surface} surface @param {{ locale: string, scheme: 'light' | 'dark' }} how @param {import('./stage.mjs').View | null} before
 */
export async function inScheme(stage, surface, how, before) {
  if (before?.onPaper) return before;
  if (before?.ours === null) {
    await before.tab.wear({ scheme: how.scheme });
    return before;
  }
  await before?.close();
  return bring(stage, surface, how);
}
