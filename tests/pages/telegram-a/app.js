/* The parts of Telegram Web A that an adapter sees. `#-100` is a group: the writers' names stand in the bubbles. */
const GROUP = location.hash === '#-100';
const list = el('div', { class: 'chat-list' });
const middle = el('div', { id: 'MiddleColumn' });
document.body.append(el('div', { id: 'UiLoader' }, el('div', { id: 'Main' }, el('div', { id: 'LeftColumn' }, list), middle)));

/** A line of the list. In a group the writer stands before the text; where the user wrote last, ticks. */
function line(mail) {
  const status = el('div', { class: 'LastMessageMeta' }, mail.own ? el('div', { class: 'MessageOutgoingStatus' }) : null, el('span', { class: 'time' }, '10:21'));
  const name = el('div', { class: 'info-row' }, el('div', { class: 'title' }, el('h3', { class: 'fullName', dir: 'auto', role: 'button' }, mail.name)), el('div', { class: 'separator' }), status);
  const writer = GROUP && !mail.own ? [el('span', { class: 'sender-name' }, 'Kim'), el('span', { class: 'colon' }, ':')] : [];
  const text = el('div', { class: 'subtitle' }, el('p', { class: 'last-message', dir: 'auto' }, ...writer, mail.body), el('div', { class: 'ChatBadge unread' }, '2'));
  const photo = el('div', { class: 'status' }, el('div', { class: 'Avatar', 'data-peer-id': '77' }, el('span', { class: 'letters' }, 'SS')));
  return el('div', { class: 'ListItem Chat chat-item-clickable' }, el('a', { class: 'ListItem-button', href: '#77' }, photo, el('div', { class: 'info' }, name, text)));
}

const link = (href, text) => el('a', { class: 'text-entity-link', href, 'data-entity-type': 'MessageEntityUrl', target: '_blank', rel: 'noopener noreferrer' }, text);
const meta = (mail) => el('span', { class: 'MessageMeta', dir: 'ltr', 'data-ignore-on-paste': 'true' }, el('span', { class: 'message-time' }, '10:21'), mail.own ? el('div', { class: 'MessageOutgoingStatus' }) : null);
const reactions = () => el('div', { class: 'Reactions' }, el('button', { type: 'button', class: 'message-reaction' }, '👍 2'));

function answered() {
  const text = el('div', { class: 'message-text' }, el('p', { class: 'embedded-text-wrapper' }, 'Did you order anything?'), el('div', { class: 'message-title' }, el('span', { class: 'embedded-sender' }, 'Kim Office')));
  return el('div', { class: 'message-subheader' }, el('div', { class: 'EmbeddedMessage', role: 'button' }, text));
}

function named(name) {
  const words = el('span', { class: 'message-title-name-container interactive' }, el('span', { class: 'message-title-name' }, el('span', { class: 'sender-title' }, name)));
  return el('div', { class: 'message-title', dir: 'ltr' }, words, el('span', { class: 'admin-title', dir: 'auto' }, 'admin'));
}

function bubble(mail) {
  const name = GROUP && !mail.own ? named(mail.name) : null;
  const text = el('div', { class: 'text-content clearfix with-meta', dir: 'auto' }, ...paragraphs(mail, link), mail.own ? null : reactions(), meta(mail));
  const content = el('div', { class: 'message-content text has-shadow has-solid-background', dir: 'auto' }, el('div', { class: 'content-inner', dir: 'auto' }, name, mail.own ? null : answered(), text));
  const marker = el('div', { class: 'bottom-marker', 'data-message-id': mail.id });
  return el('div', { id: `message-${mail.id}`, class: `Message message-list-item first-in-group last-in-group${mail.own ? ' own' : ''}`, 'data-message-id': mail.id }, marker, el('div', { class: 'message-content-wrapper can-select-text' }, content));
}

const action = (text) => el('div', { id: 'message-1', class: 'ActionMessage message-list-item', 'data-message-id': '1' }, el('span', {}, text));
/** A voice message, in a group of a writer who is not the next one. */
function voice() {
  const content = el('div', { class: 'message-content voice' }, el('div', { class: 'content-inner' }, GROUP ? named('Voice Writer') : null, el('div', { class: 'Audio' }, '0:12')), meta({}));
  return el('div', { id: 'message-2', class: 'Message message-list-item', 'data-message-id': '2' }, el('div', { class: 'message-content-wrapper' }, content));
}

function slide(bubbles, active) {
  const group = el('div', { class: 'message-date-group' }, el('div', { class: 'sticky-date' }, el('span', { dir: 'auto' }, 'Today')), action('Kim Office joined the group'), voice(), el('div', { class: 'sender-group-container' }, ...bubbles));
  const made = el('div', { class: active ? 'Transition_slide Transition_slide-active' : 'Transition_slide' }, el('div', { class: 'MessageList custom-scroll' }, el('div', { class: 'messages-container' }, group)));
  if (!active) made.style.display = 'none';
  return made;
}

application({
  root: middle,
  address: (view) => (view === 'open' ? (GROUP ? '#-100' : '#77') : undefined),
  list(mails) {
    list.replaceChildren(...mails.map(line), line({ name: 'Kim Office', body: 'See you', own: true }));
    return [];
  },
  open(name, mails) {
    const info = el('div', { class: 'ChatInfo' }, el('div', { class: 'Avatar' }), el('div', { class: 'info' }, el('div', { class: 'title' }, el('h3', { class: 'fullName', dir: 'auto', role: 'button' }, GROUP ? 'Allotment friends' : name)), el('span', { class: 'status' }, 'last seen recently')));
    const head = el('div', { class: 'MiddleHeader' }, el('div', { class: 'Transition' }, el('div', { class: 'Transition_slide Transition_slide-active' }, el('div', { class: 'chat-info-wrapper' }, info))));
    const old = bubble({ id: '9', name: 'Old friend', body: 'A message of the chat that was open before', links: [] });
    const foot = el('div', { class: 'middle-column-footer' }, el('div', { class: 'Composer' }, el('div', { id: 'editable-message-text', contenteditable: 'true', role: 'textbox' })));
    return [el('div', { class: 'messages-layout' }, head, el('div', { class: 'Transition' }, slide([old], false), slide(mails.map(bubble), true)), foot)];
  },
  bodyOf: (id) => middle.querySelector(`#message-${id} .text-content`),
  compose: (text) => el('div', { class: 'Composer' }, el('div', { contenteditable: 'true', role: 'textbox' }, text)),
});
