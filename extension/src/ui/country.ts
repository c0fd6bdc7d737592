import { t } from '../i18n';
import { el } from './dom';
import type { Country, Reporting } from './guide-data';

export const OTHER = 'other';

/** The country that the user most likely lives in, by the languages of the browser; null when they do not say. */
export function guessCountry(languages: readonly string[], known: readonly string[]): string | null {
  for (const tag of languages) {
    let region: string | undefined;
    try {
      region = new Intl.Locale(tag).region;
    } catch {
      continue;
    }
    if (region && known.includes(region)) return region;
  }
  return null;
}

/** What to show for a chosen (or guessed) country. */
export function countryOf(reporting: Reporting, chosen: string | null): Country | null {
  return reporting.countries.find(({ country }) => country === chosen) ?? reporting.other;
}

export function countryPicker(reporting: Reporting, chosen: string | null, choose: (country: string) => void): HTMLSelectElement {
  const codes = reporting.countries.map(({ country }) => country);
  const selected = chosen ?? guessCountry(navigator.languages, codes) ?? OTHER;
  const option = (value: string, name: string) => el('option', { value, selected: value === selected }, name);
  const byName = [...reporting.countries].sort((a, b) => a.name.localeCompare(b.name));
  const select = el('select', { 'aria-label': t('country_label') }, ...byName.map(({ country, name }) => option(country, name)), option(OTHER, reporting.other?.name ?? t('country_other')));
  select.addEventListener('change', () => choose(select.value));
  return select;
}
