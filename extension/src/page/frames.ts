import type { FramedText } from '../protocol';
import * as dom from './dom';
import { EDITABLE } from './find';
import type { Sight } from './sight';
import { walk } from './walk';

/** Frames deeper than this are no mail. */
const MOST_DEPTH = 10;
/** The most frames of one document that are counted through. */
const MOST_SIBLINGS = 500;

/**
 * Where a frame stands: its number in the document around it, after that one's number in the next, up from the tab's own.
 * Browsers let every frame count these, whatever its origin, and no page can make one up. Null when it is in no page.
 */
export function pathOf(view: Window): string | null {
  const numbers: number[] = [];
  for (let at = view; at !== at.parent; at = at.parent) {
    const number = numberIn(at.parent, at);
    if (number === null || numbers.length >= MOST_DEPTH) return null;
    numbers.unshift(number);
  }
  return numbers.join('/');
}

/** Where the document inside a frame element stands. */
export function pathInto(frame: Element): string | null {
  const inside = dom.windowIn(frame);
  return inside && pathOf(inside);
}

function numberIn(outer: Window, inner: Window): number | null {
  const count = Math.min(outer.length, MOST_SIBLINGS);
  for (let i = 0; i < count; i++) if (outer[i] === inner) return i;
  return null;
}

/** Everything that a frame says: it is the mail, and nothing of the application is in it. */
export function* readFrame(doc: Document, bodies: readonly string[], sight: Sight): Generator<void, FramedText | null> {
  const page = dom.pageBody(doc);
  const body = bodies.flatMap((selector) => dom.all(doc, selector)).find((element) => sight.shown(element)) ?? page;
  if (!body || dom.around(body, EDITABLE) !== null) return null;
  const { body: text, hidden, links, cut, picture } = yield* walk(body, { sight });
  return { body: text, hidden, links, cut, picture };
}
