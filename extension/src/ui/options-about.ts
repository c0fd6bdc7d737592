import { browser } from '../browser';
import { t, type MessageKey } from '../i18n';
import type { UpdatesReport } from '../protocol';
import { el } from './dom';
import inside from './inside.json';
import { type Keeper, note, type Part, partOf } from './options-keeper';
import { permissionList } from './permissions';
import { rulesInWords } from './updates-words';

const PRIVACY: readonly MessageKey[] = ['privacy_judged', 'privacy_kept', 'privacy_network'];

/** Work of others in this package: name, version, licence. Made by `scripts/licences.mjs`. */
export const INSIDE: readonly { name: string; version: string; licence: string }[] = inside;

function insideTable(): HTMLElement {
  const head = el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('inside_part')), el('th', { scope: 'col' }, t('options_licence'))));
  const rows = INSIDE.map(({ name, version, licence }) => el('tr', {}, el('th', { scope: 'row', lang: 'en', dir: 'ltr' }, `${name} ${version}`.trim()), el('td', { lang: 'en', dir: 'ltr' }, licence)));
  return el('div', { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': t('inside_title') }, el('table', { class: 'inside' }, head, el('tbody', {}, ...rows)));
}

/** Version, rules, licences, privacy. `report`: what the background says of the rules in use; null when it does not answer. */
export function aboutPart(keeper: Keeper, report: UpdatesReport | null): Part {
  const title = t('options_about');
  const row = (name: string, value: string) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
  const facts = el('dl', { class: 'facts' }, row(t('options_version'), browser.runtime.getManifest().version), row(t('options_rules'), report ? rulesInWords(report.inUse) : t('updates_no_answer')), row(t('options_licence'), 'MIT OR Apache-2.0'));
  const fold = (summary: string, ...content: Node[]) => el('details', {}, el('summary', {}, summary), el('div', { class: 'stack tight' }, ...content));
  const element = partOf(
    keeper,
    'about',
    title,
    facts,
    el('h3', {}, t('privacy_title')),
    el('ul', { class: 'privacy' }, ...PRIVACY.map((key) => el('li', {}, t(key)))),
    note(t('honest_note')),
    fold(t('permissions_title'), note(t('permissions_intro')), permissionList()),
    fold(t('inside_title'), note(t('inside_note')), insideTable(), el('p', {}, el('a', { href: '/licences.txt', target: '_blank' }, t('inside_texts')))),
  );
  return { id: 'about', title, element, show: () => undefined };
}
