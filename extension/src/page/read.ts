import { LIMITS, type FramedText, type Message, type Sender, type Unread } from '../protocol';
import type { SiteAdapter } from './adapter';
import { headBefore, headingBefore } from './best-effort';
import * as dom from './dom';
import { addressIn, EDITABLE, field, type Found } from './find';
import { keyOf } from './key';
import type { Sight } from './sight';
import { walk, type Walked } from './walk';

export interface ReadMessage {
  key: string;
  message: Message;
  /** Leads offsets of the body back into the page. */
  walked: Walked;
  unread: Unread[];
}

/** The page around the messages of one pass. */
export interface Around {
  adapter: SiteAdapter;
  sight: Sight;
  /** Elements whose content is the senders', not the application's. */
  bodies: ReadonlySet<Element>;
  /** Values that stand outside of all messages: they hold for each of them. */
  outer: Readonly<Record<FieldName, string>>;
  /** Hears of trees within messages that have to be watched as well. */
  entered: (root: Node) => void;
  /** What the script inside a frame has read there, so far. */
  framed: (frame: Element) => FramedText | null;
}

const FIELDS = ['subject', 'sender_name', 'sender_address', 'sender_number', 'reply_to'] as const;
type FieldName = (typeof FIELDS)[number];

/** What some chats put before each text: `[10:21, 24/09/2026] Name: `. */
const HEAD_LINE = /^\[[^\]]{4,40}\]\s*(.{1,200}?):\s*$/;
const plain = (text: string): string => HEAD_LINE.exec(text)?.[1] ?? text;
/** `Name <a@b>` in one piece: the address is the application's own addition, not part of the name. */
export const nameIn = (text: string): string => plain(text).replace(/\s*<[^<>\s]+@[^<>\s]+>\s*$/, '').replace(/^"(.*)"$/, '$1');

/** The value of each field in what stands at its place; nothing, and the next place is tried. */
const TAKE: Record<FieldName, (text: string) => string> = {
  subject: (text) => text,
  sender_name: nameIn,
  sender_address: addressIn,
  // The first that stands there decides: a saved contact's name means that no number is shown.
  sender_number: plain,
  reply_to: addressIn,
};

export function aroundOf(doc: Document, adapter: SiteAdapter, sight: Sight, all: readonly Found[], framed: Around['framed'] = () => null, entered: Around['entered'] = () => undefined): Around {
  const bodies = new Set(all.map(({ body }) => body));
  const containers = new Set(all.map(({ container }) => container));
  // Without mails nobody asks for these, and in a list of thousands each is a walk through all of it.
  // Beside several mails, a sender outside of them is that of a folded one.
  const fields = FIELDS.map((name) => [name, all.length === 0 ? [] : name === 'subject' || adapter.channel !== 'email' || all.length === 1 ? adapter[name] : []] as const);
  const values = fields.map(([name, list]) => [name, field(doc, adapter, list, bodies, sight, containers, TAKE[name])] as const);
  return { adapter, sight, bodies, outer: Object.fromEntries(values) as Record<FieldName, string>, framed, entered };
}

/** Reads one message, in slices. Turns are the caller's: they need the messages before this one. */
export function* read(found: Found, around: Around): Generator<void, ReadMessage> {
  const { adapter, sight, bodies, outer } = around;
  // What belongs to this message stands in its container; what belongs to the whole conversation outside of all of them.
  // What belongs to the bubbles of one writer, in the first of them.
  const group = (adapter.group ?? []).map((selector) => dom.around(found.container, selector)).find((element) => element !== null);
  const within = (element: Element, name: FieldName): string => field(element, adapter, adapter[name], bodies, sight, null, TAKE[name]);
  const shared = (name: FieldName): string => (group && name !== 'subject' ? within(group, name) : '');
  const value = (name: FieldName): string => within(found.container, name) || shared(name) || outer[name];
  const walked = yield* walk(found.body, { sight, entered: around.entered, folded: adapter.quoted ?? [], without: partsLeftOut(adapter) });
  const inFrames = walked.frames.map(around.framed);
  const whole = withFrames(walked, inFrames);
  const message: Message = {
    channel: adapter.channel,
    subject: subjectOf(found, around, value).slice(0, LIMITS.subject),
    body: whole.body,
    hidden: whole.hidden,
    sender: senderOf(found, around, value),
    replyTo: value('reply_to').slice(0, LIMITS.name),
    links: whole.links,
    turns: [],
  };
  if (message.replyTo.toLowerCase() === message.sender.address.toLowerCase()) message.replyTo = '';
  const id = field(found.container, adapter, adapter.key, bodies, sight);
  const unread: Unread[] = [];
  const clipped = (adapter.clipped ?? []).some((selector) => dom.all(found.container, selector).some((element) => sight.shown(element)));
  if (whole.cut || clipped) unread.push('too-long');
  if (whole.picture) unread.push('picture');
  if (inFrames.includes(null)) unread.push('frame');
  // Every mail has one or the other; a page that shows neither is not as its adapter knows it.
  const { name, address } = message.sender;
  if (adapter.channel === 'email' && message.subject === '' && name === '' && address === '') unread.push('head');
  return { key: keyOf(id, message), message, walked, unread };
}

/** The text of a body and, after it, that of the frames in it which were read by their own scripts. */
function withFrames(walked: Walked, inFrames: readonly (FramedText | null)[]): FramedText {
  const parts = [walked, ...inFrames.flatMap((part) => part ?? [])];
  const text = (of: 'body' | 'hidden', between: string, most: number): string => parts.map((part) => part[of]).filter((one) => one !== '').join(between).slice(0, most);
  return {
    body: text('body', '\n\n', LIMITS.body),
    hidden: text('hidden', ' ', LIMITS.hidden),
    links: parts.flatMap(({ links }) => links).slice(0, LIMITS.links),
    cut: parts.some(({ cut }) => cut),
    // A picture beside a frame that has the words is no message.
    picture: parts.length > 1 ? parts.slice(1).every(({ picture }) => picture) : walked.picture,
  };
}

/**
 * Chats put time and reactions into the text itself, and on a page that nobody has described a box to write in may stand
 * below it. In mail only what the sender wrote stands there, and all of it counts.
 */
function partsLeftOut({ channel, noise, best_effort: guessed }: SiteAdapter): readonly string[] {
  return guessed ? [EDITABLE] : channel === 'email' ? [] : (noise ?? []);
}

function subjectOf(found: Found, { adapter, sight }: Around, value: (name: FieldName) => string): string {
  const doc = adapter.best_effort ? dom.documentOf(found.body) : null;
  return (doc && headingBefore(doc, found.body, adapter, sight)) || value('subject');
}

function senderOf(found: Found, { adapter, sight }: Around, value: (name: FieldName) => string): Sender {
  const head = adapter.best_effort ? headBefore(found.container, found.body, adapter, sight) : null;
  const address = head?.address ?? value('sender_address');
  const name = without(head?.name || value('sender_name'), address);
  const number = value('sender_number');
  return {
    name: isNumber(name) && adapter.sender_number?.length ? '' : name.slice(0, LIMITS.name),
    address: address.slice(0, LIMITS.name),
    number: isNumber(number) ? number.slice(0, LIMITS.name) : '',
  };
}

/** A name without the address that stands right behind it, in an element of its own. */
export function without(name: string, address: string): string {
  let left = name;
  while (address !== '' && left.toLowerCase().endsWith(address.toLowerCase())) left = left.slice(0, -address.length).trim();
  return left;
}

/** A phone number or short code as sites show it. */
export const isNumber = (text: string): boolean => /^[+(]?[\d\s().\-\u00a0\u2010-\u2012\u202a-\u202e\u2066-\u2069]{3,}$/.test(text) && /\d{3}|\d.*\d.*\d/.test(text);
