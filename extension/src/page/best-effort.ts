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
/** What is no text of a message, wherever it stands; lists among it, which have an address in each of many rows. */
const BESIDE = 'table:has(> tbody > tr:nth-child(9)),ul:has(> li:nth-child(9)),ol:has(> li:nth-child(9)),nav,aside,menu,script,style,[role="navigation"],[role="toolbar"],[role="menu"],[role="listbox"],[role="grid"],[role="row"],[role="option"],[role="banner"]';
/** The longest text that is taken for a line of a head. */
const HEAD_LINE = 300;

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

/** An address that stands in text before the body: the first one is the sender's, heads begin with it. */
export function addressBefore(container: Element, body: Element, adapter: SiteAdapter, sight: Sight): string {
  const fields = adapter.sender_address ?? [];
  for (const entry of fields) {
    const { selector, attribute } = split(entry);
    for (const element of selector === '' ? [] : dom.all(container, selector)) {
      if (!isBefore(element, body) || isBeside(element) || !sight.shown(element)) continue;
      const address = addressIn(attribute ? dom.attribute(element, attribute) ?? '' : dom.textOf(element).slice(0, HEAD_LINE));
      if (address !== '') return address;
    }
  }
  for (const element of dom.all(container, '*')) {
    if (!isBefore(element, body)) continue;
    const text = ownText(element);
    if (!text.includes('@') || text.length > HEAD_LINE || isBeside(element) || !sight.shown(element)) continue;
    const address = addressIn(text.replace(/[\s,;]+$/, ''));
    if (address !== '') return address;
  }
  return '';
}

function withHead(body: Element, bodies: readonly Element[], adapter: SiteAdapter, sight: Sight): Found | null {
  let at = dom.parentElement(body);
  for (let step = 0; at && step < MOST_STEPS; step++, at = dom.parentElement(at)) {
    const container = at;
    if (bodies.some((other) => other !== body && dom.contains(container, other))) return null;
    if (addressBefore(container, body, adapter, sight) !== '') return hasOwnHead(body, adapter, sight) ? null : { container, body, own: false };
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
  let at: Element | null = dom.all(doc, '[role="main"],main').find((element) => sight.shown(element)) ?? dom.pageBody(doc);
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

const isBeside = (element: Element): boolean => dom.around(element, BESIDE) !== null;

/** A frame that cannot be read from here may hold anything; its own script will say. */
function hasWords(element: Element): boolean {
  if (!isFrame(element)) return wordsIn(element) >= SHORTEST;
  const inside = dom.documentIn(element);
  const page = inside && dom.pageBody(inside);
  return !inside || (page !== null && wordsIn(page) >= SHORTEST);
}

const isFrame = (element: Element): boolean => /^i?frame$/.test(dom.localName(element));

const wordsIn = (element: Element): number => dom.textOf(element).replace(/\s+/g, ' ').length;

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
