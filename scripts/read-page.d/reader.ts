/**
 * The extension's reader without its warnings: what it finds in this document, for the adapters given. Bundled by
 * `bundle.mjs` and run in a world of its own beside the page, as a content script is.
 */
import type { SiteAdapter } from '../../extension/src/page/adapter';
import { choose } from '../../extension/src/page/choice';
import { readFrame as framedText } from '../../extension/src/page/frames';
import { aroundOf, read } from '../../extension/src/page/read';
import { readRow, rowElements } from '../../extension/src/page/rows';
import { sightOf } from '../../extension/src/page/sight';
import type { FramedText, Message, Unread } from '../../extension/src/protocol';

export interface Line {
  type: 'message' | 'turn' | 'row';
  site: string;
  subject: string;
  sender: { name: string; address: string; number: string };
  reply_to: string;
  body: string;
  hidden: string;
  links: { text: string; href: string }[];
  own: boolean;
}

interface Read {
  lines: Line[];
  unread: Unread[];
  /** Frames that only a script of their own can read: the caller has it read them, and asks again. */
  closed: Element[];
}

/** What one document holds; null when none of the adapters is for it. */
export function readDocument(adapters: readonly SiteAdapter[], framed: ReadonlyMap<Element, FramedText> = new Map()): Read | null {
  const sight = sightOf(document);
  const choice = choose(document, adapters, sight, true);
  if (!choice) return null;
  const { adapter, seen } = choice;
  const around = aroundOf(document, adapter, sight, seen.messages, (frame) => framed.get(frame) ?? null);
  const unread = new Set<Unread>(seen.unread);
  const closed: Element[] = [];
  const lines = seen.messages.map((found): Line => {
    const { message, walked, unread: why } = finish(read(found, around));
    closed.push(...walked.frames);
    if (!found.own) for (const one of why) unread.add(one);
    // The head of a chat names the other side, whoever wrote the bubble.
    const nameless = found.own && adapter.channel !== 'email' ? { name: '', address: '', number: '' } : message.sender;
    return lineOf(adapter.channel === 'email' ? 'message' : 'turn', adapter.id, { ...message, sender: nameless }, found.own);
  });
  const bodies = new Set(seen.messages.map(({ body }) => body));
  for (const element of rowElements(document, adapter, bodies, sight)) {
    const row = readRow(element, adapter, sight);
    if (row) lines.push(lineOf('row', adapter.id, row.message, false));
  }
  return { lines, unread: [...unread], closed };
}

/** What a frame says whose document is closed to the page around it. */
export function readFrame(adapters: readonly SiteAdapter[]): FramedText | null {
  return finish(framedText(document, adapters.flatMap(({ frame_body }) => frame_body ?? []), sightOf(document)));
}

const lineOf = (type: Line['type'], site: string, { subject, sender, replyTo, body, hidden, links }: Message, own: boolean): Line =>
  ({ type, site, subject, sender, reply_to: replyTo, body, hidden, links, own });

/** All slices at once: nobody waits for this page. */
function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
