import type { Address, Email } from 'postal-mime';
import { LIMITS, type Message } from '../protocol';
import { readHtml } from './html-text';

/** Why a file could not be checked; each has a sentence in `_locales` (`file_…`). */
export type FileProblem = 'empty' | 'unreadable' | 'picture' | 'outlook' | 'kind' | 'nested' | 'no_text';

export type ReadFile =
  /** `cut`: only its beginning was read. `unopened`: names of what is attached. */
  | { ok: true; message: Message; cut: boolean; unopened: string[] }
  | { ok: false; problem: FileProblem };

/** What is read of a file: text comes before attachments, and the engine takes one megabyte of text. */
const MOST_BYTES = 6_000_000;
/** Reading takes ten microseconds a line and a tenth of a millisecond a part: together these are less than a second. */
const MOST_LINES = 60_000;
const MOST_PARTS = 1_000;
/** Names of attachments that are told. */
const MOST_NAMES = 20;
const LONGEST_NAME = 120;

/** A mail, a text or a page from a file, as a message. Nothing of it is opened, loaded or run. */
export async function readMessage(file: Blob & { name?: string }): Promise<ReadFile> {
  if (file.size === 0) return no('empty');
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  } catch {
    return no('unreadable');
  }
  const name = (file.name ?? '').toLowerCase();
  const foreign = foreignKind(bytes, name);
  if (foreign) return no(foreign);
  const kept = firstLines(bytes);
  const cut = kept.length < file.size;
  const text = textOf(kept);
  if (/\.html?$/.test(name) || /^\s*<(?:!doctype html|html)\b/i.test(text)) {
    const { body, hidden, links } = readHtml(text);
    return body === '' ? no('no_text') : { ok: true, message: { ...plain(body), hidden, links }, cut: cut || body.length >= LIMITS.body, unopened: [] };
  }
  if (name.endsWith('.eml') || looksLikeMail(text)) return readMail(kept, cut);
  return text.trim() === '' ? no('no_text') : { ok: true, message: plain(text.trim()), cut, unopened: [] };
}

const no = (problem: FileProblem): ReadFile => ({ ok: false, problem });

const plain = (body: string): Message => ({ channel: 'selection', subject: '', body: body.slice(0, LIMITS.body), hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [], turns: [] });

async function readMail(bytes: Uint8Array, cut: boolean): Promise<ReadFile> {
  if (partsIn(bytes) > MOST_PARTS) return no('nested');
  let mail: Email;
  try {
    // Fetched from our own package when the first mail comes: no page is larger for it.
    const { default: PostalMime } = await import('postal-mime');
    mail = await PostalMime.parse(bytes, { maxNestingDepth: 100, maxRfc822NestingDepth: 5 });
  } catch {
    // It refuses what is nested deeper or has more headers than any honest mail.
    return no('nested');
  }
  const unopened = mail.attachments.filter(({ related }) => !related).slice(0, MOST_NAMES).map(({ filename, mimeType }) => (filename || mimeType).slice(0, LONGEST_NAME));
  const shown = mail.html ? readHtml(mail.html) : { body: (mail.text ?? '').trim(), hidden: '', links: [] };
  // A page with nothing in it beside a text: people then see the text.
  const body = shown.body || (mail.text ?? '').trim();
  const subject = (mail.subject ?? '').slice(0, LIMITS.subject);
  const from = mailbox(mail.from);
  if (body === '' && (subject === '' || (from.name === '' && from.address === ''))) return no('no_text');
  const sender = { name: from.name.slice(0, LIMITS.name), address: from.address.slice(0, LIMITS.name), number: '' };
  const replyTo = mailbox(mail.replyTo?.[0]).address.slice(0, LIMITS.name);
  const message: Message = { channel: 'email', subject, body: body.slice(0, LIMITS.body), hidden: shown.hidden, sender, replyTo, links: shown.links, turns: [] };
  return { ok: true, message, cut: cut || body.length > LIMITS.body, unopened };
}

function mailbox(address: Address | undefined): { name: string; address: string } {
  if (!address) return { name: '', address: '' };
  const one = address.group ? (address.group[0] ?? { name: address.name, address: '' }) : address;
  return { name: one.name, address: one.address ?? '' };
}

/** Kinds that people take for a mail's text and that hold none that can be read here. */
function foreignKind(bytes: Uint8Array, name: string): FileProblem | null {
  const begins = (...sign: number[]) => sign.every((byte, i) => bytes[i] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0) || name.endsWith('.msg')) return 'outlook';
  if (begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff) || begins(0x47, 0x49, 0x46, 0x38) || /\.(?:png|jpe?g|gif|webp|heic|avif)$/.test(name)) return 'picture';
  const isWide = begins(0xff, 0xfe) || begins(0xfe, 0xff);
  return begins(0x25, 0x50, 0x44, 0x46) || (!isWide && bytes.subarray(0, 4_000).includes(0)) ? 'kind' : null;
}

const NEWLINE = 10;
const DASH = 45;

/** As many whole lines as are read. */
function firstLines(bytes: Uint8Array): Uint8Array {
  let at = 0;
  for (let line = 0; line < MOST_LINES; line++) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) return bytes;
    at = end + 1;
  }
  return bytes.subarray(0, at);
}

/** Lines that may begin a part. */
function partsIn(bytes: Uint8Array): number {
  let parts = 0;
  for (let at = 0; at >= 0 && at < bytes.length; ) {
    if (bytes[at] === DASH && bytes[at + 1] === DASH) parts++;
    const end = bytes.indexOf(NEWLINE, at);
    at = end < 0 ? -1 : end + 1;
  }
  return parts;
}

/** Unicode where it says so or is so; what else is written today came from an old Windows. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Begins with the lines that every mail has, whatever its file is called. */
function looksLikeMail(text: string): boolean {
  const head = text.slice(0, 20_000).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const names = new Set([...head.matchAll(/^([A-Za-z-]{2,40}):/gm)].map((match) => (match[1] ?? '').toLowerCase()));
  return /^(?:From |[A-Za-z-]{2,40}:)/.test(text) && ['from', 'subject', 'date', 'received', 'message-id', 'mime-version'].filter((name) => names.has(name)).length >= 2;
}
