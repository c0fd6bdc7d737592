import type { SiteAdapter } from './adapter';
import * as dom from './dom';
import { addressIn, field, type Found } from './find';
import type { Sight } from './sight';

/** A bubble nearer to one edge than to the other by less than this part of the conversation's width says nothing. */
const CLEARLY = 0.1;

/** Whether the user wrote this one. `alone`: no other message is in view. `account`: the user's own address, lower case. */
export function isOwn(found: Found, alone: boolean, adapter: SiteAdapter, account: string, doc: Document, bodies: ReadonlySet<Element>, sight: Sight): boolean {
  const { container, body } = found;
  const marked = (list: readonly string[] | undefined): boolean =>
    (list ?? []).some((selector) => dom.is(container, selector) || dom.all(container, selector).some((element) => element === body || !dom.contains(body, element)));
  if (marked(adapter.own)) return true;
  if (marked(adapter.received)) return false;
  if (adapter.own_side && nearest(found, sight) === adapter.own_side) return true;
  if (account === '' || field(container, adapter, adapter.sender_address, bodies, sight, null, addressIn).toLowerCase() !== account) return false;
  // Extortion forges the receiver's own address; but it does not come with an answer below it.
  return !alone || isSentFolder(doc, adapter);
}

/** Whether the page says by its address that everything in view is the user's own. */
export function isSentFolder(doc: Document, adapter: SiteAdapter): boolean {
  const view = dom.windowOf(doc);
  const place = view ? [view.location.pathname, view.location.hash] : [];
  return (adapter.sent ?? []).some((start) => place.some((part) => part.startsWith(start)));
}

/** The edge of the conversation that a bubble is nearer to, in the direction of its writing; null when it stands between. */
function nearest({ container, body }: Found, sight: Sight): 'start' | 'end' | null {
  const inner = sight.box(body);
  let outer = sight.box(container);
  // A row may be as narrow as its bubble: then the conversation is what is around it.
  for (let at = dom.parentElement(container); at && outer.width <= inner.width * (1 + CLEARLY); at = dom.parentElement(at)) outer = sight.box(at);
  const left = inner.left - outer.left;
  const right = outer.right - inner.right;
  if (outer.width === 0 || Math.abs(left - right) < outer.width * CLEARLY) return null;
  const toLeft = sight.style(container)?.direction === 'rtl';
  return left > right === toLeft ? 'start' : 'end';
}
