import { counted, t } from '../../src/i18n';
import type { Judged, Softened, TabReport, Unread } from '../../src/protocol';
import type { Settings } from '../../src/settings';
import { button, el } from '../../src/ui/dom';
import type { Block } from '../../src/ui/keyed';
import { byOrder, type PageState } from '../../src/ui/page-state';
import { sharing } from '../../src/ui/share-panel';
import { verdictCard } from '../../src/ui/verdict';

/** What the user may do about how loudly is warned. The page does it, and offers to undo it. */
export interface Wishes {
  trust(sender: string): void;
  distrust(sender: string): void;
  mute(kind: string): void;
  unmute(kind: string): void;
}

type Taste = Pick<Settings, 'helper' | 'contact'>;

/** What the popup says of the page under it, piece by piece. */
export function foundBlocks(state: PageState, report: TabReport, taste: Taste, wishes: Wishes): Block[] {
  switch (state) {
    case 'warned': {
      // The first is what the badge speaks of; the others say what they are and unfold.
      return byOrder(report.messages).map((judged, i): Block => ({ id: `card ${judged.key}`, state: { judged, taste, i: i === 0 }, draw: () => card(judged, taste, wishes, i > 0) }));
    }
    case 'quiet':
      return [calm(counted('popup_quiet', report.messages.length), t('none_note'))];
    case 'nothing-open':
      return [calm(t('popup_nothing_open'))];
    case 'partly':
      return [calm(t('popup_partly'))];
    case 'not-read':
      return [calm(t('popup_paste_instead'), t('popup_select_hint'))];
    case 'unknown-layout':
      return [calm(t('popup_unknown_layout'), t('popup_select_hint'))];
    case 'closed':
      return [calm(t('popup_closed_page'), t('popup_paste_instead'))];
    case 'no-answer':
      return [calm(t('updates_no_answer'))];
  }
}

const calm = (text: string, note = ''): Block => ({ id: 'calm', state: [text, note], draw: () => el('div', { class: 'card stack tight' }, el('p', {}, text), note && el('p', { class: 'small soft fine' }, note)) });

/** The adapter for sites that nobody has described (`rules/sites/any.toml`). */
const ANY_SITE = 'any';

/** What was not read, and why, in words. */
export function unreadBlocks(report: TabReport): Block[] {
  const { unread, sites, messages } = report;
  const lines = unread.map((why) => unreadText(why, messages.length > 0));
  const guessed = sites.includes(ANY_SITE) && messages.length > 0;
  return [
    ...(guessed ? [{ id: 'guessed', state: null, draw: () => el('p', { class: 'small soft' }, t('popup_best_effort')) }] : []),
    ...(lines.length > 0 ? [{ id: 'unread', state: lines, draw: () => el('div', { class: 'notice unread' }, el('h2', {}, t('popup_unread')), el('ul', {}, ...lines.map((line) => el('li', {}, line)))) }] : []),
  ];
}

function unreadText(why: Unread, some: boolean): string {
  if (why === 'selectors' && some) return t('unread_selectors_tried');
  return t(`unread_${why.replace('-', '_')}` as 'unread_picture');
}

function card(judged: Judged, taste: Taste, wishes: Wishes, folded: boolean): HTMLElement {
  const { level, verdict } = judged;
  const share = verdict && level !== 'none' ? sharing(verdict) : null;
  const less = lessOf(judged, wishes);
  return verdictCard(judged, {
    about: judged.subject,
    ...taste,
    folded,
    notes: verdict?.softened ? [softenedNote(judged, verdict.softened.by, wishes)] : [],
    actions: share ? [share.opener] : [],
    after: [...(share ? [share.panel] : []), ...(less ? [less] : [])],
  });
}

/** Which of the user's own choices made this softer, each with the way back. */
function softenedNote({ sender, scam }: Judged, by: readonly Softened[], wishes: Wishes): HTMLElement {
  const undo = (act: () => void) => button(t('undo'), act, 'plain');
  const lines: Record<Softened, () => Node[]> = {
    trusted: () => [el('span', {}, t('softened_trusted', sender)), undo(() => wishes.distrust(sender))],
    muted: () => [el('span', {}, t('softened_muted')), undo(() => wishes.unmute(scam?.id ?? ''))],
    fewer: () => [el('span', {}, t('softened_fewer')), optionsLink(t('softened_change'), 'care')],
  };
  return el('div', { class: 'softened small' }, ...by.map((why) => el('p', { class: 'row' }, ...lines[why]())));
}

export const optionsLink = (text: string, section: string): HTMLElement => el('a', { href: `/options.html#${section}`, target: '_blank' }, text);

/** Ways to be warned less, with what each of them does; null when there is none. */
function lessOf({ level, sender, scam, verdict }: Judged, wishes: Wishes): HTMLElement | null {
  if (!verdict || (level === 'none' && !verdict.softened)) return null;
  const ways: HTMLElement[] = [];
  const by = verdict.softened?.by ?? [];
  if (sender !== '' && !by.includes('trusted')) {
    if (mayTrust(verdict)) ways.push(way(t('less_trust'), t('less_trust_what', sender), () => wishes.trust(sender)));
    else ways.push(el('p', { class: 'small soft' }, t('less_trust_not', verdict.claims)));
  }
  if (scam && !by.includes('muted')) ways.push(way(t('less_mute'), t('less_mute_what'), () => wishes.mute(scam.id)));
  if (ways.length === 0) return null;
  return el('details', { class: 'less' }, el('summary', {}, t('less_title')), el('div', { class: 'stack' }, ...ways, el('p', { class: 'small' }, optionsLink(t('less_all'), 'trusted'))));
}

/** Who says to be a company and is not can not be trusted with one click: that is what a scam would ask for. */
export const mayTrust = ({ level, softened, claims }: Pick<NonNullable<Judged['verdict']>, 'level' | 'softened' | 'claims'>): boolean => (softened?.level ?? level) !== 'danger' || claims === '';

const way = (label: string, what: string, act: () => void): HTMLElement => el('div', { class: 'way' }, button(label, act, 'quiet'), el('p', { class: 'small soft' }, what));
