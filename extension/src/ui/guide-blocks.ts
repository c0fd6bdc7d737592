import { t } from '../i18n';
import { el } from './dom';
import { hrefOf, type Block, type ReportChannel } from './guide-data';
import { inline } from './inline';

export type Channels = ReadonlyMap<string, ReportChannel>;

/** A channel as a link, or as plain words when its value is none. */
export function channelLink(channel: ReportChannel, words: string, look: string | null = null): HTMLElement {
  const href = hrefOf(channel);
  return href ? el('a', { class: look, href, target: channel.kind === 'url' ? '_blank' : null, rel: 'noopener noreferrer' }, breakable(words)) : el('span', {}, breakable(words));
}

/** An address may be broken where people would break it, and not in the middle of a word while there is room. */
function breakable(words: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const [at, piece] of words.split(/(?<=[@/])|(?=\.)/).entries()) made.append(...(at > 0 ? [el('wbr')] : []), piece);
  return made;
}

/** Guide text as nodes. */
export function rich(text: string, channels: Channels): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const piece of inline(text)) {
    if (piece.t === 'bold') made.append(el('strong', {}, piece.text));
    else if (piece.t === 'em') made.append(el('em', {}, piece.text));
    else if (piece.t === 'text') made.append(piece.text);
    else {
      const channel = channels.get(piece.text);
      // A newer guide may name a channel that this release does not carry: better no link than a wrong one.
      made.append(channel ? channelLink(channel, channel.label) : t('channel_unknown'));
    }
  }
  return made;
}

/** Blocks in order, neighbouring list entries in one list. */
export function blocks(list: readonly Block[], channels: Channels): HTMLElement[] {
  const made: HTMLElement[] = [];
  for (const { t: kind, text } of list) {
    if (kind === 'li' || kind === 'step') {
      const tag = kind === 'li' ? 'ul' : 'ol';
      let last = made.at(-1);
      if (last?.localName !== tag) made.push((last = el(tag, { class: kind === 'li' ? 'flags' : 'steps' })));
      last.append(el('li', {}, rich(text, channels)));
    } else if (kind === 'quote') {
      made.push(el('blockquote', {}, rich(text, channels)));
    } else {
      made.push(el('p', kind === 'q' ? { class: 'question' } : {}, rich(text, channels)));
    }
  }
  return made;
}

/** Guide text as one line of plain words, for paper. */
export function plain(text: string, channels: Channels): string {
  return inline(text)
    .map((piece) => (piece.t === 'channel' ? (channels.get(piece.text)?.label ?? t('channel_unknown')) : piece.text))
    .join('');
}
