import { browser } from './browser';
import type messages from '../public/_locales/en/messages.json';

/** Every text that people see has a key in `_locales/en/messages.json`; a wrong key does not compile. */
export type MessageKey = keyof typeof messages;

/** A text that counts: `x_one`, `x_other` and whatever else a language tells apart (`x_few`, `x_many` …). */
export type CountedKey = { [B in Base<MessageKey>]: `${B}_other` extends MessageKey ? B : never }[Base<MessageKey>];
type Base<K> = K extends `${infer B}_one` ? B : never;

/** The strings of a language that is not the browser's, by key, with `$1`, `$2` … left to fill in. */
export type Words = Readonly<Record<string, string>>;

let chosen: Words | null = null;

/** Speaks that language from now on; null: the browser's. `words.ts` loads it. */
export function speak(words: Words | null): void {
  chosen = words;
}

/** WXT narrows this by types that it generates at build time; ours are narrower, so the plain signature is enough. */
const i18n = () => browser.i18n as unknown as { getMessage(key: string, substitutions: string[]): string };

function find(key: string, substitutions: string[]): string {
  const own = chosen?.[key];
  if (own === undefined) return i18n().getMessage(key, substitutions);
  return own.replace(/\$(?:(\d)|\$)/g, (_, place?: string) => (place ? (substitutions[Number(place) - 1] ?? '') : '$'));
}

/** The text in the reader's language, with `$1`, `$2` … filled in. */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return find(key, substitutions.map(String)) || key;
}

/** The form of a text that goes with this number, which is its `$1`, written as the language writes numbers. */
export function counted(key: CountedKey, number: number, ...more: (string | number)[]): string {
  const form = new Intl.PluralRules(tag()).select(number);
  const words = [count(number), ...more.map(String)];
  return find(`${key}_${form}`, words) || find(`${key}_other`, words) || key;
}

export const count = (value: number): string => new Intl.NumberFormat(tag()).format(value);

/** The language that the strings are in: the chosen one, the browser's, or English where we do not speak that. For the document's root. */
export const language = (): string => t('ui_language');

/** The language that the strings would be in, had the user chosen none. */
export const browserLanguage = (): string => i18n().getMessage('ui_language', []);

/** For dates, lists and numbers: the browser's own kind of that language (`pt-BR` of `pt`). */
export function tag(): string {
  const own = browser.i18n.getUILanguage();
  return own.split('-')[0] === language() ? own : language();
}

/** Which way that language is written. Our own lines go that way in any page. */
export const direction = (): 'ltr' | 'rtl' => (t('ui_direction') === 'rtl' ? 'rtl' : 'ltr');
