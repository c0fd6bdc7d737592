import { LIMITS, type Link } from '../protocol';
import * as dom from './dom';
import { generatedWords } from './generated';
import { isDrawn, isEmoji, isOnlyDefined, isTiny, isLeftOut, PICTURES } from './replaced';
import { isLegible, lightAround, lightIn, type Light, type Sight } from './sight';
import { TextMap } from './text-map';

/** The most nodes of one message that are looked at. */
export const MAX_NODES = 60_000;
/** The longest that reading one message may take in all, in milliseconds. */
export const MAX_TIME = 1_500;
/** The most frames of one mail whose own scripts are asked: honest mail has none, and each is a round trip. */
const MAX_FRAMES = 8;
/** After this many milliseconds the page gets its turn. */
export const SLICE = 8;
/** Fewer letters than this beside a picture: the picture is the message. */
const PICTURE_LETTERS = 40;

export interface Walked {
  map: TextMap;
  body: string;
  hidden: string;
  links: Link[];
  /** The element of each link, for marking. */
  linkElements: Element[];
  /** Longer than the limits: only the first part is here. */
  cut: boolean;
  /** A picture says what text should. */
  picture: boolean;
  /** Frames inside that only a script of their own can read. */
  frames: Element[];
}

export interface WalkOptions {
  sight: Sight;
  /** Left out when the page folds it away, and then not hidden text either. */
  folded?: readonly string[];
  /** Hears of each shadow and frame's document before anything is read in there: from then on it should be watched. */
  entered?: (root: Node) => void;
  /** Left out in any case. */
  without?: readonly string[];
}

interface Open {
  element: Element;
  style: CSSStyleDeclaration;
  light: Light;
  lines: number;
  link: { index: number; from: number } | null;
  /** Where to go on afterwards; differs from the element for a frame's body. */
  after: Node;
  /** What a slot shows: nodes that stand elsewhere. */
  slotted?: { nodes: readonly Node[]; at: number };
}

const IN_LINE = /^(inline|contents|ruby|$)/;
const TWO_LINES = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'pre']);

/**
 * Reads everything below `root` as a person sees it. Pauses (yields) after each slice of time; the caller decides whether
 * to go on at once or to let the page breathe. No recursion: mails nest ten thousand deep.
 */
export function* walk(root: Element, options: WalkOptions): Generator<void, Walked> {
  return yield* new Walk(root, options, sliceOf(options.sight)).run();
}

/** Reads without a pause: for short fields. */
export function walkAtOnce(root: Element, options: WalkOptions): Walked {
  const steps = new Walk(root, options, { end: Infinity }).run();
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The stretch of work that is under way. */
interface Slice {
  end: number;
}

const SLICES = new WeakMap<Sight, Slice>();

/** All messages of a page share one: two hundred short ones in a row are as long a stretch as a single long one. */
function sliceOf(sight: Sight): Slice {
  const slice = SLICES.get(sight) ?? { end: 0 };
  SLICES.set(sight, slice);
  return slice;
}

class Walk {
  readonly #map = new TextMap();
  readonly #links: { link: Link; from: number; to: number }[] = [];
  readonly #linkElements: Element[] = [];
  readonly #hidden: string[] = [];
  readonly #open: Open[] = [];
  readonly #root: Element;
  readonly #options: WalkOptions;
  readonly #generated: boolean;
  #hiddenLength = 0;
  #letters = 0;
  #pictures = 0;
  readonly #frames: Element[] = [];
  #cut = false;
  readonly #slice: Slice;
  readonly #end: number;

  constructor(root: Element, options: WalkOptions, slice: Slice) {
    this.#root = root;
    this.#options = options;
    this.#slice = slice;
    this.#end = options.sight.now() + MAX_TIME;
    // Generated text costs a second style per element: only where the mail brings rules that may generate some.
    this.#generated = dom.all(root, 'style').some((sheet) => /content\s*:/.test(dom.textOf(sheet)));
  }

  *run(): Generator<void, Walked> {
    let node: Node | null = (yield* this.#pause(this.#root)) ? null : this.#root;
    for (let nodes = 0; node; nodes++) {
      if (nodes >= MAX_NODES || this.#map.length >= LIMITS.body) {
        this.#cut = true;
        break;
      }
      if (nodes % 8 === 7 && (yield* this.#pause(node))) break;
      const inside: Node | null = dom.isElement(node) ? this.#enter(node) : null;
      if (dom.nodeType(node) === dom.TEXT && (yield* this.#text(node as Text))) break;
      node = inside ?? this.#next(node);
    }
    while (this.#open.length > 0) this.#leave();
    return this.#result();
  }

  /** True when reading has to end here: out of time, or the page has changed under us (then a new pass reads it anew). */
  *#pause(node: Node): Generator<void, boolean> {
    const now = this.#options.sight.now();
    if (now >= this.#end) {
      this.#cut = true;
      return true;
    }
    if (now < this.#slice.end) return false;
    yield;
    this.#slice.end = this.#options.sight.now() + SLICE;
    if (!this.#stillInside(node)) {
      this.#cut = true;
      return true;
    }
    return false;
  }

  /** A page may move nodes while we rest; following them would lead out of the message. */
  #stillInside(node: Node): boolean {
    let below = node;
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const { element, after, slotted } = this.#open[i] as Open;
      const parent = dom.parentOf(below);
      if (slotted ? slotted.nodes[slotted.at] !== below : parent !== element && (!parent || dom.hostOf(parent) !== element)) return false;
      below = after;
    }
    return below === this.#root;
  }

  /** The first node inside, or null when there is nothing to see inside. */
  #enter(element: Element): Node | null {
    const name = dom.localName(element);
    const { sight, folded, without } = this.#options;
    if (dom.isAny(element, without)) return null;
    const style = sight.style(element);
    if (!style) return null;
    const outside = this.#open.at(-1)?.light ?? lightAround(this.#root, sight);
    // A picture that is still being loaded has no size yet, and browsers clip it to that: an emoji is a letter all the same.
    const isLetter = name === 'img' && style.display !== 'none' && isEmoji(element);
    const light = isLetter ? outside : lightIn(element, style, outside, sight);
    const drawn = !light.gone && style.visibility !== 'hidden';
    if (light.gone && !outside.gone && dom.isAny(element, folded)) return null;
    if (name === 'iframe' || name === 'frame') return this.#enterFrame(element, style, light);
    if (drawn && this.#seeReplaced(element, name, style)) return null;
    if (isLeftOut(name) || isOnlyDefined(element, name)) return null;
    const lines = IN_LINE.test(style.display) || style.display.startsWith('inline') ? 0 : TWO_LINES.has(name) ? 2 : 1;
    if (drawn) this.#before(element, style, lines);
    const nodes = name === 'slot' ? dom.slotted(element) : [];
    const slotted = nodes.length > 0 ? { slotted: { nodes, at: 0 } } : {};
    this.#open.push({ element, style, light, lines: drawn ? lines : 0, link: drawn ? this.#openLink(element, name) : null, after: element, ...slotted });
    if (drawn && this.#generated) this.#generate(element, '::before', light);
    const shadow = dom.shadowOf(element);
    if (shadow) this.#options.entered?.(shadow);
    const inside = nodes[0] ?? (shadow ? dom.firstChild(shadow) : firstIn(element, name));
    if (!inside) this.#leave();
    return inside;
  }

  #before(element: Element, style: CSSStyleDeclaration, lines: number): void {
    if (style.display === 'table-cell') this.#map.gap(element, -1);
    else if (lines > 0) this.#map.breakLine(lines);
  }

  /** Things that are drawn but have no text inside. True when that is all there is to them. */
  #seeReplaced(element: Element, name: string, style: CSSStyleDeclaration): boolean {
    if (name === 'br') {
      this.#map.addLine();
      return true;
    }
    if (name === 'img' || name === 'input' || name === 'area') {
      const type = dom.attribute(element, 'type')?.toLowerCase() ?? '';
      const shown = name === 'input' ? (/^(submit|button|reset)$/.test(type) ? dom.attribute(element, 'value') : '') : dom.attribute(element, 'alt');
      const emoji = name === 'img' && isEmoji(element);
      if (name === 'img' && !emoji && !isTiny(element, style)) this.#pictures++;
      if (name === 'area') this.#addLink(element, shown ?? '');
      if (shown && shown.trim() !== '') {
        if (!emoji) this.#map.gap(element, -1);
        this.#map.mark(element, shown.trim().slice(0, LIMITS.linkText));
        if (!emoji) this.#map.gap(element, -1);
      }
      return true;
    }
    if (PICTURES.has(name) || (style.backgroundImage.includes('url(') && !isTiny(element, style))) this.#pictures++;
    if (name === 'form') this.#addLink(element, '');
    return false;
  }

  #enterFrame(element: Element, style: CSSStyleDeclaration, light: Light): Node | null {
    if (light.gone || isTiny(element, style)) return null;
    const doc = dom.documentIn(element);
    const body = doc && dom.pageBody(doc);
    const inner = body && this.#options.sight.style(body);
    if (!body || !inner) {
      if (this.#frames.length < MAX_FRAMES) this.#frames.push(element);
      return null;
    }
    this.#options.entered?.(doc);
    this.#map.breakLine(1);
    const inside = dom.firstChild(body);
    if (!inside) return null;
    // Boxes inside are measured from the frame's own corner.
    this.#open.push({ element: body, style: inner, light: { ...light, frame: () => this.#options.sight.box(body), clip: null }, lines: 1, link: null, after: element });
    return inside;
  }

  #leave(): void {
    const left = this.#open.pop();
    if (!left) return;
    if (this.#generated && !left.light.gone) this.#generate(left.element, '::after', left.light);
    if (left.link) {
      const link = this.#links[left.link.index];
      if (link) link.to = this.#map.length;
    }
    if (left.style.display === 'table-cell') this.#map.gap(left.element, -1);
    else if (left.lines > 0) this.#map.breakLine(left.lines);
  }

  #next(node: Node): Node | null {
    // A closed `details` shows its summary alone.
    let at: Node = node;
    while (at !== this.#root) {
      const top = this.#open.at(-1);
      const alone = top !== undefined && dom.localName(top.element) === 'details' && !dom.hasAttribute(top.element, 'open');
      const sibling = alone ? null : top?.slotted ? top.slotted.nodes[++top.slotted.at] : dom.nextSibling(at);
      if (sibling) return sibling;
      if (!top) return null;
      this.#leave();
      at = top.after;
    }
    return null;
  }

  /** Words of a text node. True when reading has to end. */
  *#text(node: Text): Generator<void, boolean> {
    const top = this.#open.at(-1);
    if (!top) return false;
    const text = dom.data(node);
    if (!isLegible(top.style, top.light, isDrawn(top.element))) {
      this.#hide(text);
      return false;
    }
    const keep = /^(pre|break-spaces)/.test(top.style.whiteSpace);
    // Words with one space between them are taken together: drawn as written, they need no look of their own.
    const word = keep ? /[^\r\n]{1,4096}|\r?\n/g : /[^ \t\n\r\f]+(?: [^ \t\n\r\f]+){0,255}|[ \t\n\r\f]+/g;
    let count = 0;
    for (let found = word.exec(text); found; found = word.exec(text)) {
      const room = LIMITS.body - this.#map.length;
      if (found[0].length > room) {
        if (room > 0) this.#map.take(node, found.index, found[0].slice(0, room));
        this.#cut = true;
        return true;
      }
      if (/^[ \t\n\r\f]/.test(found[0]) && !(keep && !/^\r?\n$/.test(found[0]))) {
        if (keep) this.#map.addLine();
        else this.#map.gap(node, found.index);
      } else {
        this.#map.take(node, found.index, found[0]);
        this.#letters += found[0].length;
      }
      if (++count % 64 === 0 && (yield* this.#pause(node))) return true;
    }
    return false;
  }

  #hide(text: string): void {
    const room = LIMITS.hidden - this.#hiddenLength;
    const words = text.replace(/[ \t\n\r\f]+/g, ' ').trim().slice(0, Math.max(0, room - 1));
    if (words === '') return;
    this.#hidden.push(words);
    this.#hiddenLength += words.length + 1;
  }

  #generate(element: Element, which: '::before' | '::after', light: Light): void {
    const words = generatedWords(element, which, light);
    if (words.trim() !== '') this.#map.mark(element, words.slice(0, LIMITS.linkText));
  }

  #openLink(element: Element, name: string): Open['link'] {
    if (name !== 'a') return null;
    const from = this.#map.length;
    return this.#addLink(element, '') ? { index: this.#links.length - 1, from } : null;
  }

  #addLink(element: Element, text: string): boolean {
    const href = dom.attribute(element, dom.localName(element) === 'form' ? 'action' : 'href') ?? dom.attribute(element, 'xlink:href');
    if (!href || href.trim() === '' || href.startsWith('#') || this.#links.length >= LIMITS.links) return false;
    const from = this.#map.length;
    this.#links.push({ link: { text: text.slice(0, LIMITS.linkText), href: href.slice(0, LIMITS.href) }, from, to: from });
    this.#linkElements.push(element);
    return true;
  }

  #result(): Walked {
    const body = this.#map.text.slice(0, LIMITS.body);
    const links = this.#links.map(({ link, from, to }) =>
      to > from ? { text: body.slice(from, to).trim().slice(0, LIMITS.linkText), href: link.href } : link,
    );
    return {
      map: this.#map,
      body,
      hidden: this.#hidden.join(' '),
      links,
      linkElements: this.#linkElements,
      cut: this.#cut,
      picture: this.#pictures > 0 && this.#letters < PICTURE_LETTERS,
      frames: this.#frames,
    };
  }
}

/** The first node that is drawn inside: a closed `details` shows its summary alone. */
function firstIn(element: Element, name: string): Node | null {
  return name === 'details' && !dom.hasAttribute(element, 'open') ? dom.all(element, 'summary')[0] ?? null : dom.firstChild(element);
}
