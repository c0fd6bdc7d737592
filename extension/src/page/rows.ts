import { LIMITS, type Message } from '../protocol';
import type { Place, SiteAdapter } from './adapter';
import * as dom from './dom';
import { addressIn, EDITABLE, field, insideAny, split } from './find';
import { keyOf } from './key';
import { isNumber, nameIn, without } from './read';
import type { Sight } from './sight';

/** One line of a list of messages, as far as the list shows it. */
export interface Row {
  element: Element;
  /** Changes with everything that is read of the row: rows are recycled. */
  key: string;
  message: Message;
}

const NO_BODIES: ReadonlySet<Element> = new Set();

/** Rows of one look: what a tall window shows. */
const MOST_ROWS = 80;
/** Rows that tell of one message together. */
const MOST_PARTS = 4;
/** Lists up to this long are looked through from the top; longer ones by halves. */
const SHORT_LIST = 300;

/** The rows that are shown, in the order of the page. `bodies` hold mail: what looks like a row in there is none. */
export function rowElements(doc: Document, adapter: SiteAdapter, bodies: ReadonlySet<Element>, sight: Sight): Element[] {
  return firstWith(doc, adapter, (all) => all.filter((element) => isRow(element, bodies, sight)));
}

/** Those of the rows that the window shows. Of thousands only a few are looked at. */
export function rowsInView(doc: Document, adapter: SiteAdapter, bodies: ReadonlySet<Element>, sight: Sight): Element[] {
  const height = dom.windowOf(doc)?.innerHeight ?? 0;
  return firstWith(doc, adapter, (all) => {
    const isLong = all.length > SHORT_LIST;
    const seen: Element[] = [];
    for (let i = isLong ? firstBelow(all, sight) : 0; i < all.length && seen.length < MOST_ROWS; i++) {
      const row = all[i] as Element;
      const { top, bottom } = sight.box(row);
      if (top > height && isLong) break;
      if (bottom >= 0 && top <= height && isRow(row, bodies, sight)) seen.push(row);
    }
    return seen;
  });
}

export function isInView(doc: Document, row: Element, sight: Sight): boolean {
  const { top, bottom } = sight.box(row);
  return bottom >= 0 && top <= (dom.windowOf(doc)?.innerHeight ?? 0);
}

/** What the first of the ranked selectors gives that gives anything. */
function firstWith(doc: Document, adapter: SiteAdapter, pick: (all: Element[]) => Element[]): Element[] {
  for (const selector of adapter.row ?? []) {
    const found = pick(dom.all(doc, selector));
    if (found.length > 0) return found;
  }
  return [];
}

const isRow = (element: Element, bodies: ReadonlySet<Element>, sight: Sight): boolean =>
  sight.shown(element) && dom.around(element, EDITABLE) === null && !insideAny(element, bodies);

/** Where in a long list the window begins: rows stand one below the other. Those that are not drawn stand nowhere and say nothing. */
function firstBelow(rows: readonly Element[], sight: Sight): number {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    let at = middle;
    let box = sight.box(rows[at] as Element);
    while (box.height === 0 && ++at < to) box = sight.box(rows[at] as Element);
    if (at < to && box.bottom <= 0) from = at + 1;
    else to = middle;
  }
  return from;
}

/** What a row says; null when it shows neither subject nor text. */
export function readRow(element: Element, adapter: SiteAdapter, sight: Sight): Row | null {
  const parts = [element, ...goesOn(element, adapter)];
  const value = (list: readonly string[] | undefined, take?: (text: string) => string): string => {
    for (const part of parts) {
      const found = field(part, adapter, list, NO_BODIES, sight, null, take);
      if (found !== '') return found;
    }
    return '';
  };
  const address = value(adapter.row_address, addressIn);
  const shown = value(adapter.row_sender, nameIn);
  // A list has one column for the sender: where that is the address, it is shown as the name.
  const name = without(shown, address) || shown;
  const isPhone = adapter.channel !== 'email' && isNumber(name);
  const message: Message = {
    channel: adapter.channel,
    subject: value(adapter.row_subject).slice(0, LIMITS.subject),
    body: value(adapter.row_snippet).replace(/^[-–—\s]+/, '').slice(0, LIMITS.turn),
    hidden: '',
    sender: { name: isPhone ? '' : name.slice(0, LIMITS.name), address: address.slice(0, LIMITS.name), number: isPhone ? name.slice(0, LIMITS.name) : '' },
    replyTo: '',
    links: [],
    turns: [],
  };
  if (message.subject === '' && message.body === '') return null;
  return { element, key: keyOf(value(adapter.row_key), message), message };
}

/** The rows that a change at this place is a change of. */
export function rowsAround(place: Node, { row, row_more: more }: SiteAdapter): Element[] {
  const element = dom.isElement(place) ? place : dom.parentElement(place);
  if (!element) return [];
  const isRow = (one: Element): boolean => dom.isAny(one, row);
  const rows = (row ?? []).flatMap((selector) => dom.around(element, selector) ?? []);
  // In a part of a row that stands beside it: the row is one of those before.
  for (const selector of more ?? []) {
    let at = dom.around(element, selector);
    for (let step = 0; at && !isRow(at) && step < MOST_PARTS; step++) at = dom.previousElement(at);
    if (at && isRow(at)) rows.push(at);
  }
  return rows;
}

/** Rows right after this one that tell of the same message. */
function goesOn(element: Element, { row_more: more }: SiteAdapter): Element[] {
  const parts: Element[] = [];
  for (let next = dom.nextElement(element); next && more && dom.isAny(next, more) && parts.length < MOST_PARTS; next = dom.nextElement(next)) parts.push(next);
  return parts;
}

/** Where the mark of a row goes. */
export function markPlace(row: Row, adapter: SiteAdapter, sight: Sight): { anchor: Element; side: Place } {
  const side = adapter.row_mark_at ?? 'first';
  const selectors = adapter.row_mark ?? (adapter.row_subject ?? []).map((entry) => split(entry).selector);
  for (const selector of selectors) {
    const anchor = selector === '' ? undefined : dom.all(row.element, selector).find((element) => sight.shown(element));
    if (anchor) return { anchor, side };
  }
  return { anchor: row.element, side: 'first' };
}
