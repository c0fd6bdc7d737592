import './style.css';
import { ask } from '../../src/ask';
import { browser } from '../../src/browser';
import { grantedSites } from '../../src/granted';
import { READ_FROM_THE_START } from '../../src/hosts';
import { counted, t } from '../../src/i18n';
import { changeSettings, readSettings, resetSettings } from '../../src/settings';
import { countryPicker } from '../../src/ui/country';
import { button, el, masthead } from '../../src/ui/dom';
import { loadGuides } from '../../src/ui/guide-data';
import { openPage } from '../../src/ui/page';
import { ago } from '../../src/ui/time';
import { turnUpdatesOff, updatesCard } from '../../src/ui/updates-card';

const card = (title: string, ...inside: (Node | string)[]) => el('section', { class: 'card stack' }, el('h2', {}, title), ...inside);
const hostOf = (pattern: string) => pattern.replace(/^\w+:\/\/|^\*:\/\//, '').replace(/\/.*$/, '').replace(/^\*$/, t('options_every_site'));

/** The sites that are read, those added by the user with a way to take each back. */
async function siteList(): Promise<HTMLElement> {
  const list = el('ul', { class: 'sites' });
  for (const pattern of await grantedSites()) {
    const revoke = button(t('options_revoke'), () => void browser.permissions.remove({ origins: [pattern] }).then(render), 'quiet');
    revoke.setAttribute('aria-label', t('options_revoke_site', hostOf(pattern)));
    list.append(el('li', { class: 'site' }, el('span', {}, hostOf(pattern)), revoke));
  }
  const fromStart = [...new Set(READ_FROM_THE_START.map(hostOf))];
  const packaged = el('details', {}, el('summary', {}, counted('options_from_start', fromStart.length)), el('p', { class: 'small soft' }, fromStart.join(', ')));
  return el('div', { class: 'stack tight' }, ...(list.childElementCount > 0 ? [list] : []), packaged);
}

/** When each site was last read well: what a redesign has broken shows here first. */
async function health(): Promise<HTMLElement> {
  const answer = await ask<'sites'>({ kind: 'sites' });
  const sites = (answer.ok ? answer.value : []).filter(({ id }) => id !== 'demo');
  // The latest news first, then what was not opened.
  const order = [...sites].sort((a, b) => Math.max(b.read, b.failed) - Math.max(a.read, a.failed) || a.name.localeCompare(b.name));
  const rows = order.map(({ name, matches, read, failed }) => {
    const broken = failed > read;
    const state = broken ? t('options_health_failed', ago(failed)) : read > 0 ? t('options_health_read', ago(read)) : t('options_health_none');
    const hosts = [...new Set(matches.map(hostOf))].join(', ') || t('options_any_host');
    return el('tr', broken ? { class: 'broken' } : {}, el('th', { scope: 'row' }, name, el('span', { class: 'small soft hosts' }, hosts)), el('td', {}, state));
  });
  return el('table', { class: 'health' }, el('tbody', {}, ...rows));
}

function about(): HTMLElement {
  const row = (name: string, value: string) => [el('dt', {}, name), el('dd', {}, value)];
  return el('dl', {}, ...row(t('options_version'), browser.runtime.getManifest().version), ...row(t('options_licence'), 'MIT OR Apache-2.0'));
}

const sheet = el('main', { class: 'sheet' });
/** Made once: it draws itself anew, and keeps what it is saying while the rest of the page changes. */
let updates: HTMLElement;

async function render(): Promise<void> {
  const [settings, guides] = await Promise.all([readSettings(), loadGuides().catch(() => null)]);
  const picker = guides ? countryPicker(guides.reporting, settings.country, (country) => void changeSettings({ country })) : t('guides_unreadable');
  const reset = button(t('options_reset'), () => void resetSettings().then(turnUpdatesOff).then(render), 'quiet');
  sheet.replaceChildren(
    masthead('/guide.html'),
    el('h1', {}, t('options_title')),
    card(t('options_country'), el('p', { class: 'soft' }, t('options_country_note')), picker),
    card(t('options_sites'), el('p', { class: 'soft' }, t('options_sites_note')), await siteList()),
    updates,
    card(t('options_health'), el('p', { class: 'soft' }, t('options_health_note')), await health()),
    card(t('options_language'), el('p', { class: 'soft' }, t('options_language_note'))),
    card(t('options_about'), about(), el('p', { class: 'soft small' }, t('options_licences_note')), el('p', { class: 'soft small' }, t('honest_note'))),
    card(t('options_reset_title'), el('p', { class: 'soft' }, t('options_reset_note')), el('div', { class: 'row' }, reset)),
  );
}

async function start(): Promise<void> {
  await openPage();
  document.title = t('options_page_title');
  document.body.append(sheet);
  updates = updatesCard();
  await render();
  // The popup leads to the part that it speaks of, which was not there yet when the page was opened.
  if (location.hash === `#${updates.id}`) updates.scrollIntoView();
}

void start();
