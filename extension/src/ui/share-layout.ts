import { count, t } from '../i18n';
import type { Shared } from './share';

/** Width of the picture and its inner edge, in CSS pixels: a phone's chat shows it without zooming. */
export const WIDTH = 640;
const EDGE = 40;
/** The bar in the colour of the level, along the side where reading begins. */
export const BAR = 10;

export interface Font {
  size: number;
  /** Height of a line, in its own size. */
  line?: number;
  weight: 400 | 600 | 700;
}
export type Ink = 'ink' | 'soft' | 'tone';

/** What is drawn, from top to bottom. `start` counts from the side where reading begins. */
export type Op =
  | { op: 'text'; text: string; start: number; y: number; font: Font; ink: Ink }
  | { op: 'panel'; start: number; y: number; width: number; height: number }
  | { op: 'icon'; start: number; y: number; size: number }
  | { op: 'mark'; start: number; y: number; size: number };

/** How wide words are in a font. */
export type Measure = (text: string, font: Font) => number;

const FONTS = {
  intro: { size: 18, weight: 400 },
  label: { size: 19, weight: 700 },
  title: { size: 30, weight: 700, line: 1.22 },
  body: { size: 21, weight: 400 },
  head: { size: 21, weight: 700 },
  note: { size: 16, weight: 400 },
} satisfies Record<string, Font>;
const LINE = 1.42;

/** Lines that fit: broken between words as the language has them, inside one only where it is wider than the picture. */
export function wrap(text: string, width: number, font: Font, measure: Measure, language: string): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string): void => {
    if (measure(line + piece.trimEnd(), font) <= width) {
      line += piece;
      return;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    if (measure(piece.trimEnd(), font) <= width) {
      line = piece.trimStart();
      return;
    }
    for (const letter of piece.trimStart()) {
      if (line !== '' && measure(line + letter, font) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  };
  for (const piece of piecesOf(text, language)) put(piece);
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}

/** Words with the signs that must not begin a line after them. */
function piecesOf(text: string, language: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const last = pieces.length - 1;
    if (last >= 0 && (open || (!isWordLike && !OPENS.test(segment)))) pieces[last] += segment;
    else pieces.push(segment);
    open = OPENS.test(segment) || /[[\]./:@-]$/.test(pieces[pieces.length - 1] ?? '');
  }
  return pieces;
}

const OPENS = /^[“„«‹「『（(‘¿¡•]$/u;

/** Everything of the picture in its place, and how high that makes it. */
export function layout({ label, title, reasons, steps }: Shared, measure: Measure, language: string): { ops: Op[]; height: number } {
  const ops: Op[] = [];
  const full = WIDTH - 2 * EDGE;
  let y = EDGE;
  const write = (text: string, font: Font, ink: Ink, start = EDGE, width = full + EDGE - start): void => {
    for (const line of wrap(text, width, font, measure, language)) {
      const height = font.line ?? LINE;
      y += font.size * height;
      ops.push({ op: 'text', text: line, start, y: y - font.size * (height - 1), font, ink });
    }
  };
  write(t('share_intro'), FONTS.intro, 'soft');
  y += 22;
  const icon = 56;
  const top = y;
  ops.push({ op: 'icon', start: EDGE, y, size: icon });
  y -= 4;
  write(label, FONTS.label, 'tone', EDGE + icon + 18);
  write(title, FONTS.title, 'ink', EDGE + icon + 18);
  y = Math.max(y, top + icon) + 22;
  for (const { says, quote } of reasons) {
    ops.push({ op: 'text', text: '•', start: EDGE + 4, y: y + FONTS.body.size, font: FONTS.head, ink: 'tone' });
    write(says, FONTS.body, 'ink', EDGE + 26);
    if (quote !== '') write(quote, FONTS.body, 'soft', EDGE + 26);
    y += 12;
  }
  if (steps.length > 0) {
    y += 10;
    const panel: Op = { op: 'panel', start: EDGE - 14, y, width: full + 28, height: 0 };
    ops.push(panel);
    const from = y;
    y += 14;
    write(t('steps_title'), FONTS.head, 'ink');
    y += 4;
    steps.forEach((step, i) => {
      ops.push({ op: 'text', text: `${count(i + 1)}.`, start: EDGE, y: y + FONTS.body.size, font: FONTS.head, ink: 'tone' });
      write(step, FONTS.body, 'ink', EDGE + 34);
      y += 6;
    });
    y += 14;
    panel.height = y - from;
    y += 20;
  }
  const mark = 26;
  ops.push({ op: 'mark', start: EDGE, y: y + 3, size: mark });
  write(t('share_source'), FONTS.note, 'soft', EDGE + mark + 12);
  return { ops, height: Math.ceil(y + EDGE) };
}
