import type { Shown } from '../protocol';
import { WARNING } from '../warning/banner';
import * as dom from './dom';
import type { Place } from './adapter';
import type { Found } from './find';

/** So many re-inserts of one warning in so many milliseconds against a page that takes it away; then the badge has to do. */
export const MOST_REINSERTS = 5;
export const REINSERT_WINDOW = 10_000;

/** The warnings and marks that stand by our doing. The name alone proves nothing: a page can make elements of it. */
export const OURS = new WeakSet<Node>();

export const isOurs = (node: Node): boolean => OURS.has(node);

/** Where one warning stands, and how often the page has taken it away. */
export class Standing {
  #host: HTMLElement | null = null;
  #container: Element | null = null;
  #times: number[] = [];
  #verdict: Shown | null = null;
  #placed = false;
  gaveUp = false;
  /** The reading whose words are marked in the text. */
  marked: unknown = null;

  /** The verdict that the warning shows. */
  get verdict(): Shown | null {
    return this.#verdict;
  }

  /** Whether the host still stands with its message, and no copy of it beside. */
  stands(found: Found): boolean {
    const host = this.#host;
    return (
      host !== null &&
      dom.isConnected(host) &&
      this.#container === found.container &&
      !dom.contains(found.body, host) &&
      copies(found, host).length === 0
    );
  }

  /**
   * Puts the host at its place. False when the page has had it out too often: that fight would only cost the page its speed.
   * A first time is free, whatever comes after counts.
   */
  put(host: HTMLElement, found: Found, place: { anchor: Element; side: Place }, verdict: Shown, now: number): boolean {
    if (this.gaveUp) return false;
    // A new verdict for the same message replaces the warning: that is our doing, not the page's.
    const ours = this.stands(found) && this.#verdict !== verdict;
    if (this.#placed && !ours) {
      this.#times = this.#times.filter((time) => now - time < REINSERT_WINDOW);
      if (this.#times.length >= MOST_REINSERTS) {
        this.gaveUp = true;
        return false;
      }
      this.#times.push(now);
    }
    this.take();
    OURS.add(host);
    insert(host, place);
    for (const copy of copies(found, host)) dom.remove(copy);
    this.#placed = true;
    this.#host = host;
    this.#container = found.container;
    this.#verdict = verdict;
    return true;
  }

  take(): void {
    if (this.#host) {
      OURS.delete(this.#host);
      dom.remove(this.#host);
    }
    this.#host = null;
    this.#container = null;
  }
}

/** Warnings with this message or beside the host that are not ours: made by the page, or left by an older copy of the extension. */
function copies(found: Found, host: Element): Element[] {
  const parent = dom.parentElement(host);
  const all = [...dom.all(found.container, WARNING), ...(parent ? dom.all(parent, `:scope > ${WARNING}`) : [])];
  // What stands in a body is the mail's, and not ours to touch.
  return all.filter((other) => !isOurs(other) && !dom.contains(found.body, other));
}

export function insert(host: Element, { anchor, side }: { anchor: Element; side: Place }): void {
  const parent = side === 'before' || side === 'after' ? dom.parentOf(anchor) : anchor;
  if (!parent) return;
  const next = side === 'before' ? anchor : side === 'after' ? dom.nextSibling(anchor) : side === 'first' ? dom.firstChild(anchor) : null;
  dom.insertBefore(parent, host, next);
}
