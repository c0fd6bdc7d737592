import type { SiteAdapter } from './adapter';
import * as dom from './dom';
import { addressIn, insideAny, isSkipped, split, type Found, type Survey } from './find';
import { isOwn } from './own';
import type { Sight } from './sight';

/** Shorter than this is a caption, not a message. */
const SHORTEST = 40;
/** A head further up than this belongs to the page, not to the message. */
const MOST_STEPS = 8;
/** How far down the largest block is looked for. */
const MOST_DEPTH = 40;
/** What is no text of a message, wherever it stands. */
const BESIDE = 'nav,aside,menu,script,style,[role="navigation"],[role="toolbar"],[role="menu"],[role="listbox"],[role="grid"],[role="row"],[role="option"],[role="banner"]';
/** Lists of mails have an address in each of many rows; a head has fewer. */
const LONGEST_HEAD = 8;
/** Where a page says that its content is; a head outside of it is that of something else. */
const MAIN = '[role="main"],main';
const HEADING = 'h1,h2,h3,[role="heading"]';
/** The longest text that is taken for a line of a head. */
const HEAD_LINE = 300;
const LONGEST_NAME = 80;
/** A closed frame counts as so many characters. */
const CLOSED = 400;

/**
 * Reads a page that no adapter is made for: whatever text stands below an address is taken for a message of it. Without an
 * address there is no message: then nothing is claimed.
 */
export function surveyAnything(doc: Document, adapter: SiteAdapter, sight: Sight): Survey {
  const named = adapter.body.flatMap((selector) => dom.all(doc, selector));
  const bodies = outermost(named.filter((element) => mayBeBody(element, adapter, sight)));
  const found = bodies.flatMap((body) => withHead(body, bodies, adapter, sight) ?? []);
  const block = found.length > 0 ? null : largest(doc, adapter, sight);
  const messages = block ? [block] : found;
  const all = new Set(messages.map(({ body }) => body));
  messages.forEach((one) => (one.own = isOwn(one, messages.length === 1, adapter, '', doc, all, sight)));
  return { messages, unread: [] };
}

/** Who a message is from, as far as it stands before the body: heads begin with the sender. */
export interface Head {
  name: string;
  address: string;
}

/** The first address before the body, and the name that stands with it. */
export function headBefore(container: Element, body: Element, adapter: SiteAdapter, sight: Sight): Head | null {
  const mayBe = (element: Element): boolean => isBefore(element, body) && !isBeside(element) && sight.shown(element);
  for (const entry of adapter.sender_address ?? []) {
    const { selector, attribute } = split(entry);
    for (const element of selector === '' ? [] : dom.all(container, selector)) {
      if (!mayBe(element)) continue;
      const address = addressIn(attribute ? dom.attribute(element, attribute) ?? '' : textIn(element));
      if (address !== '') return { address, name: nameOf(element, address) };
    }
  }
  for (const element of dom.all(container, '*')) {
    const text = ownText(element);
    if (!text.includes('@') || text.length > HEAD_LINE || !mayBe(element)) continue;
    const address = addressIn(text.replace(/[\s,;]+$/, ''));
    if (address !== '') return { address, name: nameOf(element, address) };
  }
  return null;
}

/** The heading next above the body. */
export function headingBefore(doc: Document, body: Element, adapter: SiteAdapter, sight: Sight): string {
  for (const selector of [(adapter.subject ?? [])[0] ?? 'h1', HEADING]) {
    const above = dom.all(doc, selector).filter((element) => isBefore(element, body) && !isBeside(element) && sight.shown(element));
    const text = above.map(textIn).findLast((one) => one !== '' && addressIn(one) === '');
    if (text) return text;
  }
  return '';
}

/** What stands with an address and is none: in its own element, else right before it, else around it. */
function nameOf(element: Element, address: string): string {
  const parent = dom.parentElement(element);
  const places = [element, dom.previousElement(element), parent, parent && dom.previousElement(parent)];
  for (const place of places) {
    const name = place && !dom.is(place, HEADING) ? withoutLabel(textIn(place).replace(/[<(\[]?[^\s<>()[\]]+@[^\s<>()[\]]+[>)\]]?.*$/s, '')) : '';
    if (name !== '' && name.length <= LONGEST_NAME && !name.includes(address)) return name;
  }
  return '';
}

/** A head's label ends in a colon, in every language. */
const withoutLabel = (text: string): string => text.replace(/^[\p{L}\s.-]{1,20}[:：]\s*/u, '').replace(/[\s:：,;]+$/, '').replace(/^"(.*)"$/, '$1').trim();

const textIn = (element: Element): string => dom.textOf(element).slice(0, HEAD_LINE).replace(/\s+/g, ' ').trim();

function withHead(body: Element, bodies: readonly Element[], adapter: SiteAdapter, sight: Sight): Found | null {
  let at = dom.parentElement(body);
  for (let step = 0; at && step < MOST_STEPS; step++, at = dom.is(at, MAIN) ? null : dom.parentElement(at)) {
    const container = at;
    if (bodies.some((other) => other !== body && dom.contains(container, other))) return null;
    if (headBefore(container, body, adapter, sight)) return hasOwnHead(body, adapter, sight) ? null : { container, body, own: false };
  }
  return null;
}

/** A frame that shows a mail with its head is a document of its own, and read as that. */
function hasOwnHead(body: Element, adapter: SiteAdapter, sight: Sight): boolean {
  const inside = isFrame(body) ? dom.documentIn(body) : null;
  return inside !== null && surveyAnything(inside, adapter, sight).messages.length > 0;
}

/** Goes down to where most of the text stands, until an address is outside and before it. */
function largest(doc: Document, adapter: SiteAdapter, sight: Sight): Found | null {
  let at: Element | null = dom.all(doc, MAIN).find((element) => sight.shown(element)) ?? dom.pageBody(doc);
  for (let depth = 0; at && depth < MOST_DEPTH; depth++) {
    const inside: Element[] = dom.all(at, ':scope > *').filter((element) => !dom.is(element, BESIDE) && mayBeBody(element, adapter, sight));
    const next = inside.reduce<Element | null>((most, one) => (most && wordsIn(most) >= wordsIn(one) ? most : one), null);
    if (!next) return null;
    const found = withHead(next, [], adapter, sight);
    if (found) return found;
    at = next;
  }
  return null;
}

const mayBeBody = (element: Element, adapter: SiteAdapter, sight: Sight): boolean =>
  sight.shown(element) && !isSkipped(element, adapter) && !isBeside(element) && hasWords(element);

const isBeside = (element: Element): boolean => dom.around(element, BESIDE) !== null || isInList(element);

function isInList(element: Element): boolean {
  const list = dom.around(element, 'table,ul,ol');
  return list !== null && dom.all(list, ':scope > tbody > tr,:scope > tr,:scope > li').length > LONGEST_HEAD;
}

const hasWords = (element: Element): boolean => wordsIn(element) >= SHORTEST;

const isFrame = (element: Element): boolean => /^i?frame$/.test(dom.localName(element));

/** How much text stands in an element, that of its frames with it. One that is closed to us may hold anything; its own script will say. */
function wordsIn(element: Element): number {
  const frames = isFrame(element) ? [element] : dom.all(element, 'iframe');
  const inside = frames.map(dom.documentIn).map((doc) => (doc ? (dom.pageBody(doc) ?? null) : 'closed'));
  const words = (one: Element): number => dom.textOf(one).replace(/\s+/g, ' ').length;
  return words(element) + inside.reduce((sum, page) => sum + (page === 'closed' ? CLOSED : page ? words(page) : 0), 0);
}

function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  return [...all].filter((element) => !insideAny(element, all));
}

const PRECEDES = 4;

const isBefore = (element: Element, body: Element): boolean => !dom.contains(element, body) && (dom.compare(element, body) & PRECEDES) !== 0;

/** Text that stands directly in an element. */
function ownText(element: Element): string {
  let text = '';
  for (let node = dom.firstChild(element); node; node = dom.nextSibling(node)) if (dom.nodeType(node) === dom.TEXT) text += dom.data(node as Text);
  return text.trim();
}
