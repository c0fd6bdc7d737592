import type { Message, Turn } from '../protocol';

/** 53 bits of a text (cyrb53): names a content without carrying a word of it. Not a security boundary. */
export function hash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

/** Made anew for each page and never kept: without it, who knows a text could tell from a stored key that it was read. */
const SALT = crypto.getRandomValues(new Uint32Array(4)).join();

/**
 * The key of a message: the application's id, when it gives one, and the content. With the content in it, a warning can
 * never stay on an element that has been given another message. The id is hashed too: it may be a whole address.
 */
export function keyOf(id: string, message: Message): string {
  const { subject, body, hidden, sender, replyTo, links } = message;
  const content = [subject, body, hidden, sender.name, sender.address, sender.number, replyTo, ...links.flatMap(({ text, href }) => [text, href])];
  return `${id === '' ? '' : hash(SALT + id)}:${hash(SALT + content.join('\0'))}`;
}

export const turnsKey = (turns: readonly Turn[]): string => (turns.length === 0 ? '' : hash(turns.map(({ own, text }) => `${own ? 1 : 0}${text}`).join('\0')));
