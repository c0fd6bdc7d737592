/* The parts of Zimbra's modern client that an adapter sees: Preact, classes of client, component and name. */
const of = (component, ...names) => names.map((name) => `zimbra-client_${component}${name ? `_${name}` : ''}`).join(' ');

function row(mail) {
  const c = (...names) => of('mail-list-item', ...names);
  const first = el('div', { class: c('row') }, el('div', { class: c('sender') }, mail.name), el('div', { class: c('messageTime') }, el('time', {}, '9:02 AM')));
  const second = el('div', { class: c('row') }, el('h4', { class: c('subject'), title: mail.subject }, mail.subject), el('button', { class: of('mail-inline-action-control', 'control') }, 'Star'));
  const third = el('div', { class: c('row') }, el('div', { class: c('excerpt') }, mail.body.slice(0, 100)));
  const narrow = el('div', { class: c('narrowListItem') }, el('div', { class: c('messageActions') }, el('input', { type: 'checkbox', 'aria-label': 'Select Email' })), el('div', { class: c('messageContent') }, first, second, third));
  return el('div', { class: c('message', 'conversation', 'narrow', 'unread'), draggable: 'true' }, narrow);
}

const list = (mails) => el('div', { class: of('mail-pane', 'mailListPane') }, el('div', { class: of('mail-list', 'messageGroup') }, ...mails.map(row)));

function people(type, name, person, shown) {
  const address = el('span', { class: of('address-list', 'address') }, el('span', { class: of('address-list', 'addressName'), title: person.address }, person.name), shown ? el('span', { class: of('address-list', 'addressDetail') }, `<${person.address}>`) : null);
  return el('div', { class: `${of('address-list', 'addressList', `addresses-${type}`)} ${of('viewer_responsive-viewer', name)}` }, type === 'from' ? null : el('span', { class: of('address-list', 'addressType') }, type), el('span', { class: of('address-list', 'addresses') }, address));
}

function viewer(mail) {
  const c = (...names) => of('viewer_responsive-viewer', ...names);
  const heads = el('div', { class: c('headers') }, el('div', { class: c('date') }, el('time', {}, 'November 20, 9:02 AM')), people('from', 'fromAddressList', mail.own ? ME : mail, true), people('to', 'toAddressList', mail.own ? { name: 'Sam Office', address: 'sam@office.example' } : ME, false));
  const text = el('div', { class: `${c('bodyInner')} ${of('html-viewer', 'htmlViewer')}`, 'data-css-reset': '1' }, el('div', { class: of('html-viewer', 'inner'), id: `text-${mail.id}` }, ...paragraphs(mail)));
  const footer = el('footer', { class: c('footer') }, el('button', { class: c('button') }, el('span', {}, 'Reply')), el('button', { class: c('button') }, el('span', {}, 'Forward')));
  return el('div', { class: of('viewer', '', 'inline', 'focus') }, el('div', { class: c('viewerContent') }, heads, el('div', { class: c('body') }, text), footer));
}

function condensed(mail) {
  const c = (...names) => of('condensed-message', ...names);
  const made = el('div', { class: c('message') }, el('div', { class: c('info') }, el('div', { class: c('sender') }, mail.own ? ME.name : mail.name), el('div', { class: c('excerpt') }, mail.body.slice(0, 60))), el('time', { class: c('time') }, '9:01 AM'));
  made.addEventListener('click', () => window.app.unfold(mail.id));
  return made;
}

function conversation(subject, mails) {
  const count = mails.length > 1 ? el('span', { class: of('viewer-title', 'countText') }, `\u00a0(${mails.length})`) : null;
  const title = el('div', { class: of('viewer-title', 'header') }, el('div', { class: of('viewer-title', 'headerText') }, el('span', { class: of('viewer-title', 'subject') }, subject), count));
  return el('section', { class: of('conversation-viewer', 'section', 'narrow') }, title, ...mails.map((mail) => (mail.folded ? condensed(mail) : viewer(mail))));
}

const pane = (...nodes) => el('div', { class: of('mail-pane', 'readPane') }, ...nodes);
const main = el('div', { class: of('mail-pane', 'mailPane') });
document.body.append(el('div', { id: 'root' }, el('div', { class: of('app', '') }, el('div', { class: of('header-actions', 'headerActions') }, el('div', { class: of('header-actions', 'headerActionTitle') }, ME.address)), main)));

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/modern/email/Inbox/conversation/${first.id}` : '/modern/email/Inbox'),
  list: (mails) => [list(mails), pane(el('div', { class: of('viewer-placeholder', 'placeholder') }, 'Nothing selected'))],
  open: (subject, mails) => [list([{ ...mails[0], subject }]), pane(conversation(subject, mails))],
  bodyOf: (id) => document.getElementById(`text-${id}`),
  compose: (text) => el('div', { class: of('composer', '') }, el('div', { class: of('composer', 'inner') }, el('input', { class: of('composer', 'subject'), value: 'Re: hello' }), el('rich-text-area', { contenteditable: 'true' }, ...paragraphs({ body: text })))),
});
