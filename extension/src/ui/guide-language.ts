import { direction, language, tag } from '../i18n';

type Spoken = { lang?: string; dir?: string };

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/** Attributes of text in that language; none where all around it is in the same one. */
export const spoken = (lang: string): Spoken => (lang === language() ? {} : { lang, dir: RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr' });

/** Attributes of our own words inside of text in that language. */
export const ours = (around: string): Spoken => (around === language() ? {} : { lang: document.documentElement.lang || language(), dir: direction() });

/** Where to report is written in one language. */
export const REPORTING_LANGUAGE = 'en';

export const languageName = (lang: string): string => new Intl.DisplayNames([tag()], { type: 'language' }).of(lang) ?? lang;
