import { t } from '../i18n';
import { channelCard } from './channel-card';
import { countryName, countryOf, countryPicker } from './country';
import { el } from './dom';
import { blocks, type Channels } from './guide-blocks';
import type { Guide, Reporting, Section } from './guide-data';
import { ours, REPORTING_LANGUAGE, spoken } from './guide-language';

/** Where to report: the guide's own words, the reader's country (where money can be stopped comes first in its file), the brand, platform and police. */
export class ReportSection {
  readonly element: HTMLElement;
  readonly #reporting: Reporting;
  readonly #list: HTMLElement;
  readonly #picker: HTMLSelectElement;

  constructor(section: Section, guide: Guide, reporting: Reporting, channels: Channels, heading: HTMLElement, choose: (country: string) => void) {
    this.#reporting = reporting;
    const own = ours(guide.lang);
    this.#list = el('div', { class: 'stack', ...own });
    this.#picker = countryPicker(reporting, null, choose);
    const brands = reporting.brands.filter(({ brand }) => brand !== undefined && guide.brands.includes(brand));
    const brandPart = brands.length > 0 ? [el('h3', own, t('report_brand')), el('ul', { class: 'channels', ...spoken(REPORTING_LANGUAGE) }, ...brands.map(channelCard))] : [];
    const also = el('div', { class: 'stack tight', ...own }, el('h3', {}, t('report_also')), el('ul', { class: 'hints' }, el('li', {}, t('report_platform')), el('li', {}, t('report_police'))));
    const country = el('label', { class: 'country no-read', ...own }, t('country_label'), this.#picker);
    this.element = el('section', { class: 'stack' }, heading, ...blocks(section.blocks, channels), country, this.#list, ...brandPart, also);
  }

  setCountry(code: string | null): void {
    const country = countryOf(this.#reporting, code);
    this.#picker.value = country?.country ?? '';
    if (!country) return this.#list.replaceChildren();
    const { intro, steps, channels } = country;
    const written = spoken(REPORTING_LANGUAGE);
    this.#list.replaceChildren(
      ...(channels.length > 0 ? [el('h3', {}, countryName(country))] : []),
      ...(intro ? [el('p', written, intro)] : []),
      ...(steps.length > 0 ? [el('ol', { class: 'steps', ...written }, ...steps.map((step) => el('li', {}, step)))] : []),
      ...(channels.length > 0 ? [el('ul', { class: 'channels', ...written }, ...channels.map(channelCard))] : []),
    );
  }
}
