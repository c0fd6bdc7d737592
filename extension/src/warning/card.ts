import * as dom from '../page/dom';
import type { CheckedAt, Shown, Ways } from '../protocol';
import { float, onAway } from './float';
import { button, details, frame, head, make } from './parts';

export const CARD = 'caveat-card';

export interface CardActions {
  openGuide(guide: string): void;
  /** Shows the same in the check page, with all of its evidence and a way to hand it on. */
  openCheck(): void;
}

/**
 * Shows what was found in what the user pointed at, beside it. False when the page has no place for it (then the check
 * page opens). Pressing Escape, its button, or anywhere else takes it away.
 */
export function showCard(doc: Document, at: CheckedAt, shown: Shown, ways: Ways, actions: CardActions): boolean {
  for (const old of dom.all(doc, CARD)) dom.remove(old);
  const over = new AbortController();
  const { host, box } = frame(doc, CARD, shown.level, ways, null);
  const close = (): void => {
    over.abort();
    dom.remove(host);
  };
  // Heard at once: it is the answer to what the user has just asked.
  box.setAttribute('role', 'status');
  box.setAttribute('aria-label', ways.words.region.replace('$1', () => shown.title));
  const row = make(doc, 'div', 'row');
  if (shown.guide !== '') row.append(button(doc, ways.words.guide, 'first', () => actions.openGuide(shown.guide)));
  row.append(button(doc, ways.words.more, '', () => {
    close();
    actions.openCheck();
  }));
  row.append(button(doc, ways.words.close, '', close));
  const leads = at.what === 'link' ? (shown.links[0]?.leads ?? '') : '';
  box.append(head(doc, shown.level, shown.label, shown.title));
  if (leads !== '') box.append(make(doc, 'p', 'leads', leads));
  box.append(details(doc, shown, ways, ways.words.card_source), row);
  onAway(doc, host, over.signal, close);
  return float(doc, host, placeOf(doc, at), ways.direction === 'rtl');
}

/** Where the thing stands that was checked: the selection, or the link or picture of that address that is in view. */
function placeOf(doc: Document, at: CheckedAt): DOMRect | null {
  const view = dom.windowOf(doc);
  if (!view) return null;
  if (at.what === 'selection') {
    const chosen = view.getSelection();
    // Text chosen in an input has no range.
    const rect = chosen && chosen.rangeCount > 0 ? chosen.getRangeAt(0).getBoundingClientRect() : null;
    return rect && (rect.width > 0 || rect.height > 0) ? rect : null;
  }
  const [selector, property] = at.what === 'link' ? (['a[href], area[href]', 'href'] as const) : (['img, input[type=image]', 'currentSrc'] as const);
  const boxes = dom.all(doc, selector).filter((element) => addressOf(element, property) === at.address).map(dom.box);
  return boxes.find(({ width, height, bottom, top }) => width > 0 && height > 0 && bottom > 0 && top < view.innerHeight) ?? null;
}

const addressOf = (element: Element, property: 'href' | 'currentSrc'): string => {
  const held = element as unknown as Record<string, unknown>;
  const address = property === 'currentSrc' ? held.currentSrc || held.src : held[property];
  return typeof address === 'string' ? address : '';
};
