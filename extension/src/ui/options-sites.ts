import { ask } from '../ask';
import { browser } from '../browser';
import { grantedSites } from '../granted';
import { covers } from '../hosts';
import { t } from '../i18n';
import type { SiteHealth } from '../protocol';
import { el } from './dom';
import { switchOf } from './options-choices';
import { type Keeper, note, type Part, partOf } from './options-keeper';
import { ago } from './time';

/** The host of a match pattern, as people should read it. */
export const hostOf = (pattern: string): string => pattern.replace(/^(?:\*|\w+):\/\//, '').replace(/\/.*$/, '').replace(/^\*$/, t('options_every_site'));

/** The latest news first, then what was not opened. */
export const byNews = (sites: readonly SiteHealth[]): SiteHealth[] => [...sites].sort((a, b) => Math.max(b.read, b.failed) - Math.max(a.read, a.failed) || a.name.localeCompare(b.name));

/** How a site was last read, in words; `broken` where its page is no longer what we know. */
export function healthInWords({ read, failed }: Pick<SiteHealth, 'read' | 'failed'>, now = Date.now()): { words: string; broken: boolean } {
  const broken = failed > read;
  return { broken, words: broken ? t('options_health_failed', ago(failed, now)) : read > 0 ? t('options_health_read', ago(read, now)) : t('options_health_none') };
}

/** The demo mailbox is nobody's mail. */
const DEMO = 'demo';

const someAddress = (pattern: string): string => pattern.replace(/^\*/, 'https').replace('://*.', '://').replace(/\*$/, '');

/** The sites that are read: those that the user has added, each with its switch, and how every site was last read. */
export function sitesPart(keeper: Keeper, signal: AbortSignal): Part {
  const title = t('options_sites');
  const added = el('ul', { class: 'entries' });
  const none = el('p', { class: 'soft' }, t('options_sites_none'));
  const body = el('tbody');
  let health: SiteHealth[] = [];
  /** Every site that was allowed while this page is open: one that was switched off stays, so that it can be switched on again. */
  const seen = new Set<string>();
  let allowed: readonly string[] = [];

  /** In the click itself: browsers ask only then. */
  function flip(pattern: string, on: boolean): void {
    const origins = { origins: [pattern] };
    const asked = on ? browser.permissions.request(origins) : browser.permissions.remove(origins);
    const done = asked.then((did) => (did ? undefined : Promise.reject(new Error('the browser did not change it'))));
    void keeper.act('sites', () => done.finally(refresh), () => t(on ? 'options_site_on' : 'options_site_off', hostOf(pattern)));
  }

  function row(pattern: string): HTMLElement {
    const isOn = allowed.includes(pattern);
    const { label, input } = switchOf(t('options_site_read', hostOf(pattern)), (on) => flip(pattern, on));
    input.checked = isOn;
    input.dataset['site'] = pattern;
    const known = health.find(({ matches }) => matches.some((match) => covers(match, someAddress(pattern))));
    const state = isOn ? known && healthInWords(known).words : t('options_site_stopped');
    return el('li', { class: 'entry' }, label, state ? el('span', { class: 'soft small' }, state) : null);
  }

  function draw(): void {
    const held = document.activeElement instanceof HTMLElement && added.contains(document.activeElement) ? document.activeElement.dataset['site'] : undefined;
    added.replaceChildren(...[...seen].sort().map(row));
    added.hidden = seen.size === 0;
    none.hidden = seen.size > 0;
    if (held !== undefined) [...added.querySelectorAll('input')].find(({ dataset }) => dataset['site'] === held)?.focus();
    body.replaceChildren(
      ...byNews(health).map((site) => {
        const { words, broken } = healthInWords(site);
        const hosts = [...new Set(site.matches.map(hostOf))].join(', ') || t('options_any_host');
        return el('tr', broken ? { class: 'broken' } : {}, el('th', { scope: 'row' }, site.name, el('span', { class: 'small soft hosts fine' }, hosts)), el('td', {}, words));
      }),
    );
  }

  async function refresh(): Promise<void> {
    const [origins, answer] = await Promise.all([grantedSites(), ask<'sites'>({ kind: 'sites' })]);
    allowed = origins;
    for (const pattern of origins) seen.add(pattern);
    if (answer.ok) health = answer.value.filter(({ id }) => id !== DEMO);
    draw();
  }

  const changed = (): void => void refresh();
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  signal.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(changed);
    browser.permissions.onRemoved.removeListener(changed);
  });
  void refresh();

  const head = el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('options_health_site')), el('th', { scope: 'col' }, t('options_health_last'))));
  const element = partOf(
    keeper,
    'sites',
    title,
    el('h3', {}, t('options_sites_added')),
    added,
    none,
    note(t('options_sites_how')),
    el('h3', { id: 'sites-start' }, t('options_sites_start')),
    el('details', {}, el('summary', {}, t('options_sites_table')), el('div', { class: 'stack tight' }, el('p', { class: 'soft small fine' }, t('options_sites_table_note')), el('table', { class: 'health', 'aria-labelledby': 'sites-start' }, head, body))),
    note(t('options_sites_start_note')),
  );
  return { id: 'sites', title, element, show: () => undefined };
}
