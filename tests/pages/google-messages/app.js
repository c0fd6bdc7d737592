/* The parts of Google Messages for web that an adapter sees: one bubble after the other. */
const main = el('mw-conversation-container', { 'data-e2e-conversation-container': true });
const rail = el('mws-conversations-list', {}, el('nav', {}));
document.body.append(el('mw-app', {}, rail, main));

/** A line of the list at the side: its preview is no message. */
function chat(name, text) {
  const line = el('a', { class: 'list-item', 'data-e2e-conversation': true, href: '/web/conversations/1', role: 'option', 'aria-selected': 'true', 'data-e2e-is-unread': 'false' });
  line.append(el('div', { class: 'text-content' }, el('h2', { class: 'name-container' }, el('span', { class: 'name', dir: 'auto', 'data-e2e-conversation-name': true }, name)), el('div', { class: 'snippet-text' }, el('mws-conversation-snippet', { 'data-e2e-conversation-snippet': true }, el('span', { dir: 'auto' }, text)))), el('div', { class: 'list-item-info' }, el('mws-relative-timestamp', {}, '9:05 AM')));
  return el('mws-conversation-list-item', {}, line, el('button', { class: 'menu-button', 'aria-label': `Options for ${name}` }));
}

/** The wrapper of a message around its parts. */
function wrapper(id, own, ...parts) {
  const core = el('div', { class: 'msg-row', 'data-e2e-message-wrapper-core': true, 'data-e2e-message-id': id, 'data-e2e-message-outgoing': String(own), 'data-e2e-message-rcs': 'false' }, ...parts);
  return el('mws-message-wrapper', { 'msg-id': id, 'is-outgoing': String(own), 'data-e2e-message-wrapper': true, class: own ? 'outgoing' : 'incoming' }, core);
}

function bubble(mail) {
  const said = `${mail.own ? 'You' : mail.number} said: ${mail.body}. ${mail.own ? 'Sent' : 'Received'} on November 20, 2026 at 9:05 AM.`;
  const text = el('div', { class: 'text-msg msg-content', dir: 'auto' }, ...paragraphs(mail));
  const content = el('mws-message-part-content', { 'data-e2e-message-content': true }, answered(mail), el('div', { class: 'text-msg-content' }, text));
  return wrapper(
    mail.id,
    Boolean(mail.own),
    el('mws-text-message-part', { 'data-e2e-text-message-content': true, 'aria-label': said, tabindex: '0' }, content),
    el('mw-message-reactions-display', {}, el('span', { class: 'reaction', 'data-e2e-reaction': true, 'data-e2e-reaction-emoji': '👍' }, '👍 2')),
    el('mws-message-status', {}, el('mws-absolute-timestamp', {}, '9:05 AM'), el('span', {}, ' • SMS')),
  );
}

/** The message that an answer is to, small above it. */
const answered = (mail) => (mail.own ? null : el('div', { class: 'embed-msg-part-container outgoing' }, el('div', { class: 'text-msg-content' }, el('div', { class: 'text-msg' }, 'You: When does it come?'))));

const system = (text) => el('mws-tombstone-message-wrapper', {}, el('div', { class: 'tombstone-timestamp' }, text));
const deleted = () => el('mws-message-wrapper', { 'msg-id': '2', 'is-outgoing': 'false', 'data-e2e-message-wrapper': true }, el('div', { 'data-e2e-message-tombstone': true }, 'This message was deleted'));

const app = application({
  root: main,
  address: (view, first) => `/web/conversations/${view === 'open' ? first.id : ''}`,
  list(mails) {
    rail.firstChild.replaceChildren(el('a', { class: 'fab-link', href: '/web/conversations/new' }, 'Start chat'), ...mails.map((mail) => chat(mail.number, mail.body)));
    return [el('mw-empty-state', {}, el('h1', {}, 'Messages for web'))];
  },
  open: (title, mails) => [
    el('mws-header', {}, el('div', { class: 'title-container', 'data-e2e-header-title': true }, el('div', { class: 'title' }, el('h2', {}, title))), el('button', { 'data-e2e-conversation-menu-button': true }, '⋮')),
    el('mws-messages-list', {}, el('div', { 'data-e2e-messages-list-content': true }, system('Friday · 9:04 AM'), deleted(), ...mails.map(bubble))),
    el('mws-message-compose', { 'data-e2e-message-compose': true }, el('textarea', { 'data-e2e-message-input-box': true })),
  ],
  bodyOf: (id) => main.querySelector(`[data-e2e-message-id="${id}"] .text-msg:not(.embed-msg-part-container *)`),
  compose: (text) => el('mws-message-compose', { 'data-e2e-message-compose': true }, el('div', { contenteditable: 'true', role: 'textbox' }, text)),
});
/** A bubble comes in, and the others stay as they are. */
app.add = (mail) => main.querySelector('[data-e2e-messages-list-content]').append(bubble(mail));
