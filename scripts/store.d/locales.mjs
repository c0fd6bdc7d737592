import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The extension's own strings: the only source of what a store says of it, so that no second set of translations can rot. */

/** Something in a language's strings with which no listing can be made. */
export class ListingError extends Error {
  /** @param {string} language folder of `_locales` @param {string} string its key @param {string} problem */
  constructor(language, string, problem) {
    super(`${language}: ${string}: ${problem}`);
    this.name = 'ListingError';
    this.language = language;
    this.string = string;
    this.problem = problem;
  }
}

/** A value that only a page can fill in; a listing has none. */
const PLACEHOLDER = /\$(?:[A-Z0-9_]+\$|\d)/;

/** @typedef {{ language: string, say: (key: string) => string }} Words */

/** @param {string} folder `_locales` @returns {Words[]} in the order of their names */
export function languagesOf(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return names.map((language) => wordsOf(language, JSON.parse(readFileSync(join(folder, language, 'messages.json'), 'utf8'))));
}

/** @param {string} language @param {Record<string, { message?: string }>} messages @returns {Words} */
export function wordsOf(language, messages) {
  return {
    language,
    say: (key) => {
      const text = messages[key]?.message?.trim();
      if (!text) throw new ListingError(language, key, `is not there; translate it in _locales/${language}/messages.json`);
      if (PLACEHOLDER.test(text)) throw new ListingError(language, key, 'holds a placeholder, which no store fills in; use another string');
      return text;
    },
  };
}
