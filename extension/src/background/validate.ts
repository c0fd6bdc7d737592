import { covers } from '../hosts';
import { LIMITS, UNREAD, type Channel, type FramedText, type Link, type Message, type Request, type Sender, type Turn, type Unread } from '../protocol';

/**
 * Requests come from processes that show hostile pages. What is not exactly one of the known shapes, own key by own key
 * and within its limits, is no request. The answer is built anew, so nothing else of the input survives.
 */
export function validRequest(input: unknown): Request | null {
  const kind = ownString(input, 'kind', 32);
  switch (kind) {
    case 'adapter':
      return keysAre(input, ['kind']) ? { kind } : null;
    case 'scan': {
      const site = id(input, 'site');
      const key = ownString(input, 'key', LIMITS.key);
      const message = validMessage(own(input, 'message'));
      return keysAre(input, ['kind', 'site', 'key', 'message']) && site && key && message ? { kind, site, key, message } : null;
    }
    case 'view': {
      const site = id(input, 'site');
      const keys = list(own(input, 'keys'), LIMITS.keys, (key) => text(key, LIMITS.key) || null);
      const unread = list(own(input, 'unread'), UNREAD.length, unreadOf);
      return keysAre(input, ['kind', 'site', 'keys', 'unread']) && site && keys && unread
        ? { kind, site, keys: [...new Set(keys)], unread: [...new Set(unread)] }
        : null;
    }
    case 'row': {
      const site = id(input, 'site');
      const message = validMessage(own(input, 'message'));
      return keysAre(input, ['kind', 'site', 'message']) && site && message ? { kind, site, message } : null;
    }
    case 'frame': {
      const site = id(input, 'site');
      const path = pathIn(input);
      return keysAre(input, ['kind', 'site', 'path']) && site && path ? { kind, site, path } : null;
    }
    case 'frame-changed': {
      const path = pathIn(input);
      return keysAre(input, ['kind', 'path']) && path ? { kind, path } : null;
    }
    case 'guard-frame': {
      const site = id(input, 'site');
      const path = pathIn(input);
      const key = text(own(input, 'key'), LIMITS.key);
      return keysAre(input, ['kind', 'site', 'path', 'key']) && site && path && key !== null ? { kind, site, path, key } : null;
    }
    case 'sites':
    case 'open-check':
    case 'updates':
    case 'updates-check':
      return keysAre(input, ['kind']) ? { kind } : null;
    case 'updates-set': {
      const on = own(input, 'on');
      return keysAre(input, ['kind', 'on']) && typeof on === 'boolean' ? { kind, on } : null;
    }
    case 'updates-use': {
      const which = (['newest', 'previous', 'packaged'] as const).find((known) => known === own(input, 'which'));
      return keysAre(input, ['kind', 'which']) && which ? { kind, which } : null;
    }
    case 'updates-import': {
      const data = ownString(input, 'data', LIMITS.signed);
      return keysAre(input, ['kind', 'data']) && data ? { kind, data } : null;
    }
    case 'open-guide': {
      const guide = id(input, 'guide');
      return keysAre(input, ['kind', 'guide']) && guide ? { kind, guide } : null;
    }
    case 'check': {
      const message = validMessage(own(input, 'message'));
      return keysAre(input, ['kind', 'message']) && message ? { kind, message } : null;
    }
    case 'report': {
      const tabId = own(input, 'tabId');
      return keysAre(input, ['kind', 'tabId']) && isTabId(tabId) ? { kind, tabId } : null;
    }
    case 'handoff': {
      const token = ownString(input, 'token', 64);
      return keysAre(input, ['kind', 'token']) && token ? { kind, token } : null;
    }
    default:
      return null;
  }
}

const MESSAGE_KEYS = ['channel', 'subject', 'body', 'hidden', 'sender', 'replyTo', 'links', 'turns'] as const;
const CHANNELS: readonly Channel[] = ['email', 'sms', 'chat', 'selection'];

export function validMessage(input: unknown): Message | null {
  if (!keysAre(input, MESSAGE_KEYS)) return null;
  const channel = CHANNELS.find((name) => name === own(input, 'channel'));
  const subject = text(own(input, 'subject'), LIMITS.subject);
  const body = text(own(input, 'body'), LIMITS.body);
  const hidden = text(own(input, 'hidden'), LIMITS.hidden);
  const sender = senderOf(own(input, 'sender'));
  const replyTo = text(own(input, 'replyTo'), LIMITS.name);
  const links = list(own(input, 'links'), LIMITS.links, linkOf);
  const turns = list(own(input, 'turns'), LIMITS.turns, turnOf);
  if (!channel || subject === null || body === null || hidden === null || !sender || replyTo === null || !links || !turns) return null;
  return { channel, subject, body, hidden, sender, replyTo, links, turns };
}

/**
 * What the script in a frame answers; it may stand in as hostile a page as any other. Null for a frame of another host
 * than those of the adapter.
 */
export function validFramedAnswer(input: unknown, matches: readonly string[]): FramedText | null {
  const address = ownString(input, 'address', LIMITS.href);
  if (!keysAre(input, ['text', 'address']) || address === null) return null;
  return address === '' || matches.some((pattern) => covers(pattern, address)) ? framedText(own(input, 'text')) : null;
}

function framedText(input: unknown): FramedText | null {
  if (!keysAre(input, ['body', 'hidden', 'links', 'cut', 'picture'])) return null;
  const body = text(own(input, 'body'), LIMITS.body);
  const hidden = text(own(input, 'hidden'), LIMITS.hidden);
  const links = list(own(input, 'links'), LIMITS.links, linkOf);
  const cut = own(input, 'cut');
  const picture = own(input, 'picture');
  return body === null || hidden === null || !links || typeof cut !== 'boolean' || typeof picture !== 'boolean' ? null : { body, hidden, links, cut, picture };
}

function senderOf(input: unknown): Sender | null {
  if (!keysAre(input, ['name', 'address', 'number'])) return null;
  const name = text(own(input, 'name'), LIMITS.name);
  const address = text(own(input, 'address'), LIMITS.name);
  const number = text(own(input, 'number'), LIMITS.name);
  return name === null || address === null || number === null ? null : { name, address, number };
}

function linkOf(input: unknown): Link | null {
  if (!keysAre(input, ['text', 'href'])) return null;
  const shown = text(own(input, 'text'), LIMITS.linkText);
  const href = text(own(input, 'href'), LIMITS.href);
  return shown === null || href === null ? null : { text: shown, href };
}

function turnOf(input: unknown): Turn | null {
  if (!keysAre(input, ['own', 'text'])) return null;
  const mine = own(input, 'own');
  const said = text(own(input, 'text'), LIMITS.turn);
  return typeof mine !== 'boolean' || said === null ? null : { own: mine, text: said };
}

const unreadOf = (input: unknown): Unread | null => UNREAD.find((why) => why === input) ?? null;

export const isTabId = (input: unknown): input is number => Number.isSafeInteger(input) && (input as number) >= 0;

/** Ids of adapters and guides: file names of `rules/` and `guides/`. */
function id(input: unknown, key: string): string | null {
  const value = ownString(input, key, 64);
  return value !== null && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) ? value : null;
}

/** Numbers of frames, as `page/frames.ts` writes them. */
function pathIn(input: unknown): string | null {
  const value = ownString(input, 'path', 64);
  return value !== null && /^(?:\d{1,3}|s\d{1,5}x\d{1,5})(?:\/(?:\d{1,3}|s\d{1,5}x\d{1,5}))*$/.test(value) ? value : null;
}

function own(input: unknown, key: string): unknown {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, key) ? (input as Record<string, unknown>)[key] : undefined;
}

/** Exactly these own keys: none missing, none more, no symbol. */
function keysAre(input: unknown, keys: readonly string[]): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  const present = Reflect.ownKeys(input);
  return present.length === keys.length && keys.every((key) => Object.hasOwn(input, key));
}

const text = (input: unknown, most: number): string | null => (typeof input === 'string' && input.length <= most ? input : null);

const ownString = (input: unknown, key: string, most: number): string | null => text(own(input, key), most);

/** Every entry valid, and no more of them than allowed; null otherwise. */
function list<T>(input: unknown, most: number, entry: (value: unknown) => T | null): T[] | null {
  if (!Array.isArray(input) || input.length > most) return null;
  const made: T[] = [];
  for (let i = 0; i < input.length; i++) {
    const value = entry(input[i]);
    if (value === null) return null;
    made.push(value);
  }
  return made;
}
