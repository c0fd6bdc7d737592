import type { Ways } from '../protocol';
import { host } from './parts';

export const MARK = 'caveat-mark';

/** The small sign in a row of a list. It says no more than that: the reasons stand over the open message. */
export function mark(doc: Document, ways: Ways): HTMLElement {
  const made = host(doc, MARK, 'danger', ways.templates.mark, ways.words, ways, null).host;
  made.title = ways.words.mark;
  return made;
}
