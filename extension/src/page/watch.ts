import * as dom from './dom';
import { EDITABLE } from './find';
import { isOurs } from './places';

const ATTRIBUTES = ['class', 'style', 'hidden', 'aria-expanded', 'aria-hidden', 'open', 'href'];
/** More places than this in one go: looking at everything is cheaper than sorting them out. */
const MOST_PLACES = 200;

export interface Watching {
  /** Watches a further tree: a shadow, or the document of a frame that may be read. Once is enough, more does no harm. */
  also(root: Node): void;
}

/**
 * Watches the document until the signal. `changed` gets the places that changed, or null for "anywhere". What the user
 * types, and our own warnings, are no change.
 */
export function watch(doc: Document, attributes: readonly string[], signal: AbortSignal, changed: (places: Node[] | null) => void): Watching {
  const view = dom.windowOf(doc);
  const root = dom.rootOf(doc);
  if (!view || !root) return { also: () => undefined };
  const observer = new MutationObserver((records) => {
    const places = records.length > MOST_PLACES ? null : placesOf(records);
    if (places === null || places.length > 0) changed(places);
  });
  // The document and not its root: `document.open` replaces the root.
  const all = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...new Set([...ATTRIBUTES, ...attributes])] };
  observer.observe(doc, all);
  signal.addEventListener('abort', () => observer.disconnect());
  const again = (): void => changed(null);
  const look = (): void => changed([]);
  for (const event of ['hashchange', 'popstate', 'pageshow'] as const) view.addEventListener(event, look, { signal, passive: true });
  // Styles that arrive late change what can be seen; a frame that has loaded holds another message.
  view.addEventListener('load', again, { signal, passive: true });
  const inFrame = ({ target }: Event): void => {
    if (target instanceof Element && /^i?frame$/.test(dom.localName(target))) changed([target]);
  };
  // At the document: a frame's load event never comes as far as the window.
  doc.addEventListener('load', inFrame, { signal, passive: true, capture: true });
  view.addEventListener('resize', look, { signal, passive: true });
  view.addEventListener('visibilitychange', look, { signal, passive: true, capture: true });
  const watched = new WeakSet<Node>([doc]);
  return {
    also: (inner) => {
      if (watched.has(inner) || signal.aborted) return;
      watched.add(inner);
      observer.observe(inner, all);
    },
  };
}

function placesOf(records: readonly MutationRecord[]): Node[] {
  // A place that changes a hundred times in a row is judged once.
  const targets = new Set<Node>();
  for (const { target, type, addedNodes, removedNodes } of records) {
    // Our warnings' removal is news, their arrival is not.
    if (targets.has(target) || (type === 'childList' && removedNodes.length === 0 && [...addedNodes].every(isOurs))) continue;
    targets.add(target);
  }
  return [...targets].filter((target) => {
    const element = dom.isElement(target) ? target : dom.parentElement(target);
    return !isOurs(target) && !(element && dom.around(element, EDITABLE) !== null);
  });
}
