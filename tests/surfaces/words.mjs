import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtExtension } from '../e2e/harness/find.mjs';

/** The strings of the interface in one language, so that tests look for what is said and not for how it is built. */
const FOLDER = join(builtExtension('chrome'), '_locales');
const read = (/** @type {string} */ locale) => JSON.parse(readFileSync(join(FOLDER, locale, 'messages.json'), 'utf8'));
const ENGLISH = read('en');

export class Words {
  /** @param {string} locale */
  constructor(locale) {
    if (!existsSync(join(FOLDER, locale))) throw new Error(`there are no strings in "${locale}": a folder of extension/public/_locales is wanted`);
    this.locale = locale;
    this.own = read(locale);
  }

  /** @param {string} key @returns {string} */
  #message(key) {
    const entry = this.own[key] ?? ENGLISH[key];
    if (!entry) throw new Error(`no string has the key "${key}" any more`);
    return entry.message;
  }

  /** What is always said: the longest piece between the placeholders, and between the invisible signs around those. @param {string} key */
  text(key) {
    return this.#message(key).split(/\$\w+\$|[\u2066-\u2069]/).map((piece) => piece.trim()).sort((a, b) => b.length - a.length)[0];
  }

  /** The beginnings and ends of all forms of a text that counts. @param {string} key */
  counted(key) {
    return Object.keys(ENGLISH).filter((name) => name.startsWith(`${key}_`)).map((name) => this.text(name));
  }

  /** Whether that key exists at all. @param {string} key */
  has(key) {
    return key in ENGLISH;
  }

  /** As a page's root says it. */
  get tag() {
    const tag = this.#message('ui_language');
    return tag === 'zh' ? 'zh-Hans' : tag;
  }
}
