/* The parts of Open-Xchange App Suite that an adapter sees. The text of a mail stands in a frame that scripts fill. */
const page = el('div', { id: 'io-ox-core' });
document.body.append(page);
const topbar = el('div', { id: 'io-ox-topbar-account-dropdown-icon' }, el('a', { href: '#', title: ME.address }, 'RR'));
const folders = el('div', { class: 'folder-tree', role: 'tree' }, el('li', { class: 'folder selectable selected', 'data-id': 'default0/INBOX', role: 'treeitem' }, 'Posteingang'));
const left = el('div', { class: 'leftside' });
const right = el('div', { class: 'rightside mail-detail-pane' });
page.append(topbar, el('div', { class: 'window-container io-ox-mail-window' }, folders, left, right));

const person = (mail, kind) => el('a', { href: '#', role: 'button', class: 'halo-link' }, el('span', { class: 'sr-only' }, kind === 'from' ? 'Von:' : ''), el('span', { class: `person-link person-${kind} ellipsis` }, mail.name), el('span', { class: 'address' }, `<${mail.address}>`));

function message(mail) {
  const sender = mail.own ? ME : mail;
  const head = el('header', { class: 'detail-view-header' }, el('h2', { class: 'toggle-mail-body' }, el('button', { type: 'button', 'aria-expanded': String(!mail.folded) }, el('span', { class: 'sr-only' }, `E-Mail von ${sender.name}`))), el('div', { class: 'detail-view-row row-1' }, el('div', { class: 'from' }, person(sender, 'from')), el('time', { class: 'date gray' }, '09:02')), el('div', { class: 'detail-view-row row-3' }, el('div', { class: 'recipients' }, el('span', { class: 'io-ox-label' }, 'An'), person(ME, 'to'))));
  const frame = mail.folded ? null : el('iframe', { class: 'mail-detail-frame', title: 'E-Mail', 'data-for': mail.id });
  const body = el('section', { class: 'body user-select-text', tabindex: '-1' }, frame);
  return el('article', { class: `list-item mail-detail f6-target focusable${mail.folded ? '' : ' expanded'}`, 'data-cid': `default0/INBOX.${mail.id}`, 'data-loaded': '1', tabindex: '-1' }, head, el('section', { class: 'notifications' }), el('section', { class: 'attachments mail-attachment-list' }), body);
}

function row(mail) {
  const from = el('div', { class: 'from flex-grow', title: mail.address }, el('span', { class: 'flags' }), el('span', { class: 'person' }, mail.name));
  const content = el('div', { class: 'list-item-content', 'aria-hidden': 'true' }, el('div', { class: 'list-item-row flex-row' }, from, el('time', { class: 'date gray' }, '09:02')), el('div', { class: 'list-item-row' }, el('div', { class: 'subject flex-grow' }, el('span', { class: 'drag-title' }, mail.subject))), el('div', { class: 'list-item-row multiple-rows' }, el('div', { class: 'text-preview' }, mail.body.slice(0, 100))));
  return el('li', { class: 'list-item selectable unread', 'data-cid': `default0/INBOX.${mail.id}`, role: 'option', tabindex: '-1', 'aria-label': `${mail.name}, ${mail.subject}, 09:02.` }, content);
}

const textOf = (id) => right.querySelector(`iframe[data-for="${id}"]`).contentDocument.querySelector('.mail-detail-content');

application({
  root: right,
  address: (view) => (view === 'open' ? '#!!&app=io.ox/mail&folder=default0/INBOX&id=1' : '#!!&app=io.ox/mail&folder=default0/INBOX'),
  list(mails) {
    left.replaceChildren(el('ul', { class: 'list-view mail-item visible-selection', role: 'listbox', tabindex: '0' }, ...mails.map(row)));
    return [el('div', { class: 'thread-view-control' }, el('div', { class: 'io-ox-center' }, 'Keine Nachricht ausgewählt'))];
  },
  open: (subject, mails) => [el('div', { class: 'thread-view-control' }, el('div', { class: 'thread-view-header' }, el('h1', { class: 'subject' }, subject), el('div', { class: 'summary' }, `${mails.length}`)), el('div', { class: 'thread-view list-view', role: 'presentation' }, ...mails.map(message)))],
  drawn(mails) {
    for (const mail of mails) {
      const frame = right.querySelector(`iframe[data-for="${mail.id}"]`);
      if (!frame) continue;
      write(frame, paragraphs(mail));
      frame.contentDocument.body.firstChild.className = 'mail-detail-content noI18n';
    }
  },
  bodyOf: textOf,
  compose: (text) => el('div', { class: 'io-ox-mail-compose-window' }, el('div', { contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text }))),
});
