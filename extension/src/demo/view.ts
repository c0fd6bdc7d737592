import { t } from '../i18n';
import { el } from '../ui/dom';
import { snippet, type Conversation, type Mail, type Part, type Piece } from './mail';

/** What the mails say is not translated. */
export const ENGLISH = { lang: 'en', dir: 'auto' } as const;

function pieces(list: Piece[]): Node[] {
  return list.map((piece) => {
    if (typeof piece === 'string') return document.createTextNode(piece);
    return 'br' in piece ? el('br') : el('a', { href: piece.href, rel: 'noreferrer' }, piece.text);
  });
}

function part(made: Part): HTMLElement {
  if ('p' in made) return el('p', {}, ...pieces(made.p));
  if ('quote' in made) return el('p', { class: 'transcript' }, ...pieces(made.quote));
  if ('small' in made) return el('p', { class: 'mail-small' }, ...pieces(made.small));
  if ('button' in made) return el('p', {}, el('a', { class: 'mail-button', href: made.button.href, rel: 'noreferrer' }, made.button.text));
  return el('table', {}, el('tbody', {}, ...made.rows.map(([name, value]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, value)))));
}

/** A round letter in a colour of its own, the same each time. */
export function avatar(name: string): HTMLElement {
  const tone = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return el('span', { class: `avatar tone-${tone}`, 'aria-hidden': 'true' }, name.slice(0, 1).toUpperCase());
}

/** One message in the reading pane. The attributes and classes are what `rules/sites/demo.toml` looks for. */
export function messageView(mail: Mail, collapsed: boolean, expand: () => void, to = t('demo_to_me')): HTMLElement {
  const { name, address, number } = mail.from;
  const from = el(
    'div',
    { class: 'demo-from', 'data-part': 'from' },
    el('strong', { 'data-name': true }, mail.own ? t('demo_from_me') : name),
    el('span', { class: 'address', 'data-address': true }, `<${address}>`),
    number && el('span', { class: 'address', 'data-number': true }, number),
  );
  const head = el('header', {}, avatar(mail.from.name), el('div', { class: 'who' }, from, el('span', { class: 'to' }, collapsed ? snippet(mail) : to)), el('span', { class: 'time' }, mail.time));
  const article = el('article', { class: 'demo-message', 'data-message-id': mail.id, 'data-own': mail.own ?? false, 'data-collapsed': collapsed });
  if (collapsed) {
    const open = el('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false' }, head);
    open.addEventListener('click', expand);
    article.append(open);
  } else {
    article.append(head, el('div', { class: 'demo-body', 'data-part': 'body', ...ENGLISH }, ...mail.body.map(part)));
  }
  return article;
}

/** A row of the list. `href` leads to the conversation. */
export function rowView(conversation: Conversation, folder: string, href: string, current: boolean, unread: boolean): HTMLElement {
  const last = conversation.messages.filter(({ own }) => !own || folder === 'sent').at(-1) ?? (conversation.messages[0] as Mail);
  const count = conversation.messages.length;
  return el(
    'li',
    {},
    el(
      'a',
      { class: `demo-row${unread ? ' unread' : ''}`, href, 'data-demo-row': conversation.id, 'data-address': last.from.address, 'aria-current': current ? 'true' : null },
      avatar(last.from.name),
      el('span', { class: 'row-words' }, el('span', { class: 'row-from' }, el('span', { 'data-name': last.from.name }, last.from.name, count > 1 && el('span', { class: 'count' }, ` ${count}`)), el('span', { class: 'time' }, last.time)), el('span', { class: 'row-subject', 'data-part': 'row-subject', ...ENGLISH }, conversation.subject), el('span', { class: 'row-snippet', 'data-part': 'row-snippet', ...ENGLISH }, snippet(last))),
    ),
  );
}

/** The box for writing. What stands in it belongs to the user and is never judged, quoted words of a scam included. */
export function composeView(answerTo: { conversation: Conversation; mail: Mail } | null, close: () => void): HTMLElement {
  const quoted = answerTo ? `\n\n${answerTo.mail.from.name}:\n${snippet(answerTo.mail)}` : '';
  const shut = el('button', { type: 'button', class: 'plain' }, t('demo_close'));
  shut.addEventListener('click', close);
  return el(
    'form',
    { class: 'demo-compose', 'data-compose': true, 'aria-label': t('demo_write') },
    el('div', { class: 'compose-head' }, el('strong', {}, t('demo_write')), shut),
    el('input', { 'aria-label': t('demo_to'), placeholder: t('demo_to'), value: answerTo?.mail.from.address ?? '' }),
    el('input', { 'aria-label': t('demo_subject'), placeholder: t('demo_subject'), value: answerTo ? `Re: ${answerTo.conversation.subject}` : '' }),
    el('div', { class: 'compose-body', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('demo_body') }, quoted),
    el('p', { class: 'mail-small' }, t('demo_nothing_sent')),
  );
}
