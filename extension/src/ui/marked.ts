import { count, t } from '../i18n';
import type { Finding, Verdict } from '../protocol';
import { el } from './dom';
import { pieces, shown, type Piece } from './evidence';

/** Something of a message that may hold evidence. `field` as in `Finding`. */
export interface Part {
  field: string;
  /** '' for the message's own text. */
  label: string;
  text: string;
}

/** Texts up to here are shown whole; of longer ones only what stands around the marks, since drawing a megabyte takes seconds. */
const WHOLE = 20_000;
const AROUND = 400;
/** A text that is all marks has none. */
const MOST_MARKS = 200;

/** The parts with the words behind `chosen` marked, each with the number of its reason; null when there is nothing to mark. */
export function markedParts(parts: readonly Part[], verdict: Verdict, chosen: readonly Finding[]): HTMLElement | null {
  const number = new Map(chosen.map(({ says }, i) => [says, i]));
  const evidence = shown(verdict).filter(({ says }) => number.has(says)).slice(0, MOST_MARKS);
  const made = parts.flatMap(({ field, label, text }) => {
    const cut = pieces(text, field, evidence);
    const isMarked = cut.some(({ says }) => says.length > 0);
    // The text itself stands there even when all evidence is elsewhere; of the rest only what is evidence.
    if (text === '' || (label !== '' && !isMarked)) return [];
    const body = el('div', { class: 'marked-text', dir: 'auto' }, ...shortened(cut, text.length).map((piece) => nodeOf(piece, number)));
    return [{ isMarked, part: el('div', { class: 'marked-part' }, label && el('div', { class: 'small soft' }, label), body) }];
  });
  if (!made.some(({ isMarked }) => isMarked)) return null;
  return el('div', { class: 'marked', tabindex: 0, role: 'region', 'aria-label': t('marked_label') }, ...made.map(({ part }) => part));
}

const GAP: unique symbol = Symbol('left out');

function shortened(cut: readonly Piece[], length: number): (Piece | typeof GAP)[] {
  if (length <= WHOLE) return [...cut];
  return cut.flatMap((piece, i): (Piece | typeof GAP)[] => {
    if (piece.says.length > 0) return [piece];
    const before = i === 0 ? 0 : AROUND;
    const after = i === cut.length - 1 ? 0 : AROUND;
    // A text without marks shows how it begins.
    if (cut.length === 1) return [{ ...piece, text: piece.text.slice(0, AROUND) }, GAP];
    if (piece.text.length <= before + after) return [piece];
    const head = { ...piece, text: piece.text.slice(0, before) };
    const tail = { ...piece, text: piece.text.slice(piece.text.length - after) };
    return [...(before > 0 ? [head] : []), GAP, ...(after > 0 ? [tail] : [])];
  });
}

function nodeOf(piece: Piece | typeof GAP, number: ReadonlyMap<string, number>): Node | string {
  if (piece === GAP) return el('span', { class: 'gap', title: t('marked_gap') }, ' … ');
  if (piece.says.length === 0) return piece.text;
  const reasons = piece.says.map((say) => number.get(say) ?? 0).sort((a, b) => a - b);
  // The number is drawn by the style sheet: it is no part of the text, and is not copied with it.
  return el('mark', { 'data-reasons': reasons.join(' '), 'data-numbers': reasons.map((reason) => count(reason + 1)).join(', '), title: piece.says.map((say) => t('reason', say)).join('\n') }, piece.text);
}

/** Which reasons have words among the marks. */
export function withWords(box: HTMLElement | null): Set<number> {
  const marks = [...(box?.querySelectorAll<HTMLElement>('mark') ?? [])];
  return new Set(marks.flatMap((mark) => (mark.dataset.reasons ?? '').split(' ').map(Number)));
}

/** Pointing at a reason shows its words, and pointing at words their reason; pressing leads there. Reasons carry `data-reason`. */
export function tieReasons(root: HTMLElement): void {
  const light = (event: Event): void => {
    const here = new Set(event.type === 'pointerleave' ? [] : reasonsAt(event.target));
    for (const one of root.querySelectorAll<HTMLElement>('[data-reason], [data-reasons]')) one.classList.toggle('lit', reasonsOf(one).some((reason) => here.has(reason)));
  };
  for (const name of ['pointerover', 'pointerleave', 'focusin', 'focusout']) root.addEventListener(name, light);
  root.addEventListener('click', (event) => {
    const target = event.target as Element;
    const [reason] = reasonsAt(target);
    if (reason === undefined) return;
    const isMark = target.closest('mark') !== null;
    if (!isMark && !target.closest('.quote')) return;
    const other = root.querySelector(isMark ? `[data-reason="${reason}"]` : `mark[data-reasons~="${reason}"]`);
    other?.scrollIntoView({ block: isMark ? 'nearest' : 'center' });
    light(event);
  });
}

const reasonsOf = (one: HTMLElement): string[] => (one.dataset.reason ?? one.dataset.reasons ?? '').split(' ');

const reasonsAt = (target: EventTarget | null): string[] => {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-reason], [data-reasons]') : null;
  return found ? reasonsOf(found) : [];
};
