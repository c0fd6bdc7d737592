/* The parts of Yahoo Mail that an adapter sees; AOL Mail is the same application with the list and header of the years before. */
const isOlder = location.hostname.endsWith('aol.com');
const hook = (id, attrs = {}) => ({ 'data-test-id': id, ...attrs });

/** Where the text of each mail is drawn: nothing in the page names it. */
const bodies = new Map();

/** The sender, in an element that opens a card, which has the address as its title or beside it. */
function from(sender) {
  const pill = el('span', hook('email-pill', { tabindex: '0', title: !isOlder && sender.address }), el('span', {}, el('span', {}, sender.name)));
  return el('span', hook('message-from'), pill, isOlder ? el('span', { class: 'u_b' }, `<${sender.address}>`) : null);
}

function header(mail, sender) {
  const avatar = el('img', { alt: '', src: 'data:,', 'data-test-id': 'alphatar' });
  const to = el('span', hook('message-recipients'), el('span', {}, 'To:'), el('span', hook('message-to', { title: ME.address }), ME.name));
  return el('header', hook('message-header'), avatar, el('div', {}, from(sender), el('span', hook('message-date'), el('time', {}, 'Fri, Nov 20 at 9:02 AM'))), el('div', {}, to));
}

function message(mail) {
  const sender = mail.own ? ME : mail;
  const view = (...children) => el('li', {}, el('div', hook('message-view', { 'data-test-expanded': String(!mail.folded), class: 'p_R message-view', tabindex: '40' }), header(mail, sender), ...children));
  if (mail.folded) return view(el('div', hook('snippet'), mail.body.slice(0, 40)));
  const heading = el('h3', { class: 'sr-only' }, 'Message body');
  heading.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)';
  const content = el('div', hook('message-view-body-content', { class: 'msg-body P_wpofO' }), el('div', { class: 'jb_0' }, el('div', { id: 'yiv6691739164' }, el('div', { class: 'yiv66917391mail' }, ...paragraphs(mail)))));
  bodies.set(mail.id, content);
  return view(el('div', hook('message-body-container'), el('div', hook('message-view-body'), heading, content)), el('div', hook('toolbar-hover-area'), el('button', hook('btn-reply-sender'), 'Reply')));
}

function row(mail) {
  const id = `AP${mail.id}`;
  const extra = el('span', { class: 'sr-only', id: `email-subject-snippet-${id}` }, `${mail.subject}·${mail.body.slice(0, 60)}…`);
  const unread = el('span', { class: 'sr-only', id: `unread-message-status-${id}` }, 'Unread message');
  const sender = el('div', { id: `email-sender-${id}`, title: mail.address }, mail.name);
  const subject = el('div', { id: `email-subject-${id}`, title: mail.subject }, mail.subject);
  const text = el('div', {}, subject, el('div', { id: `email-snippet-${id}` }, mail.body.slice(0, 100)));
  return el('li', {}, el('div', hook('message-list-item', { 'aria-labelledby': `unread-message-status-${id} email-sender-${id}` }), el('span', { role: 'checkbox' }), unread, sender, extra, text, el('span', { id: `email-date-${id}` }, '9:02 AM')));
}

function olderRow(mail) {
  const senders = el('div', hook('senders'), el('span', hook('senders_list', { role: 'gridcell', title: mail.address }), el('strong', hook('senders-bold'), mail.name)));
  const text = el('div', {}, el('span', hook('message-subject', { role: 'gridcell', title: mail.subject }), mail.subject), el('div', hook('snippet'), mail.body.slice(0, 100)));
  return el('li', {}, el('a', hook('message-list-item', { role: 'article', href: `/d/folders/1/messages/${mail.id}`, 'data-test-read': 'false', 'aria-label': `Unread from ${mail.name}` }), el('button', hook('icon-btn-checkbox'), ''), senders, text, el('time', { role: 'gridcell' }, '9:02 AM')));
}

const rail = el('nav', hook('mail-left-rail'), el('ul', {}, el('li', {}, el('div', { 'data-test-account-email': ME.address }, 'Inbox'))), el('a', { 'data-test-folder-name': 'Sent', href: '#' }, 'Sent'));
const ads = el('div', hook('mail-right-rail'), el('div', hook('gam-iframe'), el('iframe', { title: 'Advertisement', src: 'about:blank' })));
const reader = el('div', { id: 'mail-reader-container', role: 'main' });
document.body.append(el('div', { id: 'mail-app-component' }, rail, reader, ads));

const folder = isOlder ? '/d/folders/1' : '/n/folders/1';
application({
  root: reader,
  address: (view, first) => (view === 'open' ? `${folder}/messages/${first.id}` : folder),
  list: (mails) => [el('div', hook('virtual-list-container'), el('div', hook('virtual-list'), el('ul', { role: 'list' }, ...mails.map(isOlder ? olderRow : row))))],
  open: (subject, mails) => [
    el(
      'div',
      { id: 'message-group-view', 'data-test-id': 'message-group-view' },
      el('div', hook('message-toolbar'), el('button', hook('toolbar-back-to-list'), 'Back'), el('button', hook('message-toolbar-more-menu'), 'More')),
      el('div', hook('message-group-view-scroller'), el('div', hook('message-group-header'), el('span', hook('message-group-subject-text', { title: subject }), subject), el('button', hook('star'), 'Star')), el('ul', hook('cards'), ...mails.map(message))),
    ),
  ],
  bodyOf: (id) => bodies.get(id),
  compose: (text) => el('div', hook('compose'), el('div', hook('compose-styler'), el('div', hook('rte', { role: 'textbox', contenteditable: 'true', 'aria-label': 'Message body' }), ...paragraphs({ body: text })))),
});
