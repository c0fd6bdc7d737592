/* The parts of Fastmail that an adapter sees: the list of mails, and the conversation as cards. Ids are numbered anew with
   each drawing. */
let drawn = 0;
const view = (tag, attrs, ...children) => el(tag, { id: `v${++drawn}`, ...attrs }, ...children);

/** Where the text of each mail is drawn: nothing in the page names it. */
const bodies = new Map();

function card(mail) {
  const sender = mail.own ? ME : mail;
  const name = view('h2', { class: 'v-MessageCard-from u-truncate', title: sender.address }, sender.name);
  const folder = mail.own ? view('a', { class: 'v-MessageCard-folder', href: '/mail/Sent/?u=1a2b' }, 'Sent') : null;
  const time = view('div', { class: 'v-MessageCard-time', title: 'Fri 20 Nov 2026, 9:02 AM' }, '9:02 AM');
  const head = view('div', { class: 'v-MessageCard-header' }, el('div', { class: 'v-Avatar' }, 'S'), name, folder, time);
  const item = (...children) => view('div', { class: `v-MessageCard app-contentCard is-${mail.folded ? 'collapsed' : 'expanded'}` }, head, ...children);
  if (mail.folded) return item(el('div', { class: 'v-MessageCard-preview' }, mail.body.slice(0, 40)));
  const to = view('div', { class: 'v-Message-to' }, 'to ', el('span', { class: 'v-Message-toName', title: ME.address }, ME.name), el('button', { class: 'v-MessageCard-toggleDetails' }, 'Show details'));
  const body = view('div', { class: 'u-containSelection v-Message-body' }, el('article', { class: 'u-article' }, el('div', {}, ...paragraphs(mail))));
  bodies.set(mail.id, body);
  const actions = view('div', { class: 'v-MessageCard-actions' }, el('button', { class: 'v-Button s-reply' }, 'Reply'));
  return item(view('div', { class: 'v-Message' }, to, body), actions);
}

function row(mail, i) {
  const from = el('div', { class: 'v-MailboxItem-from' }, el('span', { class: 'v-MailboxItem-name' }, el('span', { title: mail.address }, mail.name)));
  const link = el('a', { class: 'u-list-link', href: `/mail/Inbox/T${mail.id}?u=1a2b` }, '');
  const subject = el('div', { class: 'v-MailboxItem-subject u-ellipsis', title: mail.subject }, mail.subject);
  const item = view('li', { class: 'v-MailboxItem u-list-item is-unread' }, link, el('label', { class: 'v-MailboxItem-checkbox' }), from, el('div', { class: 'v-MailboxItem-time', title: 'Fri 20 Nov 2026' }, '9:02 AM'), subject, el('div', { class: 'v-MailboxItem-preview u-truncate' }, mail.body.slice(0, 100)));
  item.style.transform = `translate3d(0, ${i * 3}px, 0)`;
  return item;
}

const toolbar = (...labels) => view('div', { class: 'v-Toolbar' }, ...labels.map((label) => el('button', { class: 'v-Button' }, el('span', { class: 'label' }, label))));
const content = el('div', { class: 'v-Page-content' });
document.body.append(el('ul', { class: 'v-Sources-list' }, el('li', { class: 'v-MailboxSource v-MailboxSource--inbox' }, el('a', { href: '/mail/Inbox/' }, 'Inbox')), el('li', { class: 'v-MailboxSource v-MailboxSource--sent' }, el('a', { href: '/mail/Sent/' }, 'Sent'))), el('div', { class: 'v-Page' }, toolbar('Archive', 'More'), content));

application({
  root: content,
  address: (where, first) => (where === 'open' ? `/mail/Inbox/T${first.id}` : '/mail/Inbox/'),
  list: (mails) => [view('div', { class: 'v-Split--left' }, el('div', { id: 'mailbox' }, el('ul', { class: 'app-list' }, ...mails.map(row)))), view('div', { class: 'v-Split--right' }, el('div', { class: 'v-Empty' }, 'Nothing is selected'))],
  open: (subject, mails) => [el('div', { id: 'conversation' }, view('div', { class: 'v-Thread' }, view('div', { class: 'v-Thread-title' }, view('h1', {}, subject), el('button', { class: 'v-Button' }, 'Print')), ...mails.map(card)))],
  bodyOf: (id) => bodies.get(id),
  compose: (text) => view('div', { class: 'v-Compose app-contentCard' }, el('div', { role: 'textbox', contenteditable: 'true' }, ...paragraphs({ body: text }))),
});
