import { labelOf, titleOf } from '../background/shown';
import { t } from '../i18n';
import type { Message, Told } from '../protocol';
import type { Settings } from '../settings';
import { el } from './dom';
import { markedParts, tieReasons, withWords, type Part } from './marked';
import { sharing } from './share-panel';
import { chosenReasons, verdictCard, type CardOptions } from './verdict';

/** What a page's user has chosen that changes how a verdict is shown. */
export type Taste = Pick<Settings, 'helper' | 'contact'>;

export interface Shown extends Pick<CardOptions, 'title' | 'leads'> {
  verdict: Told;
  message: Message;
  most: number;
  taste: Taste;
  /** Which parts of the message may be shown with their evidence. */
  parts?: readonly Part[];
}

/** A checked message: its card, and beside or below it the words that the reasons rest on. */
export function checkedView({ verdict, message, most, taste, parts, ...options }: Shown): HTMLElement {
  const chosen = chosenReasons(verdict, { most, helper: taste.helper });
  const marked = verdict.level === 'none' ? null : markedParts(parts ?? partsOf(message), verdict, chosen);
  const share = verdict.level === 'none' ? null : sharing(verdict);
  const card = verdictCard({ ...verdict, verdict }, { ...options, ...taste, most, marked: withWords(marked), actions: share ? [share.opener] : [], after: share ? [share.panel] : [] });
  const view = el('div', { class: 'stack checked' }, card, marked);
  tieReasons(view);
  return view;
}

/** Everything of a message that can hold evidence; only the text itself is shown without any. */
export function partsOf({ subject, body, sender, replyTo, links }: Message): Part[] {
  return [
    { field: 'from.name', label: t('part_sender'), text: sender.name },
    { field: 'from.address', label: t('part_address'), text: sender.address },
    { field: 'from.number', label: t('part_address'), text: sender.number },
    { field: 'reply_to', label: t('part_reply_to'), text: replyTo },
    { field: 'subject', label: t('part_subject'), text: subject },
    { field: 'body', label: '', text: body },
    ...links.flatMap(({ text, href }, i) => [
      { field: `links.${i}.text`, label: t('part_link_words'), text },
      { field: `links.${i}.href`, label: t('part_link'), text: href },
    ]),
  ];
}

/** Says the outcome to who does not see it: one sentence, not the whole card. */
export class Announcer {
  readonly element = el('p', { class: 'visually-hidden', role: 'status' });

  say({ level, scam }: Pick<Told, 'level' | 'scam'>, title = titleOf(level, scam)): void {
    this.#put(level === 'none' ? [title] : [labelOf(level), title]);
  }

  tell(text: string): void {
    this.#put(text === '' ? [] : [text]);
  }

  /** The same outcome again is not news. */
  #put(lines: string[]): void {
    if (this.element.textContent === lines.join('')) return;
    this.element.replaceChildren(...lines.map((line) => el('span', {}, line)));
  }
}
