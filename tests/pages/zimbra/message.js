/* One mail of Zimbra's classic client without its conversation: a list by message, a head as tables, a text in a frame. */
let widgets = 0;
const away = (node) => {
  node.style.display = 'none';
  return node;
};

function row(mail) {
  const id = (field) => `zlif__TV-main__${mail.id}__${field}`;
  const cells = [el('td', {}, el('div', { id: id('se'), class: 'ImgCheckboxUnchecked' })), el('td', { id: id('fr') }, mail.name), el('td', { id: id('su') }, mail.subject, el('span', { id: id('fm'), class: 'ZmConvListFragment' }, ` - ${mail.body.slice(0, 80)}`)), el('td', { id: id('dt') }, '9:02 AM')];
  return el('li', { id: `zli__TV-main__${mail.id}`, class: 'Row', role: 'option' }, el('table', { class: 'DwtListView-Column' }, el('tbody', {}, el('tr', {}, ...cells))));
}

const list = (mails) => el('div', { id: 'zl__TV-main', class: 'DwtListView' }, el('ul', { id: 'zl__TV-main__rows', class: 'DwtListView-Rows' }, ...mails.map(row)));

function person({ name, address }) {
  return el('span', { id: `OBJ_PREFIX_DWT${++widgets}_com_zimbra_email` }, el('span', { class: 'addrBubble' }, el('span', {}, `${name} <${address}>`)));
}

function head(subject, mail) {
  const top = el('table', { role: 'presentation' }, el('tbody', {}, el('tr', { id: 'zv__TV__TV-main_MSG_hdrTableTopRow' }, el('td', { class: 'LabelColValue SubjectCol' }, subject), el('td', { class: 'LabelColValue DateCol' }, 'November 20, 2026 9:02 AM'))));
  const name = (label) => el('td', { class: 'LabelColName' }, label);
  const from = el('tr', { id: `OBJ_PREFIX_DWT${++widgets}_from` }, el('td', { id: `OBJ_PREFIX_DWT${++widgets}_from`, class: 'LabelColValue' }, el('span', {}, person(mail))));
  const line = (kind, label, who) => el('tr', { id: `OBJ_PREFIX_DWT${++widgets}_${kind}` }, name(label), el('td', { class: 'LabelColValue' }, who));
  const answers = { name: 'Answers', address: 'answers@elsewhere.example' };
  const table = el('table', { id: 'zv__TV__TV-main_MSG_hdrTable', class: 'ZPropertySheet' }, el('tbody', {}, el('tr', {}, el('td', {}, name('From:')), el('td', {}, el('table', {}, el('tbody', {}, from)))), line('to', 'To:', person(ME)), line('reply to', 'Reply To:', person(answers))));
  return el('table', { class: 'MsgHeaderTable', id: 'zv__TV-main__MSG_headerElement' }, el('tbody', {}, el('tr', {}, el('td', {}, el('div', {}, top, table)), el('td', { class: 'ContactArea' }))));
}

function message(subject, mail) {
  const frame = el('iframe', { id: 'zv__TV-main__MSG__body__iframe', name: 'zv__TV-main__MSG__body__iframe', frameborder: '0', width: '700', height: '300' });
  return el('div', { id: 'zv__TV-main__MSG', class: 'ZmMailMsgView' }, el('div', {}, head(subject, mail), away(el('div', { id: 'zv__TV-main__MSG_infoBar' }))), el('div', { id: 'zv__TV-main__MSG__body', class: 'MsgBody' }, frame));
}

const main = el('div', { id: 'zv__TV-main', class: 'ZmTradView' });
document.body.append(el('div', { id: 'z_shell', class: 'DwtShell' }, el('div', { id: 'skin_container_username' }, ME.name), main));

application({
  root: main,
  address: () => undefined,
  list: (mails) => [list(mails), el('div', { id: 'zv__TV-main__MSG', class: 'ZmMailMsgView' }, el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'NoResults' }, 'To view a message, click on it.')))))],
  open: (subject, [mail]) => [list([{ ...mail, subject }]), message(subject, mail)],
  drawn: ([mail]) => write(document.getElementById('zv__TV-main__MSG__body__iframe'), paragraphs(mail), 'mail'),
  bodyOf: () => document.getElementById('zv__TV-main__MSG__body__iframe').contentDocument.getElementById('mail'),
  compose: (text) => el('div', { id: 'zv__COMPOSE-1', class: 'ZmComposeView' }, el('input', { class: 'subjectField' }), el('div', { class: 'ZmHtmlEditor' }, el('div', { contenteditable: 'true' }, ...paragraphs({ body: text })))),
});
