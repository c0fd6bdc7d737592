import { browserLanguage, t, tag, type MessageKey } from '../i18n';
import { CARES, type Care } from '../settings';
import { isLocale, LOCALES, type Locale } from '../words';
import { countryPicker, guessCountry, OTHER } from './country';
import { el } from './dom';
import type { Reporting } from './guide-data';
import { type Keeper, note, type Part, partOf } from './options-keeper';

/** Languages that Caveat has more of than its own words: guides, and the words that scams in them use. `rules/languages`, `guides`. */
export const KNOWN_IN_FULL: readonly string[] = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];

const CARE_TITLES: Record<Care, MessageKey> = { fewer: 'care_fewer', usual: 'care_usual', more: 'care_more' };

export const careTitle = (care: Care): string => t(CARE_TITLES[care]);

/** What a choice means, in the words that the warnings themselves use. */
function careMeaning(care: Care): string {
  switch (care) {
    case 'fewer':
      return t('care_fewer_note', t('level_danger'), t('level_caution'));
    case 'usual':
      return t('care_usual_note');
    case 'more':
      return t('care_more_note', t('level_caution'));
  }
}

/** How readily to warn: three choices, each with what it costs. */
export function carePart(keeper: Keeper): Part {
  const title = t('options_care');
  const inputs = CARES.map((care) => {
    const input = el('input', { type: 'radio', name: 'care', value: care, id: `care-${care}`, 'aria-describedby': `care-${care}-note` });
    input.addEventListener('change', () => void keeper.keep('care', { care }));
    return input;
  });
  const choices = CARES.map((care, at) => {
    const recommended = care === 'usual' ? el('span', { class: 'tag' }, t('care_recommended')) : null;
    return el('label', { class: 'choice-card' }, inputs[at], el('span', { class: 'words' }, el('span', { class: 'name' }, careTitle(care), ' ', recommended), el('span', { class: 'soft small', id: `care-${care}-note` }, careMeaning(care))));
  });
  const element = partOf(keeper, 'care', title, note(t('options_care_note')), el('div', { class: 'choice-cards', role: 'radiogroup', 'aria-labelledby': 'care-title' }, ...choices));
  return {
    id: 'care',
    title,
    element,
    show: ({ care }) => inputs.forEach((input) => (input.checked = input.value === care)),
  };
}

/** A switch with its words; `flip` hears of the user's own changes alone. */
export function switchOf(words: string, flip: (on: boolean) => void, describedBy = ''): { label: HTMLElement; input: HTMLInputElement } {
  const input = el('input', { type: 'checkbox', role: 'switch', 'aria-describedby': describedBy || null });
  input.addEventListener('change', () => flip(input.checked));
  return { label: el('label', { class: 'switch' }, input, el('span', {}, words)), input };
}

/** Whether a click on a link is asked about first. */
export function guardPart(keeper: Keeper): Part {
  const title = t('options_guard');
  const { label, input } = switchOf(t('options_guard_switch'), (guard) => void keeper.keep('guard', { guard }), 'guard-note');
  const element = partOf(keeper, 'guard', title, label, el('p', { class: 'soft', id: 'guard-note' }, t('options_guard_note')));
  return { id: 'guard', title, element, show: ({ guard }) => void (input.checked = guard) };
}

/** The name that a language gives itself. */
const ownName = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

/** "As the browser (English)". */
export const asTheBrowser = (): string => t('options_language_browser', ownName(browserLanguage()));

/** Every language of ours by its own name, and the browser's. All of them are seen: who cannot read the page finds their own. */
export function languageChips(choose: (language: Locale | null) => void): { element: HTMLElement; show(language: string | null): void } {
  const chip = (value: Locale | '', name: string) => {
    const input = el('input', { type: 'radio', name: 'language', value });
    input.addEventListener('change', () => choose(value === '' ? null : value));
    const code = value.split('_')[0];
    return { input, label: el('label', { class: 'chip' }, input, el('span', code ? { lang: value.replace('_', '-'), dir: 'auto' } : {}, name)) };
  };
  const chips = [chip('', asTheBrowser()), ...Object.entries(LOCALES).map(([locale, name]) => chip(locale as Locale, name))];
  return {
    element: el('fieldset', { class: 'chips' }, el('legend', { class: 'visually-hidden' }, t('options_language')), ...chips.map(({ label }) => label)),
    show: (language) => chips.forEach(({ input }) => (input.checked = input.value === (isLocale(language) ? language : ''))),
  };
}

/** What there is in the language that the page is in, said honestly. */
export const languageNote = (language: string): string => t(KNOWN_IN_FULL.includes(language) ? 'options_language_full' : 'options_language_part');

export function languagePart(keeper: Keeper, spoken: string): Part {
  const title = t('options_language');
  const chips = languageChips((language) => void keeper.keep('language', { language }));
  const names = new Intl.DisplayNames([tag()], { type: 'language' });
  const known = new Intl.ListFormat(tag(), { type: 'conjunction' }).format(KNOWN_IN_FULL.map((code) => names.of(code) ?? code));
  const element = partOf(keeper, 'language', title, chips.element, note(languageNote(spoken)), el('p', { class: 'soft fine' }, t('options_language_words', known)));
  return { id: 'language', title, element, show: ({ language }) => chips.show(language) };
}

/** A picker that shows the country most likely meant until one is chosen. */
export function countryField(reporting: Reporting, choose: (country: string) => void): { select: HTMLSelectElement; show(country: string | null): void } {
  const select = countryPicker(reporting, null, choose);
  const guess = guessCountry(navigator.languages, reporting.countries.map(({ country }) => country)) ?? OTHER;
  return { select, show: (country) => void (select.value = country ?? guess) };
}

export function countryPart(keeper: Keeper, reporting: Reporting | null): Part {
  const title = t('options_country');
  const field = reporting && countryField(reporting, (country) => void keeper.keep('country', { country }));
  const element = partOf(keeper, 'country', title, note(t('options_country_note')), field ? field.select : t('guides_unreadable'));
  return { id: 'country', title, element, show: ({ country }) => field?.show(country) };
}
