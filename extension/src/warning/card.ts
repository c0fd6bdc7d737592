import * as dom from '../page/dom';
import type { CheckedAt, Shown, Ways } from '../protocol';
import { float, onAway } from './float';
import { fill, host, onPress } from './parts';

export const CARD = 'caveat-card';

/** Without a place of its own it goes into the upper corner: as far to the right as it can. */
const CORNER = { left: Infinity, right: Infinity, top: 0, bottom: 0 };

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
  const root = dom.rootOf(doc);
  if (!root || dom.localName(root) !== 'html') return false;
  for (const old of dom.all(doc, CARD)) dom.remove(old);
  const over = new AbortController();
  const { words } = ways;
  const { level, label, title } = shown;
  const leads = at.what === 'link' ? (shown.links[0]?.leads ?? '') : '';
  const name = words.region.replace('$1', () => title);
  const made = host(doc, CARD, level, ways.templates.card[level], { ...words, label, title, name, leads }, ways, null);
  const { parts } = made;
  const close = (): void => {
    over.abort();
    dom.remove(made.host);
  };
  fill(doc, parts, shown, ways, words.card_source);
  if (leads === '') parts.leads?.remove();
  onPress(parts.guide, () => actions.openGuide(shown.guide));
  onPress(parts.close, close);
  onPress(parts.more, () => {
    close();
    actions.openCheck();
  });
  onAway(doc, made.host, over.signal, close);
  float(doc, made.host, placeOf(doc, at) ?? CORNER, ways.direction === 'rtl');
  return dom.isConnected(made.host) && made.host.getClientRects().length > 0;
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
