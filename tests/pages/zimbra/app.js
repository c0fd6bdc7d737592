/* The parts of Zimbra's classic client that an adapter sees: its own widgets, tables in them, each mail's text in a frame. */
const full = (person) => `${person.name} <${person.address}>`;
let widgets = 0;

/** An address as a bubble; ids are numbered in the order of making. */
function bubble(person) {
  const id = `OBJ_PREFIX_DWT${++widgets}_com_zimbra_email`;
  return el('span', { class: 'Object', role: 'link', id }, el('span', { class: 'addrBubble', id: `OBJ_PREFIX_DWT${++widgets}` }, el('span', {}, full(person))));
}

function row(mail) {
  const id = (field) => `zlif__CLV-main__${mail.id}__${field}`;
  const top = el('div', { class: 'TopRow' }, el('div', { id: id('rd'), class: 'ImgMsgUnread' }), el('span', { id: id('fr'), class: 'ZmConvListFrom' }, el('span', { id: id('pa_0') }, mail.name)), el('div', { class: 'ZmListFlagsWrapper' }), el('div', { id: id('dt'), class: 'ZmRowReceivedTime' }, '9:02 AM'));
  const bottom = el('div', { class: 'BottomRow' }, el('span', { id: id('su'), class: 'ZmConvListSubject' }, mail.subject, el('span', { id: id('fm'), class: 'ZmConvListFragment' }, ` - ${mail.body.slice(0, 80)}`)));
  return el('li', { id: `zli__CLV-main__${mail.id}`, class: 'Row RowDouble ZmRowDoubleHeader Unread', role: 'option' }, top, bottom);
}

const list = (mails) => el('div', { id: 'zl__CLV-main', class: 'DwtListView' }, el('ul', { id: 'zl__CLV-main__rows', class: 'DwtListView-Rows' }, ...mails.map(row)));

function head(mail) {
  const sender = mail.own ? ME : mail;
  const id = `zv__CLV__main_MSGC${mail.id}__header`;
  const icon = el('div', { class: 'image' });
  const date = el('div', { class: 'date', id: `${id}_dateCell` }, 'November 20, 2026 9:02 AM');
  if (mail.folded) return el('div', { id, class: 'Conv2MsgHeader' }, icon, el('div', { class: 'info' }, el('div', { id: `${id}_0`, class: 'ZmConvListFrom' }, sender.name), el('div', { class: 'ZmConvListFragment' }, mail.body.slice(0, 60))), date);
  const line = (label, ...nodes) => el('tr', {}, el('td', { class: 'LabelColName' }, label), el('td', { class: 'LabelColValue' }, ...nodes));
  const table = el('table', { role: 'presentation', id: `${id}_hdrTable`, class: 'ZPropertySheet' }, el('tbody', {}, line('From:', el('span', {}, bubble(sender))), line('To:', bubble(mail.own ? { name: 'Sam Office', address: 'sam@office.example' } : ME))));
  return el('div', { id, class: 'Conv2MsgHeader' }, icon, el('div', { class: 'info' }, table), date);
}

function capsule(mail) {
  const id = `zv__CLV__main_MSGC${mail.id}`;
  const frame = el('iframe', { id: `${id}__body__iframe`, name: `${id}__body__iframe`, frameborder: '0', width: '700', height: '300' });
  const parts = mail.folded ? [] : [el('div', { id: `${id}_displayImages`, hidden: true }), el('div', { id: `${id}__body`, class: 'MsgBody' }, frame), el('div', { id: `${id}__footer`, class: 'footer' }, el('a', { class: 'ConvLink Link' }, 'Reply'), ' - ', el('a', { class: 'ConvLink Link' }, 'Forward'))];
  const made = el('div', { id, class: 'ZmMailMsgCapsuleView', role: 'listitem', 'aria-expanded': mail.folded ? 'false' : 'true' }, head(mail), ...parts);
  made.addEventListener('click', () => mail.folded && window.app.unfold(mail.id));
  return made;
}

function conversation(subject, mails) {
  const header = el('div', { id: 'zv__CLV-main__CV__header', class: 'Conv2Header' }, el('span', { class: 'expandIcon' }), el('span', { class: 'subject', role: 'heading', 'aria-level': '1', id: 'zv__CLV-main__CV__header_convSubject' }, subject), el('span', { class: 'info' }, `${mails.length} messages`));
  return el('div', { id: 'zv__CLV-main__CV', class: 'ZmConvView2' }, el('div', { class: 'Conv2View' }, header, el('div', { role: 'list', id: 'zv__CLV-main__CV_messages', class: 'Conv2Messages' }, ...mails.map(capsule))));
}

const folder = (id, name, icon, selected) => el('div', { id: `zti__main_Mail__${id}_div`, class: selected ? 'DwtTreeItem-selected' : 'DwtTreeItem' }, el('div', { class: icon }), el('div', { class: 'DwtTreeItem-Text' }, name));
const main = el('div', { id: 'zv__CLV-main', class: 'ZmConvDoublePaneView' });
document.body.append(
  el('div', { id: 'z_shell', class: 'DwtShell' }, el('div', { id: 'skin_container_username' }, ME.address), el('div', { class: 'ZmOverview' }, folder(2, 'Inbox', 'ImgInbox', true), folder(5, 'Sent', 'ImgSentFolder', false)), main),
);

application({
  root: main,
  address: () => undefined,
  list: (mails) => [list(mails), el('div', { id: 'zv__CLV-main__CV', class: 'ZmConvView2' }, el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'NoResults' }, 'To view a conversation, click on it.')))))],
  open: (subject, mails) => [list([{ ...mails[0], subject }]), conversation(subject, mails)],
  drawn: (mails) => {
    for (const mail of mails) if (!mail.folded) write(document.getElementById(`zv__CLV__main_MSGC${mail.id}__body__iframe`), paragraphs(mail), 'mail');
  },
  bodyOf: (id) => document.getElementById(`zv__CLV__main_MSGC${id}__body__iframe`).contentDocument.getElementById('mail'),
  compose: (text) => {
    const area = el('textarea', { class: 'ReplyTextarea' });
    area.value = text;
    return el('div', {}, area, el('div', { id: 'zv__COMPOSE-1', class: 'ZmComposeView' }, el('input', { class: 'subjectField' }), el('div', { class: 'ZmHtmlEditor' }, el('div', { contenteditable: 'true' }, ...paragraphs({ body: text })))));
  },
});
