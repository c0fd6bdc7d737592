/* The parts of Google Messages for web that an adapter sees: one bubble after the other. */
const main = el('mws-conversation-container', { 'data-e2e-conversation-container': true });

function bubble(mail) {
  const said = `${mail.own ? 'You' : mail.number} said: ${mail.body}.`;
  const text = el('mws-text-message-part', { 'data-e2e-text-message-content': true, 'aria-label': said, class: mail.own ? 'outgoing' : 'incoming' }, el('div', { class: 'text-msg' }, ...paragraphs(mail)));
  return el('mws-message-wrapper', { 'data-e2e-message-wrapper': true, class: mail.own ? 'outgoing' : 'incoming', 'is-outgoing': String(Boolean(mail.own)) }, el('div', { 'data-e2e-message-wrapper-core': true, 'data-e2e-message-id': mail.id }, text));
}

const app = {
  show(title, mails) {
    history.pushState(null, '', `/web/conversations/${mails[0]?.id ?? ''}`);
    main.replaceChildren(el('mws-header', { 'data-e2e-header-title': true }, el('h2', {}, title)), el('mws-messages-list', {}, ...mails.map(bubble)), el('mws-message-compose', { 'data-e2e-message-compose': true }, el('textarea', {})));
  },
  add(mail) {
    main.querySelector('mws-messages-list').append(bubble(mail));
  },
};
window.app = app;
document.body.append(main);
