/* The newest application of the GMX family, as far as known: custom elements with open shadows. The names in the mail's head are not known for sure. */
const BODIES = 'https://p1.mailbody-ui.de/index.html';
const into = (host, ...children) => (host.attachShadow({ mode: 'open' }).append(...children), host);

function row(mail) {
  const sender = el('div', { class: 'list-mail-item__sender', title: mail.name }, mail.name);
  return into(el('list-mail-item', { id: `id${mail.id}` }), sender, el('div', { class: 'list-mail-item__subject' }, mail.subject), el('list-date-label', {}, '09:02'));
}

function detail(mail) {
  const frame = el('iframe', { name: 'detail-body-iframe', src: BODIES });
  frame.style.width = '700px';
  frame.style.height = '400px';
  const head = el('div', { class: 'detail-header' }, el('h1', { class: 'detail-header__subject' }, mail.subject), el('div', { class: 'detail-header__sender' }, el('span', { class: 'detail-header__sender-name' }, mail.name), el('span', { class: 'detail-header__sender-address', title: mail.address }, `<${mail.address}>`)), el('div', { class: 'detail-header__recipients' }, `An ${ME.name} <${ME.address}>`));
  return into(el('webmailer-mail-detail'), head, el('div', { class: 'detail-body' }, frame));
}

let shown = null;
const frame = () => main.querySelector('webmailer-mail-detail')?.shadowRoot.querySelector('iframe');
window.addEventListener('message', ({ source }) => source === frame()?.contentWindow && source.postMessage(shown, new URL(BODIES).origin));
const main = document.body.appendChild(el('webmailer-app'));

const app = application({
  root: main,
  address: () => undefined,
  list: (mails) => [into(el('mail-list-container'), into(el('list-mail-list'), ...mails.map(row)))],
  open: (_subject, [mail]) => {
    shown = mail;
    return [detail(mail)];
  },
  compose: (text) => el('webmailer-mail-compose', {}, el('div', { contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text }))),
});
app.swapBody = (_id, text) => frame().contentWindow.postMessage({ body: text, links: [] }, new URL(BODIES).origin);
