import { covers, patternOf, READ_FROM_THE_START } from '../hosts';
import type { Request } from '../protocol';

/** What the browser says of a sender; a part of `runtime.MessageSender`. */
export interface SenderFacts {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; index?: number; url?: string | undefined; incognito?: boolean } | undefined;
}

/** Who asks, as far as the browser vouches for it. */
export type Asker =
  | { from: 'content'; tabId: number; frameId: number; url: string; tabOrigin: string; incognito: boolean; own: boolean }
  | { from: 'page' };

/** Requests that a script in a web page may send. Everything else is for our own pages alone. */
const FOR_CONTENT: ReadonlySet<Request['kind']> = new Set(['adapter', 'scan', 'view', 'row', 'frame', 'frame-changed', 'guard-frame', 'open-guide', 'open-check'] as const);

/** The demo mailbox is on pages of ours, but the reader in it is the one that runs in every webmail: it may ask what that may. */
const WITH_DEMO: readonly string[] = ['demo.html', 'welcome.html'];

export function askerOf(sender: SenderFacts, self: { id: string; base: string }): Asker | null {
  if (sender.id !== self.id || !sender.url) return null;
  const own = sender.url.startsWith(self.base);
  const page = own ? (sender.url.slice(self.base.length).split(/[?#]/, 1)[0] ?? '') : '';
  if (own && !WITH_DEMO.includes(page)) return { from: 'page' };
  const tabId = sender.tab?.id;
  if (tabId === undefined || sender.frameId === undefined) return null;
  // about:blank and blob: frames are read under the origin that made them.
  const url = own || /^https?:/.test(sender.url) ? sender.url : `${sender.origin ?? ''}/`;
  return {
    from: 'content',
    tabId,
    frameId: sender.frameId,
    url,
    tabOrigin: originOf(sender.tab?.url) || originOf(url),
    incognito: sender.tab?.incognito ?? false,
    own,
  };
}

/** Kinds that give nothing away and judge nothing: they may come from frames without an address of their own. */
export const HARMLESS: ReadonlySet<Request['kind']> = new Set(['open-guide', 'open-check', 'frame-changed'] as const);

/** Whether this asker may send this kind of request at all. */
export function mayAsk(asker: Asker, kind: Request['kind']): boolean {
  return asker.from === 'content' ? FOR_CONTENT.has(kind) : !FOR_CONTENT.has(kind) || kind === 'open-guide';
}

/**
 * Whether mail may be read at the asker's address: from the start, or since the user said so. Asked again for every
 * message, because a grant can be taken back while its page stays open. Chrome does not count the manifest's sites as
 * granted, and they cannot be taken back there; Firefox does, and they can.
 */
export async function mayRead(url: string, granted: (pattern: string) => Promise<boolean>, startCanEnd: boolean): Promise<boolean> {
  if (!startCanEnd && READ_FROM_THE_START.some((pattern) => covers(pattern, url))) return true;
  const pattern = patternOf(url);
  return pattern !== null && granted(pattern);
}

function originOf(url: string | undefined): string {
  try {
    const { origin } = new URL(url ?? '');
    return origin === 'null' ? '' : origin;
  } catch {
    return '';
  }
}
