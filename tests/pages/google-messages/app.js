/* The parts of Google Messages for web that an adapter sees: one bubble after the other. */
const main = el('mws-conversation-container', { 'data-e2e-conversation-container': true });
document.body.append(main);

function bubble(mail) {
  const said = `${mail.own ? 'You' : mail.number} said: ${mail.body}.`;
  const text = el('mws-text-message-part', { 'data-e2e-text-message-content': true, 'aria-label': said, class: mail.own ? 'outgoing' : 'incoming' }, el('div', { class: 'text-msg' }, ...paragraphs(mail)));
  return el('mws-message-wrapper', { 'data-e2e-message-wrapper': true, class: mail.own ? 'outgoing' : 'incoming', 'is-outgoing': String(Boolean(mail.own)) }, el('div', { 'data-e2e-message-wrapper-core': true, 'data-e2e-message-id': mail.id }, text));
}

const app = application({
  root: main,
  address: (view, first) => `/web/conversations/${view === 'open' ? first.id : ''}`,
  list: () => [],
  open: (title, mails) => [el('mws-header', { 'data-e2e-header-title': true }, el('h2', {}, title)), el('mws-messages-list', {}, ...mails.map(bubble)), el('mws-message-compose', { 'data-e2e-message-compose': true }, el('textarea', {}))],
  bodyOf: (id) => main.querySelector(`[data-e2e-message-id="${id}"] mws-text-message-part`),
  compose: (text) => el('mws-message-compose', { 'data-e2e-message-compose': true }, el('div', { contenteditable: 'true', role: 'textbox' }, text)),
});
/** A bubble comes in, and the others stay as they are. */
app.add = (mail) => main.querySelector('mws-messages-list').append(bubble(mail));
