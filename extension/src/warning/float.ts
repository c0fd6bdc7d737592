import * as dom from '../page/dom';

const GAP = 8;
/** As wide as a floating card is at most, in CSS pixels. */
const WIDTH = 416;

type Rect = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

/**
 * Puts a card of ours into the page, in its top layer so that no dialog lies over it, below what it is about or above it
 * where there is no room.
 */
export function float(doc: Document, host: HTMLElement, place: Rect, rtl: boolean): void {
  const root = dom.rootOf(doc);
  const view = dom.windowOf(doc);
  if (!root || !view) return;
  host.setAttribute('data-floats', '');
  root.append(host);
  try {
    host.popover = 'manual';
    host.showPopover();
  } catch {
    // Then it lies over the page by its style alone.
  }
  const { width, height } = dom.box(host);
  const right = view.innerWidth - Math.max(width, Math.min(WIDTH, view.innerWidth - 2 * GAP)) - GAP;
  const x = Math.max(GAP, Math.min(rtl ? place.right - width : place.left, right));
  const below = place.bottom + GAP;
  const fits = below + height <= view.innerHeight;
  const y = Math.max(GAP, fits ? below : Math.min(place.top - height - GAP, view.innerHeight - height - GAP));
  host.style.setProperty('--caveat-x', `${x}px`);
  host.style.setProperty('--caveat-y', `${y}px`);
}

/** Calls when a person turns to anything but the host, or presses Escape. */
export function onAway(doc: Document, host: HTMLElement, signal: AbortSignal, away: (byKey: boolean) => void): void {
  const view = dom.windowOf(doc);
  const options = { signal, capture: true };
  view?.addEventListener('pointerdown', (event) => event.isTrusted && !event.composedPath().includes(host) && away(false), options);
  view?.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.key !== 'Escape') return;
      // It answers the card, and nothing of the page.
      event.preventDefault();
      event.stopImmediatePropagation();
      away(true);
    },
    options,
  );
}
