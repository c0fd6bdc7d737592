import './style.css';
import { ask } from '../../src/ask';
import { browser, type Browser } from '../../src/browser';
import { mayAccess } from '../../src/granted';
import { covers, patternOf, READ_FROM_THE_START } from '../../src/hosts';
import { t } from '../../src/i18n';
import type { PageNotice, TabReport } from '../../src/protocol';
import type { Settings } from '../../src/settings';
import { Announcer } from '../../src/ui/checked-view';
import { button, el, masthead } from '../../src/ui/dom';
import { Blocks } from '../../src/ui/keyed';
import { Latest } from '../../src/ui/live';
import { openPage } from '../../src/ui/page';
import { byOrder, pageState, siteSwitch } from '../../src/ui/page-state';
import { pasteBox } from '../../src/ui/paste-box';
import { distrust, mute, trust, unmute } from '../../src/ui/preferences';
import { ageOf } from '../../src/ui/updates-words';
import { foundBlocks, optionsLink, unreadBlocks, type Wishes } from './found';
import { siteBlock } from './site';

const NOTHING: TabReport = { sites: [], origin: '', messages: [], unread: [] };

/** Filled once the background has answered; until then only its place is kept. */
const found = el('section', { class: 'found', 'aria-busy': 'true' });
const heading = el('h1');
const blocks = new Blocks(found);
/** The site under the popup, where it is read: not what people come for, so it stands last. */
const below = el('section', { class: 'below' });
const site = new Blocks(below);
const announcer = new Announcer();
/** What was just changed, and the way back. Stays until the next change. */
const done = el('div', { class: 'done', role: 'status' });
const latest = new Latest();
let settings: Settings;
let tab: Browser.tabs.Tab | undefined;

/** Brings what is shown in line with what is known. What was there stays until then. */
async function refresh(): Promise<void> {
  await latest.now(async () => {
    const url = tab?.url ?? '';
    const pattern = patternOf(url);
    const [answer, granted] = await Promise.all([tab?.id === undefined ? null : ask({ kind: 'report', tabId: tab.id }), pattern ? mayAccess(pattern) : false]);
    return () => show(url, pattern, answer === null ? NOTHING : answer.ok ? answer.value : null, granted);
  });
}

function show(url: string, pattern: string | null, known: TabReport | null, granted: boolean): void {
  // What is known may be of the page before this one.
  const report = !known || (known.origin && url && !url.startsWith(`${known.origin}/`)) ? NOTHING : known;
  const fromStart = READ_FROM_THE_START.some((start) => covers(start, url));
  const stands = siteSwitch({ granted, fromStart, startCanEnd: import.meta.env.FIREFOX });
  const state = pageState(known && report, { readable: pattern !== null, allowed: pattern !== null && stands !== 'off' });
  const here = pattern ? [siteBlock(new URL(url).hostname, pattern, stands, (isKept) => void siteChanged(isKept))] : [];
  const parts = [...foundBlocks(state, report, settings, wishes), ...unreadBlocks(report)];
  const isOffer = stands === 'off';
  blocks.show([...(isOffer ? here : []), ...parts]);
  site.show(isOffer ? [] : here);
  found.setAttribute('aria-busy', 'false');
  const [first] = state === 'warned' ? byOrder(report.messages) : [];
  if (first) announcer.say(first);
  else announcer.tell('');
}

async function siteChanged(isKept: boolean): Promise<void> {
  await refresh();
  // The switch may have been drawn anew under the finger.
  document.querySelector<HTMLElement>('.site input')?.focus();
  if (isKept) say(t('site_kept'));
}

const wishes: Wishes = {
  trust: (sender) => void change(trust(sender), t('done_trusted', sender), () => wishes.distrust(sender), 'trusted'),
  distrust: (sender) => void change(distrust(sender), t('done_distrusted', sender), () => wishes.trust(sender), 'trusted'),
  mute: (kind) => void change(mute(kind), t('done_muted'), () => wishes.unmute(kind), 'muted'),
  unmute: (kind) => void change(unmute(kind), t('done_unmuted'), () => wishes.mute(kind), 'muted'),
};

/** The background hears of the change by itself, judges the page again, and tells us. */
async function change(work: Promise<boolean | void>, said: string, undo: () => void, section: string): Promise<void> {
  try {
    const fits = await work;
    if (fits === false) say(t('done_full'), optionsLink(t('done_see'), section));
    else {
      const back = button(t('undo'), undo, 'plain');
      say(said, back, optionsLink(t('done_see'), section));
      // The button that was pressed goes with its card.
      back.focus();
    }
  } catch {
    say(t('done_failed'));
  }
}

const say = (text: string, ...ways: Node[]): void => done.replaceChildren(el('div', { class: 'notice row' }, el('span', {}, text), ...ways));

/** One soft line when the rules have grown old; they go on working. */
async function sayAge(line: HTMLElement): Promise<void> {
  const answer = await ask<'updates'>({ kind: 'updates' });
  const age = answer.ok ? ageOf(answer.value.inUse) : 'fresh';
  if (age === 'fresh') return;
  line.append(t('popup_rules_old'), ' ', optionsLink(t('popup_rules_see'), 'updates'));
}

async function start(): Promise<void> {
  // A tab named in the address is for opening this page outside the toolbar, where no tab is "under" it.
  const named = Number(new URLSearchParams(location.search).get('tab'));
  const under = named ? browser.tabs.get(named) : browser.tabs.query({ active: true, currentWindow: true }).then(([active]) => active);
  [{ settings }, tab] = await Promise.all([
    openPage((changed) => {
      settings = changed;
      void refresh();
    }),
    under.catch(() => undefined),
  ]);
  document.title = 'Caveat';
  heading.textContent = t('popup_on_this_page');
  browser.runtime.onMessage.addListener((notice: PageNotice) => {
    if (notice?.kind === 'report-changed' && notice.tabId === tab?.id) void refresh();
  });
  const box = pasteBox({ rows: 3, most: 3, taste: () => settings });
  const link = (text: string, href: string) => el('a', { href, target: '_blank', class: 'small' }, text);
  const age = el('p', { class: 'small soft age' });
  document.body.append(
    el('header', {}, masthead(), el('span', { class: 'small soft fine' }, t('popup_private'))),
    el('main', { class: 'stack' }, heading, announcer.element, found, done, el('section', { class: 'paste' }, box.field, box.result), below, age),
    el('footer', {}, link(t('link_check'), '/check.html'), link(t('link_guides'), '/guide.html'), link(t('link_options'), '/options.html')),
  );
  await Promise.all([refresh(), sayAge(age)]);
}

void start();
