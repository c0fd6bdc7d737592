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
 * Browsers let every frame count these, whatever its origin, and no page can make one up. Frames in shadows are not
 * counted: they are known by their size (`s600x400`), which two of them may share. Null when it is in no page.
 */
export function pathOf(view: Window): string | null {
  const steps: string[] = [];
  for (let at = view; at !== at.parent; at = at.parent) {
    // The size of a window from elsewhere cannot be asked for: only the frame itself may be in a shadow.
    const step = numberIn(at.parent, at) ?? (at === view ? sizeStep(at.innerWidth, at.innerHeight) : null);
    if (step === null || steps.length >= MOST_DEPTH) return null;
    steps.unshift(step);
  }
  return steps.join('/');
}

/** Where the document inside a frame element stands. Null when another frame of this document may be taken for it. */
export function pathInto(frame: Element): string | null {
  const inside = dom.windowIn(frame);
  const doc = dom.documentOf(frame);
  const outer = doc && dom.windowOf(doc);
  const path = outer && pathOf(outer);
  if (!inside || !outer || path === null) return null;
  const step = numberIn(outer, inside) ?? sizeStep(frame.clientWidth, frame.clientHeight);
  return path === '' ? step : `${path}/${step}`;
}

function numberIn(outer: Window, inner: Window): string | null {
  const count = Math.min(outer.length, MOST_SIBLINGS);
  for (let i = 0; i < count; i++) if (outer[i] === inner) return String(i);
  return null;
}

const sizeStep = (width: number, height: number): string => `s${width}x${height}`;

/** Everything that a frame says: it is the mail, and nothing of the application is in it. */
export function* readFrame(doc: Document, bodies: readonly string[], sight: Sight): Generator<void, FramedText | null> {
  const page = dom.pageBody(doc);
  const body = bodies.flatMap((selector) => dom.all(doc, selector)).find((element) => sight.shown(element)) ?? page;
  if (!body || dom.around(body, EDITABLE) !== null) return null;
  const { body: text, hidden, links, cut, picture } = yield* walk(body, { sight });
  return { body: text, hidden, links, cut, picture };
}
