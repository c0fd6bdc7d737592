import * as dom from '../page/dom';
import type { Level, Shown, Ways } from '../protocol';

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

/** Each level has its own shape, so that colour is never the only sign. */
export const SHAPES: Record<Level, readonly [shape: string, mark: string]> = {
  danger: ['M7 1h10l6 6v10l-6 6H7l-6-6V7z', 'M10.6 5.5h2.8l-.4 8.5h-2zM10.6 16h2.8v2.8h-2.8z'],
  caution: ['M12 1.5 23.5 22H.5z', 'M10.8 8h2.4l-.4 7h-1.6zM10.8 16.8h2.4v2.4h-2.4z'],
  none: ['M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', 'M7 10.5h10v3H7z'],
};

export function icon(doc: Document, level: Level): Element {
  const svg = dom.createNS(doc, SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  SHAPES[level].forEach((path, i) => {
    const drawn = dom.createNS(doc, SVG, 'path');
    drawn.setAttribute('d', path);
    if (i > 0) drawn.setAttribute('class', 'mark');
    svg.append(drawn);
  });
  return svg;
}

/** Light or dark, as the ground that a warning stands on; null: as the system has it. */
export type Tone = 'light' | 'dark' | null;

/** An element of ours with a closed root, and the box of a level in it. */
export function frame(doc: Document, name: string, level: Level, { looks, direction, language }: Ways, tone: Tone): { host: HTMLElement; root: ShadowRoot; box: HTMLElement } {
  const host = make(doc, name);
  host.setAttribute('data-level', level);
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, doc, looks.warning);
  const caveat = make(doc, 'div', 'caveat');
  caveat.style.colorScheme = tone ?? 'light dark';
  caveat.dir = direction;
  caveat.lang = language;
  const box = make(doc, 'section', `box ${level}`);
  caveat.append(box);
  root.append(caveat);
  return { host, root, box };
}

/** Sign, word for the level, title. */
export function head(doc: Document, level: Level, label: string, title: string): HTMLElement {
  const made = make(doc, 'div', 'head');
  const words = make(doc, 'div', 'words');
  const heading = make(doc, 'p', 'title', title);
  heading.dir = 'auto';
  words.append(make(doc, 'p', 'label', label), heading);
  made.append(icon(doc, level), words);
  return made;
}

/** Told when a reason is pointed at or left, by its number. `look`: a person asks to be led to its words. */
export type Point = (reason: number | null, look?: boolean) => void;

/** Reasons with the quoted words, what to do now, and what else there is to say. */
export function details(doc: Document, { reasons, steps, notes }: Shown, { words }: Ways, source: string, point?: Point): HTMLElement {
  const made = make(doc, 'div', reasons.length > 0 && steps.length > 0 ? 'more two' : 'more');
  if (reasons.length > 0) {
    const list = make(doc, 'ul');
    reasons.forEach(({ says, quote }, i) => {
      const item = make(doc, 'li');
      item.dir = 'auto';
      item.append(make(doc, 'div', '', says));
      if (quote !== '') item.append(quoted(doc, quote, i, point));
      list.append(item);
    });
    made.append(list);
  }
  if (steps.length > 0) made.append(stepList(doc, words.steps, steps));
  for (const note of notes) made.append(make(doc, 'p', 'note', note));
  made.append(make(doc, 'p', 'note', source));
  return made;
}

/** The words that the reason rests on. Where they can be shown in the message it is a button, so that the keyboard can do so as well. */
function quoted(doc: Document, text: string, reason: number, point: Point | undefined): HTMLElement {
  const made = point ? button(doc, '', 'quote', () => point(reason, true)) : make(doc, 'span', 'quote');
  const quote = make(doc, 'q');
  // `bdi`: words written from right to left must not turn our own sentence around.
  quote.append(make(doc, 'bdi', '', text));
  made.append(quote);
  if (point) {
    for (const name of ['pointerenter', 'focus']) made.addEventListener(name, () => point(reason));
    for (const name of ['pointerleave', 'blur']) made.addEventListener(name, () => point(null));
  }
  return made;
}

export function stepList(doc: Document, title: string, steps: readonly string[]): HTMLElement {
  const made = make(doc, 'div', 'steps');
  const list = make(doc, 'ol');
  for (const step of steps) list.append(make(doc, 'li', '', step));
  made.append(make(doc, 'h3', '', title), list);
  return made;
}

/** Gives a root its style, under whatever policy the page has. */
export function dress(root: ShadowRoot, doc: Document, css: string): void {
  const view = dom.windowOf(doc);
  try {
    if (!view) throw new TypeError();
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox has not always let content scripts adopt sheets.
    const style = dom.create(doc, 'style');
    style.textContent = css;
    root.append(style);
  }
}
