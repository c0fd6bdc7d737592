import type { Ways } from '../protocol';
import { dress, icon, make } from './parts';

export const MARK = 'caveat-mark';

/** The small sign in a row of a list. It says no more than that: the reasons stand over the open message. */
export function mark(doc: Document, { looks, words }: Ways): HTMLElement {
  const host = make(doc, MARK);
  host.setAttribute('data-level', 'danger');
  host.title = words.mark;
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, doc, looks.mark);
  const inside = make(doc, 'span', 'caveat');
  inside.style.colorScheme = 'light dark';
  inside.append(icon(doc, 'danger'), make(doc, 'span', 'heard', words.mark));
  root.append(inside);
  return host;
}
