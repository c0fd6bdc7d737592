import { t } from '../i18n';
import { LIMITS, type CheckedAt, type Link, type Message, type Shown } from '../protocol';
import { labelOf } from './shown';

/** What the user pointed at, as the engine takes it and as the card is placed. */
export interface Checked {
  at: CheckedAt;
  message: Message;
}

/** Text of unknown origin as the engine takes it. */
export function messageOf(text: string, links: readonly Link[] = []): Message {
  return {
    channel: 'selection',
    subject: '',
    body: text.slice(0, LIMITS.body),
    hidden: '',
    sender: { name: '', address: '', number: '' },
    replyTo: '',
    links: links.slice(0, LIMITS.links),
    turns: [],
  };
}

export const checkedText = (text: string): Checked => ({ at: { what: 'selection' }, message: messageOf(text) });

/** A link, with the words that lead to it where they are known. */
export function checkedLink(address: string, text: string): Checked {
  const href = address.slice(0, LIMITS.href);
  const words = text.trim().slice(0, LIMITS.linkText);
  return { at: { what: 'link', address: href }, message: messageOf(words || href, [{ text: words, href }]) };
}

/** What is known of a picture without looking into it: the words that its page gives for it, and the link around it. */
export function checkedImage(address: string, text: string, link: string): Checked {
  // A picture that is its own address is too long to be found by it.
  const placed = address.length <= LIMITS.href ? address : '';
  const links = link === '' ? [] : [{ text: text.slice(0, LIMITS.linkText), href: link.slice(0, LIMITS.href) }];
  return { at: { what: 'image', address: placed }, message: messageOf(text, links) };
}

/** Whether there is anything in it to judge. */
export const isEmpty = ({ body, links }: Message): boolean => body.trim() === '' && links.length === 0;

/** What is shown of a picture that carries no words: that it was not read, and what helps. */
export const unreadImage = (): Shown => ({
  level: 'none',
  scam: '',
  guide: '',
  label: labelOf('none'),
  title: t('image_unread'),
  reasons: [],
  steps: [],
  notes: [t('image_unread_note')],
  marks: [],
  links: [],
});
