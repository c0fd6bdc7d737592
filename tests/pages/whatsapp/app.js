/* The parts of WhatsApp Web that an adapter sees. `?group` is a group, in the build that came in 2026 beside the older one. */
const GROUP = location.search === '?group';
const pane = el('div', { id: 'pane-side' });
const root = el('div', {});
document.body.append(el('div', { id: 'app' }, el('div', { id: 'side' }, pane), root));

/** A line of the list; in a group the writer stands before the text. The newer build has test ids, the older one roles alone. */
function chat(mail) {
  const who = GROUP ? mail.name : mail.number;
  const id = (name) => GROUP && name;
  const writer = GROUP ? [el('span', { dir: 'auto' }, 'Kim'), el('span', {}, ': ')] : [];
  const name = el('div', { role: 'gridcell' }, el('div', { 'data-testid': id('cell-frame-title') }, el('span', { dir: 'auto', title: who }, el('span', {}, who))), el('div', { 'data-testid': id('cell-frame-primary-detail') }, el('span', {}, '10:21')));
  const text = el('span', { title: mail.body, 'data-testid': id('last-msg-status') }, ...writer, el('span', { dir: 'ltr' }, mail.body));
  const under = el('div', { 'data-testid': id('cell-frame-secondary') }, text, el('div', { role: 'gridcell' }, el('span', { 'aria-label': '2 ungelesene Nachrichten' }, '2')));
  return el('div', { role: 'listitem' }, el('div', { role: 'row' }, el('div', { 'data-testid': id('cell-frame-container') }, name, under)));
}

/** Whatever the user said last is no message to them. */
const answeredChat = () => el('div', { role: 'row' }, el('div', { role: 'gridcell' }, el('span', { dir: 'auto', title: 'Kim Office' }, 'Kim Office')), el('span', { title: 'See you' }, el('span', { 'data-icon': 'status-dblcheck' }), el('span', { dir: 'ltr' }, 'See you')));

/** Links are selectable texts of their own inside the text. */
const link = (href, text) => el('a', { dir: 'auto', href, title: href, class: 'selectable-text copyable-text', target: '_blank', rel: 'noopener noreferrer' }, text);

const icon = (name, label) => el('span', { 'data-icon': name, 'aria-label': label });
const tail = (mail) => icon(mail.own ? 'tail-out' : 'tail-in');
/** Names are translated, as on the real page. */
const meta = (mail) => el('div', { 'data-testid': GROUP && 'msg-meta' }, el('span', { dir: 'auto' }, '10:21'), mail.own ? icon(GROUP ? 'wds-ic-read' : 'msg-dblcheck', 'Gelesen') : null);

/** The message that this one answers, a button over the text. */
function answered(mail) {
  if (mail.own) return null;
  const text = el('span', { dir: 'auto', class: 'quoted-mention _ao3e', 'data-testid': GROUP && 'selectable-text' }, 'Did you order anything?');
  return el('div', { role: 'button', 'aria-label': 'Zitierte Nachricht', 'data-testid': 'quoted-message' }, el('span', { dir: 'auto' }, 'Du'), text);
}

function words(mail) {
  const writer = mail.own ? ME.name : GROUP ? mail.name : mail.number;
  const text = el('span', { dir: 'ltr', class: GROUP ? '_ao3e' : '_ao3e selectable-text copyable-text', 'data-testid': GROUP && 'selectable-text' }, el('span', {}, ...paragraphs(mail, link)));
  const room = el('span', { 'aria-hidden': 'true' }, el('span', {}, '10:21'));
  return el('div', { class: 'copyable-text', 'data-pre-plain-text': `[10:21, 20/11/2026] ${writer}: ` }, el('div', {}, answered(mail), text, room));
}

function bubble(mail) {
  const author = GROUP && !mail.own ? el('div', {}, el('span', { dir: 'auto', role: 'button' }, mail.name)) : null;
  const box = el('div', {}, tail(mail), el('div', { class: '_amk6' }, author, el('div', {}, words(mail), meta(mail))));
  Object.assign(box.style, { width: 'fit-content', maxWidth: '65%', marginInlineStart: mail.own ? 'auto' : '0' });
  const inner = el('div', { class: GROUP ? '_amjv' : `${mail.own ? 'message-out' : 'message-in'} focusable-list-item` }, el('span', {}), box);
  const id = GROUP ? `3EB0${mail.id}` : `${Boolean(mail.own)}_447700900123@c.us_3EB0${mail.id}`;
  return el('div', { role: 'row' }, el('div', { tabindex: '-1', 'data-id': id }, inner));
}

const notice = (text) => el('div', { role: 'row' }, el('div', { 'data-id': '1' }, el('span', { dir: 'auto' }, text)));
const deleted = () => el('div', { role: 'row' }, el('div', { 'data-id': '2' }, el('div', { class: '_amk6' }, icon('recalled'), el('div', { class: 'copyable-text' }, el('span', { class: 'selectable-text' }, 'This message was deleted')))));

application({
  root,
  address: () => undefined,
  list(mails) {
    pane.replaceChildren(...mails.map(chat), answeredChat());
    return [el('div', { 'data-testid': 'intro-title' }, 'WhatsApp Web')];
  },
  open(title, mails) {
    const under = GROUP ? `${title}, Kim, Du` : 'zuletzt online';
    const head = el('header', {}, el('div', { role: 'button' }, el('img', { src: 'data:,', alt: '' })), el('div', { role: 'button' }, el('span', { dir: 'auto', title: GROUP && 'Allotment friends' }, GROUP ? 'Allotment friends' : title), el('span', { title: under }, under)));
    const log = el('div', { role: 'application' }, notice('HEUTE'), notice('End-to-end encrypted'), deleted(), ...mails.map(bubble));
    const foot = el('footer', {}, el('div', { contenteditable: 'true', role: 'textbox', 'data-tab': '10' }));
    return [el('div', { id: 'main' }, head, el('div', { class: 'copyable-area' }, log), foot)];
  },
  bodyOf: (id) => root.querySelector(`[data-id$="3EB0${id}"] .copyable-text :is(._ao3e):not([role="button"] *)`),
  compose: (text) => el('div', { id: 'compose' }, el('footer', {}, el('div', { contenteditable: 'true', role: 'textbox' }, el('p', { class: 'selectable-text copyable-text' }, text)))),
});
