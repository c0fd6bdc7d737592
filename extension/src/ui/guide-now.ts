import { t, type MessageKey } from '../i18n';
import { channelLine, deed } from './channel-card';
import { countryName, countryOf } from './country';
import { el } from './dom';
import { blocks, channelLink, type Channels } from './guide-blocks';
import type { Country, Guide, Reporting, Section } from './guide-data';
import { besideSteps, DID, inOrder, involvesMoney, isHappened, moneyLine, PAID, pick, type Happened } from './guide-happened';
import { ours, REPORTING_LANGUAGE, spoken } from './guide-language';
import { hashOf } from './guide-route';

/** "What to do now": the steps for what the reader picks, with the numbers of the country where they are needed. */
export class NowSection {
  readonly element: HTMLElement;
  readonly #guide: Guide;
  readonly #reporting: Reporting;
  readonly #parts: { id: string; body: HTMLDetailsElement; beside: HTMLElement }[];
  readonly #list = el('div', { class: 'parts' });
  readonly #boxes: { id: Happened; box: HTMLInputElement }[];
  readonly #again: HTMLButtonElement;
  readonly #bank: HTMLElement;
  #picked: ReadonlySet<Happened> = new Set();
  #country: Country | null = null;

  constructor(section: Section, guide: Guide, reporting: Reporting, channels: Channels, heading: HTMLElement) {
    this.#guide = guide;
    this.#reporting = reporting;
    this.#parts = (section.sub ?? []).map((sub) => {
      const beside = el('aside', { class: 'beside', ...ours(guide.lang) });
      const body = el('details', { class: 'happened' }, el('summary', {}, el('h3', {}, sub.title)), el('div', { class: 'stack tight' }, ...blocks(sub.blocks, channels), beside));
      return { id: sub.id, body, beside };
    });
    this.#boxes = this.#parts.flatMap(({ id }) => (isHappened(id) ? [{ id, box: el('input', { type: 'checkbox', value: id }) }] : []));
    this.#again = el('button', { type: 'button', class: 'plain' }, t('happened_none'));
    this.#again.addEventListener('click', () => {
      this.#choose(new Set());
      this.#boxes[0]?.box.focus();
    });
    this.#bank = el('div', { class: 'bank-place', 'aria-live': 'polite', ...ours(guide.lang) });
    for (const { id, box } of this.#boxes) box.addEventListener('change', () => this.#choose(pick(this.#picked, id, box.checked)));
    const few = this.#boxes.length < 2;
    this.element = el('section', { class: 'stack now' }, heading, ...blocks(section.blocks, channels), few ? null : this.#picker(), this.#bank, this.#list);
    this.#show();
  }

  /** What has happened, as far as the reader has said so. */
  get picked(): ReadonlySet<Happened> {
    return this.#picked;
  }

  setCountry(code: string | null): void {
    this.#country = countryOf(this.#reporting, code);
    this.#show();
  }

  #picker(): HTMLElement {
    const chips = (ids: readonly Happened[]): HTMLElement[] =>
      ids.flatMap((id) => {
        const one = this.#boxes.find((box) => box.id === id);
        return one ? [el('label', { class: 'chip' }, one.box, t(`happened_${id.replaceAll('-', '_')}` as MessageKey))] : [];
      });
    const paid = chips(PAID);
    return el(
      'fieldset',
      { class: 'picker no-read', 'aria-describedby': 'picker-help', ...ours(this.#guide.lang) },
      el('legend', {}, t('what_happened')),
      el('p', { class: 'small soft', id: 'picker-help' }, t('happened_help')),
      el('div', { class: 'chips' }, ...chips(DID)),
      paid.length > 0 && el('fieldset', { class: 'chips paid' }, el('legend', {}, t('happened_paid')), ...paid),
      this.#again,
    );
  }

  #choose(picked: ReadonlySet<Happened>): void {
    this.#picked = picked;
    this.#show();
  }

  #show(): void {
    const picked = this.#picked;
    for (const { id, box } of this.#boxes) box.checked = picked.has(id);
    this.#again.hidden = picked.size === 0;
    this.#showBank(involvesMoney(picked));
    const shown = inOrder(this.#parts, picked);
    // Moved only when the order changes: what a reader has opened or is about to press stays under the finger.
    const order = [...shown, ...this.#parts.filter((part) => !shown.includes(part))].map(({ body }) => body);
    if (order.some((body, at) => this.#list.children[at] !== body)) this.#list.replaceChildren(...order);
    const told = new Set<string>();
    for (const [at, part] of this.#parts.entries()) {
      part.body.hidden = !shown.includes(part);
      part.body.open = picked.size > 0 || at === 0;
    }
    for (const { id, beside } of shown) this.#showBeside(id, beside, picked.size > 0 ? told : new Set());
  }

  /** The country's channels for these steps; each of them once among the parts that were picked. */
  #showBeside(id: string, beside: HTMLElement, told: Set<string>): void {
    const country = this.#country;
    const channels = besideSteps(id, country?.channels ?? []).filter((channel) => !told.has(channel.id));
    for (const channel of channels) told.add(channel.id);
    beside.hidden = channels.length === 0;
    if (!country || beside.hidden) return beside.replaceChildren();
    beside.replaceChildren(
      el('p', { class: 'beside-head' }, el('strong', {}, t('numbers_title', countryName(country))), el('a', { class: 'small no-read', href: hashOf({ guide: this.#guide.id, section: 'report' }) }, t('numbers_elsewhere'))),
      el('ul', spoken(REPORTING_LANGUAGE), ...channels.map(channelLine)),
    );
  }

  #showBank(needed: boolean): void {
    if (!needed) return this.#bank.replaceChildren();
    const country = this.#country;
    const line = moneyLine(country?.channels ?? []);
    this.#bank.replaceChildren(
      el(
        'div',
        { class: 'bank' },
        el('h3', {}, t('bank_title')),
        el('p', {}, t('bank_how')),
        el('p', { class: 'small' }, t('bank_minutes')),
        // Not the bank itself, and it must not look so.
        country && line && el('p', { class: 'bank-line' }, el('span', {}, t('bank_line', countryName(country))), el('span', spoken(REPORTING_LANGUAGE), line.label), channelLink(line, deed(line), 'button quiet')),
      ),
    );
  }
}
