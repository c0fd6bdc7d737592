/* The parts of iCloud Mail that an adapter sees, in the frame inside the tab's page: heads here, each text in a frame of another host. */
const BODIES = 'https://www-mail.icloud-sandbox.com/applications/mail2-message/current/en-us/index.html';
const token = ({ name }) => el('div', { class: 'contact-token ic-1k2j3h', role: 'button', tabindex: '0' }, el('span', { class: 'ic-x1z554' }, name));

function head(mail) {
  const sender = mail.own ? ME : mail;
  const receiver = mail.own ? mail : ME;
  return el('div', { class: 'ic-efwqa7' }, el('div', { class: 'ic-9d0w2a' }, el('div', { class: 'ic-m3n8' }, token(sender)), el('div', { class: 'ic-m3n9' }, el('span', {}, 'To: '), token(receiver))), el('div', { class: 'ic-rffsj8' }, 'Today at 9:02 AM'), el('ui-button', { role: 'button', title: 'Reply' }, el('span', { class: 'symbols-glyph' })));
}

/** The user's own mails of a thread come folded. */
const isFolded = (mail) => mail.folded || mail.own;

function message(mail) {
  if (isFolded(mail)) return el('div', { class: 'ic-7t1c0d' }, head(mail), el('div', { class: 'ic-p0s1' }, mail.body.slice(0, 40)));
  const frame = el('iframe', { class: 'ic-b2f4', 'data-for': mail.id, title: 'Message', src: `${BODIES}#${mail.id}` });
  frame.style.width = '700px';
  frame.style.height = '400px';
  return el('div', { class: 'ic-7t1c0d' }, head(mail), el('div', { class: 'ic-b2f3' }, frame));
}

function row(mail) {
  const text = el('div', { class: 'content-container' }, el('div', {}, el('span', { class: 'thread-participants' }, mail.name), el('span', { class: 'thread-timestamp' }, '9:02 AM')), el('div', { class: 'thread-subject' }, mail.subject), el('div', { class: 'thread-preview' }, mail.body.slice(0, 100)));
  return el('div', { class: 'thread-list-item ic-z3c00x', role: 'treeitem', 'aria-selected': 'false', 'aria-label': `${mail.name}, ${mail.subject}` }, text);
}

const list = (mails) => el('div', { class: 'pane thread-list-pane' }, el('h2', { 'aria-label': 'Inbox' }, 'Inbox'), el('div', { role: 'tree' }, ...mails.map(row)));
/* One pane is around all parts; where one writes stands in a further one. */
const main = document.body.appendChild(el('div', { class: 'cw-pane-container' }));
document.body.prepend(el('nav', { class: 'pane mailbox-pane' }, el('div', { role: 'option', 'aria-label': 'Inbox', 'aria-selected': 'true' }, 'Inbox')));

let shown = [];
const frameOf = (id) => main.querySelector(`iframe[data-for="${id}"]`);
const tell = (id, mail) => frameOf(id)?.contentWindow.postMessage(mail, new URL(BODIES).origin);
window.addEventListener('message', ({ source }) => {
  for (const mail of shown) if (frameOf(mail.id)?.contentWindow === source) tell(mail.id, mail);
});

const app = application({
  root: main,
  address: () => undefined,
  list: (mails) => [list(mails), el('div', { class: 'pane thread-detail-pane' }, el('p', {}, 'No Message Selected'))],
  open: (subject, mails) => {
    shown = mails;
    const pane = el('div', { class: 'pane thread-detail-pane' }, el('div', { class: 'ic-h4d2' }, el('h1', { class: 'ic-s7b1' }, subject)), ...mails.map(message));
    return [list([]), pane];
  },
  compose: (text) => el('div', { class: 'cw-pane-container' }, el('div', { class: 'editor-wrapper' }, el('div', { class: 'editor-content', contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text })))),
});
app.swapBody = (id, text) => tell(id, { body: text, links: [] });
