/**
 * The extension's reader without its warnings: what it finds in this document, for the adapters given. Bundled by
 * `bundle.mjs` and run in a world of its own beside the page, as a content script is.
 */
import type { SiteAdapter } from '../../extension/src/page/adapter';
import { fits, survey } from '../../extension/src/page/find';
import { aroundOf, read, type ReadMessage } from '../../extension/src/page/read';
import { sightOf } from '../../extension/src/page/sight';
import type { Unread } from '../../extension/src/protocol';

export interface Line {
  type: 'message' | 'turn';
  site: string;
  subject: string;
  sender: { name: string; address: string; number: string };
  reply_to: string;
  body: string;
  hidden: string;
  links: { text: string; href: string }[];
  own: boolean;
}

/** What one document holds; null when none of the adapters is for it. */
export function readDocument(adapters: readonly SiteAdapter[]): { lines: Line[]; unread: Unread[] } | null {
  const adapter = adapters.find((one) => fits(document, one));
  if (!adapter) return null;
  const sight = sightOf(document);
  const seen = survey(document, adapter, sight);
  const around = aroundOf(document, adapter, sight, seen.messages);
  const unread = new Set<Unread>(seen.unread);
  const lines = seen.messages.map((found): Line => {
    const { message, unread: why } = finish(read(found, around));
    if (!found.own) for (const one of why) unread.add(one);
    return {
      type: adapter.channel === 'email' ? 'message' : 'turn',
      site: adapter.id,
      subject: message.subject,
      // The head of a chat names the other side, whoever wrote the bubble.
      sender: found.own && adapter.channel !== 'email' ? { name: '', address: '', number: '' } : message.sender,
      reply_to: message.replyTo,
      body: message.body,
      hidden: message.hidden,
      links: message.links,
      own: found.own,
    };
  });
  return { lines, unread: [...unread] };
}

/** All slices at once: nobody waits for this page. */
function finish(steps: Generator<void, ReadMessage>): ReadMessage {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
