import { language, t, tag } from '../i18n';
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

/** What readers call a country, in short. Our files say it in English; parts of countries are named there alone. */
export function countryName({ country, name }: Pick<Country, 'country' | 'name'>): string {
  if (country === OTHER) return t('country_other');
  if (!/^[A-Z]{2}$/.test(country)) return name;
  return new Intl.DisplayNames([tag()], { type: 'region', fallback: 'none' }).of(country) ?? name;
}

/** The country to speak of: as chosen, or as the browser's languages say; `OTHER` where nobody knows. */
export const likelyCountry = ({ countries }: Pick<Reporting, 'countries'>, chosen: string | null): string =>
  chosen ?? guessCountry(navigator.languages, countries.map(({ country }) => country)) ?? OTHER;

export function countryPicker(reporting: Reporting, chosen: string | null, choose: (country: string) => void): HTMLSelectElement {
  const selected = likelyCountry(reporting, chosen);
  const option = (value: string, name: string) => el('option', { value, selected: value === selected }, name);
  // In English our files are more exact: which parts of the United Kingdom, for example.
  const byName = reporting.countries.map((one) => ({ country: one.country, name: language() === 'en' ? one.name : countryName(one) })).sort((a, b) => a.name.localeCompare(b.name, tag()));
  const select = el('select', { 'aria-label': t('country_label') }, ...byName.map(({ country, name }) => option(country, name)), option(OTHER, t('country_other')));
  select.addEventListener('change', () => choose(select.value));
  return select;
}
