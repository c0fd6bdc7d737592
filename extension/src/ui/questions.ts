import { LIMITS, type Message } from '../protocol';

/** Messages made of what somebody has typed into a form. */

export const EMPTY: Message = { channel: 'selection', subject: '', body: '', hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [], turns: [] };

/** The address in what was pasted, whole; null when there is none. It is only ever read, never opened. */
export function addressIn(text: string): string | null {
  const bare = text.trim().replace(/^\((.*)\)$/s, '$1').replace(/^[<"“„«]+|[>"”“»]+$/g, '');
  const words = bare.split(/\s+/);
  const found = words.find((word) => /^[a-z][a-z0-9+.-]*:[^\s]/i.test(word) && !isHostAndPort(word)) ?? words.find((word) => /^[^\s/@:]+\.[^\s/.@:]{2,}(?:[:/?#]|$)/.test(word));
  if (found === undefined) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(found) && !isHostAndPort(found) ? found : `https://${found}`;
  return whole.slice(0, LIMITS.href);
}

const isHostAndPort = (word: string): boolean => /^[^:/]+\.[^:/]+:\d/.test(word);

/** A link and the words that stood on it. */
export function linkMessage(address: string, words: string): Message {
  const text = words.trim().slice(0, LIMITS.linkText);
  return { ...EMPTY, body: text || address, links: [{ text, href: address }] };
}

export interface SenderAnswers {
  name: string;
  contact: string;
  company: string;
}

/** Some companies have an ordinary word for their name (Apple, Orange): with this the engine reads it as the company's. */
const DESK = 'Support';

/** Who writes, and for whom; null while there is nothing to compare. */
export function senderMessage({ name, contact, company }: SenderAnswers): Message | null {
  const [who, at, claimed] = [name, contact, company].map((text) => text.trim().slice(0, LIMITS.name)) as [string, string, string];
  if (at === '' && who === '') return null;
  const address = at.includes('@') ? at.replace(/^.*<|>.*$/g, '').replace(/^mailto:/i, '').trim() : '';
  // What it is said to be is what has to fit: the company's name, unless the shown name has it already.
  const shown = claimed === '' || who.toLowerCase().includes(claimed.toLowerCase()) ? who : `${claimed} ${DESK}`.slice(0, LIMITS.name);
  if (address !== '' || at === '') return { ...EMPTY, channel: 'email', sender: { name: shown, address, number: '' } };
  return { ...EMPTY, channel: 'sms', body: shown, sender: { name: '', address: '', number: at } };
}

/** The host that mail from this address would come from, as a link: who owns it is asked in the same way. */
export function hostMessage(address: string): Message | null {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return address.includes('@') && /^[^\s/?#:@]+\.[^\s/?#:@]+$/.test(host) ? { ...EMPTY, links: [{ text: '', href: `https://${host}/` }] } : null;
}
