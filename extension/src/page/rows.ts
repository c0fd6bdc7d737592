import { LIMITS, type Message } from '../protocol';
import type { Place, SiteAdapter } from './adapter';
import * as dom from './dom';
import { addressIn, EDITABLE, field, split } from './find';
import { keyOf } from './key';
import type { Sight } from './sight';

/** One line of a list of messages, as far as the list shows it. */
export interface Row {
  element: Element;
  /** Changes with everything that is read of the row: rows are recycled. */
  key: string;
  message: Message;
}

const NO_BODIES: ReadonlySet<Element> = new Set();

/** The rows that are shown, in the order of the page. `bodies` hold mail: what looks like a row in there is none. */
export function rowElements(doc: Document, adapter: SiteAdapter, bodies: ReadonlySet<Element>, sight: Sight): Element[] {
  for (const selector of adapter.row ?? []) {
    const found = dom.all(doc, selector).filter((element) => sight.shown(element) && dom.around(element, EDITABLE) === null && !inside(element, bodies));
    if (found.length > 0) return found;
  }
  return [];
}

/** What a row says; null when it shows neither subject nor text. */
export function readRow(element: Element, adapter: SiteAdapter, sight: Sight): Row | null {
  const value = (list: readonly string[] | undefined, take?: (text: string) => string): string => field(element, adapter, list, NO_BODIES, sight, null, take);
  const name = value(adapter.row_sender);
  const message: Message = {
    channel: adapter.channel,
    subject: value(adapter.row_subject).slice(0, LIMITS.subject),
    body: value(adapter.row_snippet).replace(/^[-–—\s]+/, '').slice(0, LIMITS.turn),
    hidden: '',
    sender: { name: name.replace(/\s*<[^<>\s]+@[^<>\s]+>\s*$/, '').slice(0, LIMITS.name), address: value(adapter.row_address, addressIn).slice(0, LIMITS.name), number: '' },
    replyTo: '',
    links: [],
    turns: [],
  };
  if (message.subject === '' && message.body === '') return null;
  return { element, key: keyOf(value(adapter.row_key), message), message };
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

function inside(element: Element, bodies: ReadonlySet<Element>): boolean {
  for (let at = dom.parentElement(element); at; at = dom.parentElement(at)) if (bodies.has(at)) return true;
  return false;
}
