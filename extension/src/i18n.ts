import { browser } from './browser';
import type messages from '../public/_locales/en/messages.json';

/** Every text that people see has a key in `_locales/en/messages.json`; a wrong key does not compile. */
export type MessageKey = keyof typeof messages;

/** WXT narrows this by types that it generates at build time; ours are narrower, so the plain signature is enough. */
const i18n = () => browser.i18n as unknown as { getMessage(key: string, substitutions: string[]): string };

/** The text in the user's language, with `$1`, `$2` … filled in. */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return i18n().getMessage(key, substitutions.map(String)) || key;
}

/** The language that the strings are in: the browser's, or English where we do not speak that. For the document's root. */
export const language = (): string => t('ui_language');

/** Which way that language is written. Our own lines go that way in any page. */
export const direction = (): 'ltr' | 'rtl' => (t('ui_direction') === 'rtl' ? 'rtl' : 'ltr');
