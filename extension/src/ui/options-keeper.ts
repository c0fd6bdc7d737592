import { t } from '../i18n';
import { changeSettings, type Settings } from '../settings';
import { button, el } from './dom';

export type Change = Parameters<typeof changeSettings>[0];

/** A way back, offered until the next change. */
export interface Undo {
  /** What has been done, in a sentence. */
  says: () => string;
  back: () => Promise<unknown>;
  /** Where the focus goes when it is back. */
  then?: () => HTMLElement | null | undefined;
}

/**
 * Keeps what the user chooses, at once, and says beside it what has become of it. One change at a time is spoken of, and
 * one can be taken back: the next one ends both.
 */
export class Keeper {
  readonly #places = new Map<string, HTMLElement>();
  #said: { place: string; words: () => string } | null = null;
  #offered: (() => void) | null = null;
  readonly #bars = new Map<string, HTMLElement>();
  #kept: { place: string; undo: Undo } | null = null;

  /** `again`: shows the settings as they are kept now. */
  constructor(private readonly again: () => Promise<void>) {}

  /** The line of a section that is read out. Asked for anew when the page is drawn in another language. */
  place(id: string): HTMLElement {
    const line = el('p', { class: 'told', role: 'status' });
    this.#places.set(id, line);
    return line;
  }

  /** Where a section offers the way back from a change of everything at once. */
  bars(id: string): HTMLElement {
    const place = el('div', { class: 'asked' });
    this.#bars.set(id, place);
    return place;
  }

  /** The section that was changed last; '' before there was one. */
  last = '';

  /** Says and offers once more what was said and offered last, in the language spoken now: the page has been drawn anew. */
  repeat(): void {
    if (this.#said) this.say(this.#said.place, this.#said.words);
    if (this.#kept) this.offer(this.#kept.place, this.#kept.undo);
  }

  /** Offers a way back in a section, and goes there. */
  offer(place: string, undo: Undo): void {
    this.#kept = { place, undo };
    const bar = this.undoBar(place, undo);
    this.#bars.get(place)?.replaceChildren(bar);
    bar.querySelector('button')?.focus();
  }

  say(place: string, words: () => string): void {
    if (this.#said && this.#said.place !== place) this.#places.get(this.#said.place)?.replaceChildren();
    this.#said = { place, words };
    this.#places.get(place)?.replaceChildren(words());
  }

  /** Ends what was offered and said before: something else is being done now. */
  next(): void {
    this.#offered?.();
    this.#offered = null;
    for (const line of this.#places.values()) line.replaceChildren();
    this.#said = null;
    this.#kept = null;
  }

  /** What ends with the next change. */
  until(end: () => void): void {
    this.#offered = end;
  }

  /** Changes settings and says how it went. False when the browser could not keep them. */
  keep(place: string, change: Change, words: () => string = () => t('options_saved')): Promise<boolean> {
    return this.act(place, () => changeSettings(change), words);
  }

  /** Does something that may fail, and says how it went. */
  async act(place: string, deed: () => Promise<unknown>, words: () => string): Promise<boolean> {
    this.next();
    this.last = place;
    const done = await deed().then(() => true, () => false);
    // Browsers tell of a change when they please: what follows may rely on the page showing it.
    await this.again();
    this.say(place, done ? words : () => t('options_not_saved'));
    return done;
  }

  /** A bar that says what was done and takes it back; it goes with the next change. The focus is its button's to take. */
  undoBar(place: string, { says, back, then }: Undo): HTMLElement {
    const undo = button(t('options_undo'), () => void this.act(place, back, () => t('options_undone')).then((done) => done && then?.()?.focus()), 'quiet');
    const words = el('span', { id: `undo-${place}` }, says());
    undo.setAttribute('aria-describedby', words.id);
    const bar = el('div', { class: 'undo' }, words, undo);
    this.until(() => bar.remove());
    return bar;
  }
}

/** One part of the options page. */
export interface Part {
  id: string;
  title: string;
  element: HTMLElement;
  /** Brings its controls in line with what is kept. */
  show(settings: Settings): void;
}

/** The frame of a part: heading, the line that says what became of a change, and what is inside. */
export function partOf(keeper: Keeper, id: string, title: string, ...inside: (Node | string | null | false)[]): HTMLElement {
  const heading = el('h2', { id: `${id}-title`, tabindex: -1 }, title);
  return el('section', { class: 'card stack', id, 'aria-labelledby': heading.id }, el('div', { class: 'head' }, heading, keeper.place(id)), ...inside);
}

export const note = (text: string, ...more: (Node | string)[]): HTMLElement => el('p', { class: 'soft' }, text, ...more);
