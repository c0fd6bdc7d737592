import { t } from '../i18n';
import type { Judged, Level, Verdict } from '../protocol';
import { el } from './dom';
import { pieces, quoted, reasons, shown } from './evidence';

const SIGN: Record<Level, string> = { danger: '!', caution: '?', none: '–' };

/** Title of a verdict in plain words. */
export function titleOf({ level, scam }: Pick<Judged, 'level' | 'scam'>): string {
  if (level === 'none') return t('none_title');
  return scam?.title || t(level === 'danger' ? 'danger_title' : 'caution_title');
}

function head({ level, scam }: Pick<Judged, 'level' | 'scam'>, about: string): HTMLElement {
  const words = el('div', {});
  if (level !== 'none') words.append(el('div', { class: 'verdict-level' }, t(level === 'danger' ? 'level_danger' : 'level_caution')));
  words.append(el('div', { class: 'verdict-title' }, titleOf({ level, scam })));
  if (about) words.append(el('div', { class: 'small soft' }, about));
  return el('div', { class: 'verdict-head' }, el('span', { class: 'verdict-sign', 'aria-hidden': 'true' }, SIGN[level]), words);
}

function reasonList(verdict: Verdict, most: number): HTMLElement | null {
  const chosen = reasons(verdict, most);
  if (chosen.length === 0) return null;
  const items = chosen.map(({ says, text }) => {
    const sentence = t('reason', says);
    return el('li', { class: 'reason' }, sentence, text && el('div', {}, el('q', { class: 'small', dir: 'auto' }, quoted(text))));
  });
  return el('ul', { class: 'reasons', 'aria-label': t('reasons_label') }, ...items);
}

const guideAddress = (guide: string): string => `/guide.html#/${guide}`;

/** One message's verdict with its reasons and the way to its guide. */
export function verdictCard(judged: Pick<Judged, 'level' | 'scam' | 'verdict'>, options: { about?: string; most?: number } = {}): HTMLElement {
  const { level, scam, verdict } = judged;
  const card = el('section', { class: `verdict ${level}` }, head(judged, options.about ?? ''));
  const list = verdict && level !== 'none' ? reasonList(verdict, options.most ?? 3) : null;
  if (list) card.append(list);
  const steps = verdict?.steps ?? [];
  if (steps.length > 0) card.append(el('div', { class: 'verdict-steps' }, el('h3', {}, t('steps_title')), el('ol', {}, ...steps.map((step) => el('li', {}, step)))));
  if (level === 'none') card.append(el('p', { class: 'small soft' }, t('none_note')));
  if (verdict?.truncated) card.append(el('p', { class: 'small soft' }, t('truncated')));
  if (level !== 'none') {
    const [href, words] = scam ? [guideAddress(scam.guide), t('open_guide')] : ['/guide.html', t('link_guides')];
    card.append(el('div', { class: 'row' }, el('a', { class: 'button', href, target: '_blank' }, words)));
  }
  return card;
}

/** The checked text with the words behind the first `most` reasons marked; null when there is nothing to mark. */
export function markedText(text: string, verdict: Verdict, most = 3): HTMLElement | null {
  if (verdict.level === 'none') return null;
  const given = new Set(reasons(verdict, most).map(({ says }) => says));
  const cut = pieces(text, 'body', shown(verdict).filter(({ says }) => given.has(says)));
  if (!cut.some(({ says }) => says.length > 0)) return null;
  const box = el('div', { class: 'marked', dir: 'auto', tabindex: 0, role: 'region', 'aria-label': t('marked_label') });
  for (const { text: words, says } of cut) {
    box.append(says.length === 0 ? words : el('mark', { title: says.map((say) => t('reason', say)).join('\n') }, words));
  }
  return box;
}
