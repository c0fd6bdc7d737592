import * as dom from '../page/dom';
import type { Level, Shown, Template, Ways } from '../protocol';

const SVG = 'http://www.w3.org/2000/svg';

/** Light or dark, as the ground that a warning stands on; null: as the system has it. */
export type Tone = 'light' | 'dark' | null;

/** The elements of a template that have a name. */
export type Parts = Record<string, HTMLElement>;

/**
 * Makes the elements of a template. Words go in as text and as attributes' values: no markup, ever, and of the message
 * nothing else.
 */
export function build(doc: Document, [tag, attributes, ...inside]: Template, words: Readonly<Record<string, string>>, parts: Parts = {}): HTMLElement {
  const made = (tag === 'svg' || tag === 'path' ? dom.createNS(doc, SVG, tag) : dom.create(doc, tag)) as HTMLElement;
  const filled = (text: string): string => (text.startsWith('$') ? (words[text.slice(1)] ?? '') : text);
  for (const name in attributes) made.setAttribute(name, filled(attributes[name] as string));
  if (attributes.id) parts[attributes.id] = made;
  for (const piece of inside) made.append(typeof piece === 'string' ? filled(piece) : build(doc, piece, words, parts));
  return made;
}

/** Has a button answer to people, and to nobody else. */
export function onPress(element: HTMLElement | undefined, press: () => void): void {
  element?.addEventListener('click', (event) => {
    event.stopPropagation();
    if (event.isTrusted) press();
  });
}

/** An element of ours with a closed root, and in it what the template says. */
export function host(doc: Document, name: string, level: Level, template: Template, words: Readonly<Record<string, string>>, { looks, direction, language }: Ways, tone: Tone): { host: HTMLElement; root: ShadowRoot; parts: Parts } {
  const made = dom.create(doc, name);
  made.setAttribute('data-level', level);
  const root = made.attachShadow({ mode: 'closed' });
  const sheet = new (dom.windowOf(doc) as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(looks.shadow);
  root.adoptedStyleSheets = [sheet];
  const parts: Parts = {};
  const inside = build(doc, template, words, parts);
  inside.style.colorScheme = tone ?? 'light dark';
  inside.dir = direction;
  inside.lang = language;
  root.append(inside);
  return { host: made, root, parts };
}

/** Told when a reason is pointed at or left, by its number. `look`: a person asks to be led to its words. */
export type Point = (reason: number | null, look?: boolean) => void;

/** Fills in reasons with the quoted words, what to do now, and what else there is to say. */
export function fill(doc: Document, parts: Parts, { reasons, steps, notes, guide }: Shown, ways: Ways, source: string, point?: Point): void {
  const { templates } = ways;
  reasons.forEach(({ says, quote }, i) => {
    const item = build(doc, templates.reason, { says });
    if (quote !== '') {
      const around = build(doc, point ? templates.pointer : templates.quiet, {});
      around.append(build(doc, templates.quote, { quote }));
      item.append(around);
      if (point) {
        onPress(around, () => point(i, true));
        for (const name of ['pointerenter', 'focus']) around.addEventListener(name, () => point(i));
        for (const name of ['pointerleave', 'blur']) around.addEventListener(name, () => point(null));
      }
    }
    parts.reasons?.append(item);
  });
  for (const note of [...notes, source]) parts.notes?.append(build(doc, templates.note, { note }));
  fillSteps(doc, parts, steps, ways);
  if (reasons.length === 0) parts.reasons?.remove();
  else if (steps.length > 0) parts.details?.classList.add('two');
  if (guide === '') parts.guide?.remove();
}

export function fillSteps(doc: Document, { list, steps }: Parts, lines: readonly string[], { templates }: Ways): void {
  if (lines.length === 0) steps?.remove();
  list?.replaceChildren(...lines.map((step) => build(doc, templates.step, { step })));
}
