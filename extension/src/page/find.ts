import * as dom from './dom';
import type { Place, SiteAdapter } from './adapter';
import { isOwn } from './own';
import { walkAtOnce } from './walk';
import type { Sight } from './sight';
import type { Unread } from '../protocol';

/** The most messages of one view that are read; the newest count. */
export const MAX_MESSAGES = 200;

/** What a person writes is never a message to judge. */
export const EDITABLE = '[contenteditable]:not([contenteditable="false" i]),[role="textbox"],textarea,input';

export interface Found {
  container: Element;
  body: Element;
  own: boolean;
}

export interface Survey {
  /** In reading order. */
  messages: Found[];
  /** What is open and could not be read. */
  unread: Unread[];
}

/** Whether this document is the application that the adapter reads. */
export function fits(doc: Document, adapter: SiteAdapter): boolean {
  const view = dom.windowOf(doc);
  if (!view || (adapter.frames !== 'each' && view.top !== view.self)) return false;
  return !adapter.detect?.length || adapter.detect.some((selector) => dom.all(doc, selector).length > 0);
}

/** Finds the messages that are open now. Cheap: no text is read but short fields. */
export function survey(doc: Document, adapter: SiteAdapter, sight: Sight): Survey {
  const open = containers(doc, adapter, sight);
  const bodies = new Set(open.flatMap(({ body }) => (body ? [body] : [])));
  // A mail may bring elements that look like the application's. Whatever lies inside another one's body is mail.
  const genuine = open.filter(({ container }) => !insideAny(container, bodies));
  const messages: Found[] = [];
  const unread = new Set<Unread>();
  let folded = false;
  for (const { container, body } of genuine) {
    // Without a body, a frame that is closed to us may be it: the script inside is asked.
    const text = body ?? (dom.isAny(container, adapter.collapsed) ? null : closedFrame(container, sight));
    if (text) messages.push({ container, body: text, own: false });
    else if (dom.isAny(container, adapter.collapsed)) folded = true;
    // In a chat a message without text is a picture; in mail it is one that is still being loaded.
    else if (adapter.channel !== 'email' && dom.all(container, 'img,video').some((element) => sight.shown(element))) unread.add('picture');
  }
  const newest = messages.slice(-MAX_MESSAGES);
  // In a list of thousands each of these looks is a walk through all of it.
  const account = newest.length === 0 ? '' : field(doc, adapter, adapter.account, bodies, sight, null, onlyAddressIn).toLowerCase();
  newest.forEach((found) => (found.own = isOwn(found, newest.length === 1, adapter, account, doc, bodies, sight)));
  if (newest.length === 0 && !folded && unread.size === 0 && isFilled(doc, adapter, sight)) unread.add('selectors');
  return { messages: newest, unread: [...unread] };
}

interface Candidate {
  container: Element;
  body: Element | null;
}

function containers(doc: Document, adapter: SiteAdapter, sight: Sight): Candidate[] {
  let bare: Candidate[] = [];
  for (const selector of adapter.message ?? []) {
    const found = dom.all(doc, selector).filter((element) => sight.shown(element) && !isSkipped(element, adapter));
    const nested = found.map((container) => ({ container, body: bodyIn(container, adapter, sight) }));
    // Where containers nest, the inner one is the message and the outer one a list of them; but not inside a mail's own body.
    const holds = (outer: Candidate, inner: Candidate): boolean =>
      outer !== inner && inner.body !== null && dom.contains(outer.container, inner.container) && !(outer.body && dom.contains(outer.body, inner.container));
    const candidates = nested.filter((outer) => !nested.some((inner) => holds(outer, inner)));
    if (candidates.some(({ container, body }) => body || dom.isAny(container, adapter.collapsed))) return candidates;
    if (bare.length === 0) bare = candidates;
  }
  for (const selector of adapter.body) {
    const found = dom.all(doc, selector).filter((element) => sight.shown(element) && !isSkipped(element, adapter));
    const bodies = found.filter((element) => !found.some((other) => other !== element && dom.contains(other, element)));
    if (bodies.length > 0) return bodies.map((body) => ({ container: climb(body, bodies, adapter), body }));
  }
  return bare;
}

function bodyIn(container: Element, adapter: SiteAdapter, sight: Sight): Element | null {
  for (const selector of adapter.body) {
    const found = dom.is(container, selector) ? [container] : dom.all(container, selector);
    const body = found.find((element) => sight.shown(element) && !isSkipped(element, adapter));
    if (body) return body;
  }
  return null;
}

/** The nearest ancestor that also shows a sender, but never one that holds a second message. */
function climb(body: Element, bodies: readonly Element[], adapter: SiteAdapter): Element {
  const senders = [adapter.sender_address, adapter.sender_name, adapter.sender_number].flatMap((list) => list ?? []);
  const selectors = senders.map((entry) => split(entry).selector).filter((selector) => selector !== '');
  let best = dom.parentElement(body) ?? body;
  for (let at: Element | null = best; at; at = dom.parentElement(at)) {
    if (bodies.some((other) => other !== body && dom.contains(at, other))) return best;
    best = at;
    if (selectors.some((selector) => dom.all(at, selector).some((element) => !dom.contains(body, element)))) return at;
  }
  return dom.parentElement(body) ?? body;
}

const closedFrame = (container: Element, sight: Sight): Element | null =>
  dom.all(container, 'iframe').find((frame) => sight.shown(frame) && !dom.documentIn(frame)) ?? null;

export function isSkipped(element: Element, adapter: SiteAdapter): boolean {
  return dom.around(element, EDITABLE) !== null || (adapter.skip ?? []).some((selector) => dom.around(element, selector) !== null);
}

/** Something is open that should hold messages. Where one writes there need not be any. */
function isFilled(doc: Document, adapter: SiteAdapter, sight: Sight): boolean {
  const writing = [EDITABLE, ...(adapter.skip ?? [])];
  const filled = (view: Element): boolean =>
    sight.shown(view) && dom.textOf(view).trim() !== '' && !writing.some((selector) => dom.all(view, selector).some((element) => sight.shown(element)));
  return (adapter.view ?? []).some((selector) => dom.all(doc, selector).some(filled));
}

export function insideAny(element: Element, bodies: ReadonlySet<Element>): boolean {
  for (let at = dom.parentElement(element); at; at = dom.parentElement(at)) if (bodies.has(at)) return true;
  return false;
}

/** An entry of a `Fields` list: `selector @attribute`. */
export function split(entry: string): { selector: string; attribute: string | null } {
  const parts = /^(?:(.*?)\s+)?@([\w:.-]+)$/s.exec(entry.trim());
  return parts ? { selector: parts[1] ?? '', attribute: parts[2] as string } : { selector: entry.trim(), attribute: null };
}

/**
 * The first value that a ranked list finds, never out of a mail's body. Empty when there is none. With `outside`, only what
 * is shown and not in one of those elements: applications keep the heads of mails opened before. `take` makes the value
 * of what stands there, or nothing: then the search goes on.
 */
export function field(scope: Document | Element, adapter: SiteAdapter, list: readonly string[] | undefined, bodies: ReadonlySet<Element>, sight: Sight, outside?: ReadonlySet<Element> | null, take: (text: string) => string = (text) => text): string {
  for (const entry of list ?? []) {
    const { selector, attribute } = split(entry);
    const own = selector === '' && dom.isElement(scope as Node);
    for (const element of own ? [scope as Element] : dom.all(scope, selector)) {
      if (bodies.has(element) || insideAny(element, bodies) || (outside && !(sight.shown(element) && !insideAny(element, outside)))) continue;
      const value = attribute ? dom.attribute(element, attribute) ?? '' : textOf(element, adapter, sight);
      const taken = take(value.trim());
      if (taken !== '') return taken;
    }
  }
  return '';
}

const BUTTONS = ['button', '[role="button"]'];

/** Short text of a field as shown, without the buttons beside it. */
function textOf(element: Element, adapter: SiteAdapter, sight: Sight): string {
  // A field may itself be a button (a sender's name that opens a card): only buttons inside it are left out.
  const without = [...BUTTONS, ...(adapter.noise ?? [])].map((selector) => `:is(${selector})`);
  const inside = without.filter((selector) => !dom.is(element, selector));
  return walkAtOnce(element, { sight, without: inside }).body.replace(/\s+/g, ' ').trim();
}

/** The address in `Name <a@b>`, `mailto:a@b?…` or plain text; empty when there is none. Several: the last, which is not the name's. */
export function addressIn(text: string): string {
  // Avatars come from addresses such as `…/endpoints/smtp:a@b/image`.
  const clean = /^mailto:/i.test(text) ? text.slice(7).replace(/[?#].*$/s, '') : (/^https:.*\/smtp:([^/?#\s]+)/i.exec(text)?.[1] ?? text);
  const angled = /<\s*([^<>\s]+@[^<>\s]+)\s*>[^<>]*$/.exec(clean);
  const plain = angled ?? /(?:^|[\s(])([^\s<>()"',;]+@[^\s<>()"',;]+)\)?$/.exec(clean.trim());
  return plain?.[1] ?? '';
}

/** The address in the label of an account, wherever it stands there; none when there are several. */
function onlyAddressIn(text: string): string {
  const all = text.match(/[^\s<>()"',;:]+@[^\s<>()"',;:]+/g) ?? [];
  return all.length === 1 ? (all[0] as string) : addressIn(text);
}

/** Where the warning of a message goes: an element outside the mail's body, and the side of it. */
export function placeFor(found: Found, adapter: SiteAdapter, doc: Document, alone: boolean, sight: Sight): { anchor: Element; side: Place } | null {
  const place = namedPlace(found, adapter, doc, alone, sight);
  return place && roomy(place, sight);
}

/** How far up to look for a place with room. */
const MOST_STEPS = 6;

/** Between the columns of a row there is no room for a warning: then beside the whole row. */
function roomy(place: { anchor: Element; side: Place }, sight: Sight): { anchor: Element; side: Place } {
  const { side } = place;
  if (side === 'first' || side === 'last') return place;
  let { anchor } = place;
  for (let step = 0; step < MOST_STEPS; step++) {
    const parent = dom.parentElement(anchor);
    const style = parent && sight.style(parent);
    if (!parent || !style || dom.parentElement(parent) === null) return place;
    const row = /flex$/.test(style.display) && /^(row|$)/.test(style.flexDirection) && style.flexWrap !== 'wrap';
    if (!row && !/^(table(-row|-row-group)?|inline|ruby)$/.test(style.display)) return { anchor, side };
    anchor = parent;
  }
  return place;
}

function namedPlace(found: Found, adapter: SiteAdapter, doc: Document, alone: boolean, sight: Sight): { anchor: Element; side: Place } | null {
  const side = adapter.banner_at ?? 'before';
  // A place in the page at large belongs to a message only when it is the only one.
  for (const scope of alone ? [found.container, doc] : [found.container]) {
    for (const selector of adapter.banner ?? []) {
      const anchor = dom.all(scope, selector).find((element) => mayHold(element, side, found.body, sight));
      if (anchor) return { anchor, side };
    }
  }
  const isWhole = found.body === dom.pageBody(doc);
  return mayHold(found.body, 'before', found.body, sight) && !isWhole ? { anchor: found.body, side: 'before' } : null;
}

function mayHold(element: Element, side: Place, body: Element, sight: Sight): boolean {
  const inside = side === 'first' || side === 'last';
  const parent = inside ? element : dom.parentElement(element);
  if (!parent || dom.contains(body, parent) || dom.around(parent, EDITABLE) !== null) return false;
  return sight.shown(inside ? element : parent);
}
