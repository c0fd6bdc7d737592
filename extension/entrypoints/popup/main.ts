import './style.css';
import { ask } from '../../src/ask';
import { browser, type Browser } from '../../src/browser';
import { mayAccess } from '../../src/granted';
import { covers, patternOf, READ_FROM_THE_START } from '../../src/hosts';
import { counted, t } from '../../src/i18n';
import type { PageNotice, TabReport, Unread } from '../../src/protocol';
import { openPage } from '../../src/ui/page';
import { byOrder, pageState, type PageState } from '../../src/ui/page-state';
import { button, el, masthead } from '../../src/ui/dom';
import { pasteBox } from '../../src/ui/paste-box';
import { ageOf } from '../../src/ui/updates-words';
import { verdictCard } from '../../src/ui/verdict';

/** Cards shown at once; the rest unfolds. */
const AT_ONCE = 2;

const found = el('section', { 'aria-live': 'polite' });

/** What the popup says of the page under it. */
function describe(state: PageState, report: TabReport, tab: Browser.tabs.Tab | undefined): (Node | string)[] {
  switch (state) {
    case 'warned': {
      const warned = byOrder(report.messages);
      const cards = warned.map((judged) => verdictCard(judged, { about: judged.subject }));
      const rest = cards.slice(AT_ONCE);
      const more = rest.length > 0 ? [el('details', { class: 'more' }, el('summary', {}, counted('popup_more', rest.length)), el('div', { class: 'stack' }, ...rest))] : [];
      return [...cards.slice(0, AT_ONCE), ...more];
    }
    case 'quiet':
      return [calm(counted('popup_quiet', report.messages.length), t('none_note'))];
    case 'nothing-open':
      return [calm(t('popup_nothing_open'), '')];
    case 'partly':
      return [calm(t('popup_partly'), '')];
    case 'not-read': {
      const pattern = patternOf(tab?.url ?? '');
      const host = pattern ? new URL(tab?.url ?? '').hostname : '';
      if (!pattern) return [calm(t('popup_closed_page'), t('popup_paste_instead'))];
      return [
        el('div', { class: 'card switch' }, el('p', {}, t('popup_not_read', host)), el('p', { class: 'small soft' }, t('popup_allow_note')), button(t('popup_allow', host), () => void allow(pattern))),
        el('p', { class: 'small soft' }, t('popup_select_hint')),
      ];
    }
    case 'unknown-layout':
      return [calm(t('popup_unknown_layout'), t('popup_select_hint'))];
    case 'closed':
      return [calm(t('popup_closed_page'), t('popup_paste_instead'))];
  }
}

const calm = (text: string, note: string) => el('div', { class: 'card stack tight' }, el('p', {}, text), note && el('p', { class: 'small soft' }, note));

/** Must start in the click itself: browsers ask only then. The background hears of the grant and starts reading. */
async function allow(pattern: string): Promise<void> {
  if (await browser.permissions.request({ origins: [pattern] })) await refresh();
}

/** The adapter for sites that nobody has described (`rules/sites/any.toml`). */
const ANY_SITE = 'any';

/** Why something was not read, in words. */
function unreadText(why: Unread, { messages }: TabReport): string {
  if (why === 'selectors' && messages.length > 0) return t('unread_selectors_tried');
  return t(`unread_${why.replace('-', '_')}` as 'unread_picture');
}

let tab: Browser.tabs.Tab | undefined;

async function refresh(): Promise<void> {
  const url = tab?.url ?? '';
  const answer = tab?.id === undefined ? null : await ask({ kind: 'report', tabId: tab.id });
  const known = answer?.ok ? answer.value : { sites: [], origin: '', messages: [], unread: [] };
  const here = known.origin && url && !url.startsWith(`${known.origin}/`) ? { sites: [], origin: '', messages: [], unread: [] } : known;
  const pattern = patternOf(url);
  const fromStart = READ_FROM_THE_START.some((start) => covers(start, url));
  // Chrome keeps the sites of the manifest out of this answer; Firefox lets the user take them back.
  const allowed = pattern !== null && ((fromStart && !import.meta.env.FIREFOX) || (await mayAccess(pattern)));
  const state = pageState(here, { readable: pattern !== null, allowed });
  const parts = describe(state, here, tab);
  const unread = here.unread.map((why) => el('li', {}, unreadText(why, here)));
  const guessed = here.sites.includes(ANY_SITE) && here.messages.length > 0 ? [el('p', { class: 'small soft' }, t('popup_best_effort'))] : [];
  found.replaceChildren(el('h2', {}, t('popup_on_this_page')), ...parts, ...guessed, ...(unread.length > 0 ? [el('ul', { class: 'unread small soft' }, ...unread)] : []));
}

/** One soft line when the rules have grown old; they go on working. */
async function sayAge(line: HTMLElement): Promise<void> {
  const answer = await ask<'updates'>({ kind: 'updates' });
  const age = answer.ok ? ageOf(answer.value.inUse) : 'fresh';
  if (age === 'fresh') return;
  line.append(t('popup_rules_old'), ' ', el('a', { href: '/options.html#updates', target: '_blank' }, t('popup_rules_see')));
}

async function start(): Promise<void> {
  await openPage();
  document.title = 'Caveat';
  const link = (text: string, href: string) => el('a', { href, target: '_blank', class: 'small' }, text);
  const age = el('p', { class: 'small soft age' });
  document.body.append(
    el('header', {}, masthead(), el('span', { class: 'small soft' }, t('popup_private'))),
    el('main', { class: 'stack' }, found, el('section', {}, pasteBox({ rows: 3, most: 3 }))),
    age,
    el('footer', {}, link(t('link_check'), '/check.html'), link(t('link_guides'), '/guide.html'), link(t('link_options'), '/options.html')),
  );
  // A tab named in the address is for opening this page outside the toolbar, where no tab is "under" it.
  const named = Number(new URLSearchParams(location.search).get('tab'));
  [tab] = named ? [await browser.tabs.get(named)] : await browser.tabs.query({ active: true, currentWindow: true });
  browser.runtime.onMessage.addListener((notice: PageNotice) => {
    if (notice?.kind === 'report-changed' && notice.tabId === tab?.id) void refresh();
  });
  await Promise.all([refresh(), sayAge(age)]);
}

void start();
