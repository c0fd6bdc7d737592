/* The parts of Telegram Web K that an adapter sees. `#-100` is a group: the writers' names stand in the bubbles. */
const GROUP = location.hash === '#-100';
const list = el('ul', { class: 'chatlist' });
const chats = el('div', { class: 'chats-container tabs-container' });
document.body.append(el('div', { id: 'page-chats' }, el('div', { id: 'main-columns' }, el('div', { id: 'column-left', class: 'tabs-tab' }, list), el('div', { id: 'column-center', class: 'tabs-tab' }, chats))));

const title = (name) => el('span', { class: 'peer-title', dir: 'auto', 'data-peer-id': '77' }, name);
/** A line of the list: the text stands before the name. Where the user wrote last, ticks. */
function line(mail) {
  const status = el('span', { class: 'message-status sending-status' }, mail.own ? el('span', { class: 'tgico sending-status-icon' }, '✓') : null);
  const text = el('div', { class: 'row-row row-subtitle-row dialog-subtitle' }, el('div', { class: 'row-subtitle no-wrap', dir: 'auto' }, mail.body), el('div', { class: 'dialog-subtitle-badge badge' }, '2'));
  const name = el('div', { class: 'row-row row-title-row dialog-title' }, el('div', { class: 'row-title no-wrap user-title' }, title(mail.name)), el('div', { class: 'row-title row-title-right dialog-title-details' }, status, el('span', { class: 'message-time' }, '10:21')));
  return el('a', { class: 'row no-wrap chatlist-chat', 'data-peer-id': '77', href: '#77' }, text, name);
}

const link = (href, text) => el('a', { class: 'anchor-url', href, target: '_blank', rel: 'noopener noreferrer' }, text);
const time = () => el('span', { class: 'time' }, el('span', { class: 'i18n', dir: 'auto' }, '10:21'), el('div', { class: 'time-inner', title: '20 November 2026, 10:21:00' }, el('span', { class: 'i18n' }, '10:21')));

function answered() {
  const content = el('div', { class: 'reply-content' }, el('div', { class: 'reply-title' }, title('Kim Office')), el('div', { class: 'reply-subtitle' }, 'Did you order anything?'));
  return el('div', { class: 'reply' }, content);
}

function bubble(mail) {
  const text = mail.own ? paragraphs(mail, link) : [el('span', { class: 'translatable-message' }, ...paragraphs(mail, link))];
  const words = el('div', { class: 'message spoilers-container', dir: 'auto' }, ...text, time(), el('span', { class: 'clearfix' }));
  const name = GROUP && !mail.own ? el('div', { class: 'name', dir: 'auto' }, el('div', { class: 'title-flex' }, title(mail.name), el('span', { class: 'bubble-name-rank' }, 'admin'))) : null;
  const content = el('div', { class: 'bubble-content' }, name, mail.own ? null : answered(), words);
  return el('div', { class: `bubble ${mail.own ? 'is-out' : 'is-in'} can-have-tail is-group-first is-group-last`, 'data-mid': mail.id, 'data-peer-id': '77', 'data-timestamp': '1795170060' }, el('div', { class: 'bubble-content-wrapper' }, content));
}

const service = (text) => el('div', { class: 'bubble service is-date', 'data-mid': '1' }, el('div', { class: 'bubble-content' }, el('div', { class: 'service-msg' }, text)));
/** A voice message has a text's element too, and in a group a writer who is not the next one. */
function voice() {
  const name = GROUP ? el('div', { class: 'name', dir: 'auto' }, title('Voice Writer')) : null;
  const audio = el('div', { class: 'document-container' }, el('audio-element', { class: 'audio is-voice' }, '0:12'));
  const content = el('div', { class: 'bubble-content' }, name, el('div', { class: 'message spoilers-container' }, audio, time()));
  return el('div', { class: 'bubble voice-message is-in', 'data-mid': '2', 'data-peer-id': '77' }, el('div', { class: 'bubble-content-wrapper' }, content));
}

function pane(name, bubbles, active) {
  const top = el('div', { class: 'sidebar-header topbar' }, el('div', { class: 'chat-info' }, el('div', { class: 'person' }, el('div', { class: 'content' }, el('div', { class: 'user-title' }, title(name)), el('div', { class: 'info' }, 'last seen recently')))));
  const group = el('div', { class: 'bubbles-group' }, el('div', { class: 'bubbles-group-avatar-container' }, el('div', { class: 'avatar', 'data-peer-id': '77' })), ...bubbles);
  const inner = el('div', { class: 'bubbles-inner' }, el('section', { class: 'bubbles-date-group' }, service('Today'), voice(), group));
  const input = el('div', { class: 'chat-input' }, el('div', { class: 'input-message-input', contenteditable: 'true' }));
  const made = el('div', { class: active ? 'chat tabs-tab active' : 'chat tabs-tab' }, top, el('div', { class: 'bubbles' }, el('div', { class: 'scrollable scrollable-y' }, inner)), input);
  if (!active) made.style.display = 'none';
  return made;
}

application({
  root: chats,
  address: (view) => (view === 'open' ? (GROUP ? '#-100' : '#77') : undefined),
  list(mails) {
    list.replaceChildren(...mails.map(line), line({ name: 'Kim Office', body: 'See you', own: true }));
    return [];
  },
  open: (name, mails) => [pane('Old chat', [bubble({ id: '9', name: 'Old friend', body: 'A message of the chat that was open before', links: [] })], false), pane(GROUP ? 'Allotment friends' : name, mails.map(bubble), true)],
  bodyOf: (id) => chats.querySelector(`[data-mid="${id}"] .translatable-message`),
  compose: (text) => el('div', { class: 'chat-input' }, el('div', { class: 'input-message-input', contenteditable: 'true' }, text)),
});
