import { t } from '../i18n';
import * as dom from '../page/dom';
import type { Finding, Level, Verdict } from '../protocol';

/** At most so many reasons: the guide has room for more. */
export const REASONS = 3;
const LONGEST_QUOTE = 140;
const LONGEST_SENTENCE = 300;

const SVG = 'http://www.w3.org/2000/svg';

/** An element with text. The only ways into our interface are this and `append`: no markup, ever. */
export function make(doc: Document, tag: string, className = '', text = ''): HTMLElement {
  const made = dom.create(doc, tag);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}

/** A button that only a person can press. */
export function button(doc: Document, text: string, className: string, press: () => void): HTMLElement {
  const made = make(doc, 'button', className, text);
  made.setAttribute('type', 'button');
  made.addEventListener('click', (event) => {
    event.stopPropagation();
    if (event.isTrusted) press();
  });
  return made;
}

const SHAPES: Record<Level, string> = {
  danger: 'M7 1h10l6 6v10l-6 6H7l-6-6V7z',
  caution: 'M12 1.5 23.5 22H.5z',
  none: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z',
};
const MARKS: Record<Level, string> = {
  danger: 'M10.6 5.5h2.8l-.4 8.5h-2zM10.6 16h2.8v2.8h-2.8z',
  caution: 'M10.8 8h2.4l-.4 7h-1.6zM10.8 16.8h2.4v2.4h-2.4z',
  none: 'M7 10.5h10v3H7z',
};

/** Each level has its own shape, so that colour is never the only sign. */
export function icon(doc: Document, level: Level): Element {
  const svg = dom.createNS(doc, SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const [path, className] of [[SHAPES[level], ''], [MARKS[level], 'mark']] as const) {
    const drawn = dom.createNS(doc, SVG, 'path');
    drawn.setAttribute('d', path);
    if (className !== '') drawn.setAttribute('class', className);
    svg.append(drawn);
  }
  return svg;
}

/** The word for the level, above the title. */
export const levelLabel = (doc: Document, level: Level): HTMLElement =>
  make(doc, 'p', 'label', t(level === 'none' ? 'card_label_none' : level === 'danger' ? 'level_danger' : 'level_caution'));

export function titleOf({ level, scam }: Verdict): string {
  if (level === 'none') return t('none_title');
  return scam?.title || t(level === 'danger' ? 'danger_title' : 'caution_title');
}

/** The strongest reasons, each said once. */
export function reasonsOf(verdict: Verdict): Finding[] {
  const said = new Set<string>();
  return verdict.findings.filter(({ weight, says }) => weight > 0 && says !== '' && !said.has(says) && said.add(says)).slice(0, REASONS);
}

export function reasonList(doc: Document, verdict: Verdict): HTMLElement | null {
  const reasons = reasonsOf(verdict);
  if (reasons.length === 0) return null;
  const list = make(doc, 'ul');
  for (const { says, text } of reasons) {
    const item = make(doc, 'li');
    item.dir = 'auto';
    const words = oneLine(text, LONGEST_QUOTE);
    item.append(t('warning_reason', oneLine(says, LONGEST_SENTENCE)) + (words === '' ? '.' : ': '));
    if (words !== '') {
      // `bdi`: words written from right to left must not turn our own sentence around.
      const quote = make(doc, 'q');
      quote.append(make(doc, 'bdi', '', t('warning_quote', words)));
      item.append(quote);
    }
    list.append(item);
  }
  return list;
}

/** What to do first, in one line; the guide has the rest. */
export function firstStep(doc: Document, { level, scam }: Verdict): HTMLElement | null {
  if (level === 'none' || !scam?.firstStep) return null;
  const line = make(doc, 'p', 'step');
  line.append(make(doc, 'b', '', t('first_step')), ` ${oneLine(scam.firstStep, LONGEST_SENTENCE)}`);
  return line;
}

/** One line, no invisible or direction-turning characters, not longer than so many characters as people count them. */
export function oneLine(text: string, most: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, (run) => (/\s|\p{Cc}|\p{Zl}|\p{Zp}/u.test(run) ? ' ' : '')).trim();
  if (clean.length <= most) return clean;
  const shown: string[] = [];
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(clean.slice(0, most * 4))) {
    length += 1;
    if (length > most || shown.join('').length > most * 2) break;
    shown.push(segment);
  }
  return `${shown.join('').trimEnd()}…`;
}
