/* The parts of Horde IMP's dynamic view that an adapter sees: one document, the mail's text in a frame that the page fills. */
const away = (node) => {
  node.style.display = 'none';
  return node;
};
const address = (person) => el('a', { class: 'horde-button address', title: person.address }, person.name);

function row(mail, index) {
  const status = el('div', { class: 'msgStatus' }, el('div', { class: 'iconImg msCheck' }), el('div', { class: 'iconImg msgflags flagPersonal', title: 'Personal' }));
  const cells = [el('div', { class: 'msgFrom sep', title: mail.address }, mail.name), el('div', { class: 'msgSubject sep', title: mail.subject }, mail.subject), el('div', { class: 'msgDate sep' }, '11/20/26'), el('div', { class: 'msgSize sep' }, '3 KB')];
  return el('div', { class: 'vpRowHoriz vpRow DragElt', id: `VProw_${index + 1}` }, status, ...cells);
}

function list(mails) {
  const header = el('div', { class: 'vpRowHoriz vpRow horde-table-header', id: 'msglistHeaderHoriz' }, el('div', { class: 'msgFrom sep' }, el('a', {}, 'From')), el('div', { class: 'msgSubject sep' }, el('a', {}, 'Subject')));
  return el('div', { id: 'msgSplitPane' }, el('div', {}, el('div', { id: 'msglistHeaderContainer' }, header), el('div', { class: 'msglist' }, ...mails.map(row))));
}

function short(subject, mail) {
  const dates = el('ul', { class: 'rightFloat' }, el('li', {}, el('div', { class: 'date' }, '11/20/26 (09:02:00 UTC)')));
  const line = el('li', {}, el('div', { class: 'iconImg', id: 'th_expand' }), ' ', el('span', { class: 'subject allowTextSelection' }, subject), ' from ', el('span', { class: 'from' }, address(mail)));
  return el('div', { id: 'msgHeadersColl' }, dates, el('ul', {}, line));
}

function long(subject, mail) {
  const line = (id, label, kind, ...nodes) => el('tr', { id }, el('td', { class: 'label' }, label), el('td', { class: `${kind} allowTextSelection` }, ...nodes));
  const table = el('table', {}, el('thead', {}, line('msgHeaderFrom', 'From:', 'from', address(mail)), line('msgHeaderDate', 'Date:', 'date', '11/20/26'), line('msgHeaderTo', 'To:', 'to', address(ME))));
  return away(el('div', { id: 'msgHeaders' }, el('div', { class: 'dimpOptions' }, el('div', {}, el('a', {}, 'Open in new window'))), el('div', {}, el('span', { class: 'subject allowTextSelection' }, subject)), table));
}

function preview(subject, mail) {
  const info = el('div', { class: 'mimePartInfo' }, el('div', {}, el('span', { class: 'mimePartInfoDescrip' }, el('a', { title: 'View Text' }, 'Text')), ' ', el('span', { class: 'mimePartInfoSize' }, '(1 KB)')));
  const frame = el('iframe', { class: 'htmlMsgData', id: `frame-${mail.id}`, frameborder: '0', width: '700', height: '400' });
  const body = el('div', { id: 'messageBody', class: 'messageBody allowTextSelection' }, el('div', { class: 'mimePartBase' }, info, el('div', { class: 'mimePartData' }, frame)));
  return el('div', { id: 'previewMsg' }, el('div', { class: 'msgHeaders' }, short(subject, mail), long(subject, mail)), body);
}

const nothing = () => away(el('div', { id: 'previewMsg' }, el('div', { class: 'msgHeaders' }), el('div', { id: 'messageBody', class: 'messageBody' })));
const folder = (title, kind, active) => el('div', { class: `horde-subnavi imp-sidebar-mbox${active ? ' horde-subnavi-active' : ''}`, title }, el('div', { class: `horde-subnavi-icon ${kind}` }), el('div', { class: 'horde-subnavi-point' }, el('a', {}, title)));

const main = el('div', { id: 'dimpmain_folder' });
document.body.className = 'horde-ajax';
document.body.append(
  el('div', { id: 'horde-page' }, el('div', { id: 'dimpmain' }, main)),
  el('div', { id: 'horde-sidebar' }, el('div', { id: 'foldersSidebar' }, folder('INBOX', 'inboxImg', true), folder('Drafts', 'draftsImg', false), folder('Sent', 'sentImg', false))),
);

application({
  root: main,
  address: (view, first) => (view === 'open' ? `#msg:SU5CT1g;${first.id}` : '#mbox:SU5CT1g'),
  list: (mails) => [list(mails), el('div', { id: 'previewPane' }, el('div', { id: 'previewInfo' }, 'No messages selected.'), nothing())],
  open: (subject, [mail]) => [list([{ ...mail, subject }]), el('div', { id: 'previewPane' }, away(el('div', { id: 'previewInfo' }, 'No messages selected.')), preview(subject, mail))],
  drawn: ([mail]) => write(document.getElementById(`frame-${mail.id}`), paragraphs(mail), 'mail'),
  bodyOf: (id) => document.getElementById(`frame-${id}`).contentDocument.getElementById('mail'),
  compose: (text) => {
    const area = el('textarea', { name: 'message', id: 'composeMessage' });
    area.value = text;
    return el('div', { id: 'composeContainer' }, el('form', { id: 'compose' }, el('input', { type: 'text', id: 'subject' }), el('div', { id: 'composeMessageParent' }, area)));
  },
});
