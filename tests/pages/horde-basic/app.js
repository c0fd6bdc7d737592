/* The parts of Horde IMP's basic view that an adapter sees: in the real one each message is a page of its own. */
const link = (text, attrs = {}) => el('a', { href: '#', ...attrs }, text);

function row(mail, index) {
  const box = el('label', {}, el('input', { type: 'checkbox', class: 'checkbox', name: 'buid[]', value: mail.id }), el('span', { class: 'iconImg msgflags flagPersonal', title: 'Personal' }));
  return el('tr', { id: `row${index + 1}`, class: 'flagPersonal' }, el('td', {}, box), el('td', {}, link(mail.name)), el('td', {}, link(mail.subject, { title: mail.subject, class: 'mboxSubject' })), el('td', {}, '11/20/26'), el('td', { class: 'rightAlign' }, '3 KB'));
}

function list(mails) {
  const header = el('tr', { class: 'horde-table-header' }, el('th', { id: 'checkheader' }), el('th', { id: 'mboxfrom' }, link('From')), el('th', { id: 'mboxsubject' }, link('Subject')), el('th', { id: 'mboxdate' }, link('Date')), el('th', { id: 'mboxsize' }, link('Size')));
  return el('form', { method: 'post', id: 'messages', name: 'messages' }, el('input', { id: 'mailbox', type: 'hidden', value: 'SU5CT1g' }), el('table', { class: 'messageList' }, el('tbody', {}, header, ...mails.map(row))));
}

const line = (label, ...nodes) => el('tr', {}, el('td', { class: 'rightAlign nowrap' }, ` ${label} `), el('td', { class: 'msgheader' }, ...nodes));
const person = ({ name, address }) => el('span', { class: 'nowrap' }, link(`${name} <${address}>`, { title: `New Message to ${name} <${address}>` }));
const bar = (...labels) => el('div', { class: 'horde-buttonbar' }, el('ul', { class: 'msgactions' }, ...labels.map((label) => el('li', {}, link(label)))));

function message(subject, mail) {
  const form = el('form', { method: 'post', id: 'messages', name: 'messages' }, el('input', { id: 'buid', name: 'buid', type: 'hidden', value: mail.id }), el('div', { class: 'horde-buttonbar' }, link('Back to Inbox')));
  const heads = el('div', { id: 'msgheaders' }, el('p', {}, subject), el('table', {}, el('tbody', {}, line('Date', '11/20/26 (09:02:00 UTC)'), line('From', person(mail)), line('To', person(ME)))));
  const info = el('div', { class: 'mimePartInfo' }, el('div', {}, el('span', { class: 'mimePartInfoDescrip' }, el('a', { title: 'View Text' }, 'Text')), ' ', el('span', { class: 'mimePartInfoSize' }, '(1 KB)')));
  const frame = el('iframe', { class: 'htmlMsgData', id: `frame-${mail.id}`, frameborder: '0', width: '700', height: '400' });
  const body = el('div', { id: 'messageBody', class: 'messageBody' }, el('div', { class: 'mimePartBase' }, info, el('div', { class: 'mimePartData' }, frame)));
  return [form, bar('Delete', 'Reply', 'Forward'), heads, body, bar('Delete', 'Reply', 'Forward')];
}

const content = el('div', { id: 'horde-content' });
const folder = (title, image, active) => {
  const icon = el('div', { class: 'horde-subnavi-icon' });
  icon.style.backgroundImage = `url("/horde/imp/themes/default/graphics/folders/${image}.png")`;
  return el('div', { class: `horde-subnavi${active ? ' horde-subnavi-active' : ''}` }, icon, el('div', { class: 'horde-subnavi-point' }, link(title)));
};
document.body.append(
  el('div', { id: 'horde-body' }, el('div', { id: 'horde-contentwrapper' }, content)),
  el('div', { id: 'horde-sidebar' }, folder('Inbox', 'inbox', true), folder('Sent', 'sent', false)),
);

application({
  root: content,
  address: (view, first) => (view === 'open' ? `?page=message&mailbox=SU5CT1g&buid=${first.id}` : '?page=mailbox'),
  list: (mails) => [bar('Delete', 'Forward'), list(mails)],
  open: (subject, [mail]) => message(subject, mail),
  drawn: ([mail]) => write(document.getElementById(`frame-${mail.id}`), paragraphs(mail), 'mail'),
  bodyOf: (id) => document.getElementById(`frame-${id}`).contentDocument.getElementById('mail'),
  compose: (text) => {
    const area = el('textarea', { name: 'message', id: 'composeMessage' });
    area.value = text;
    return el('form', { id: 'compose', name: 'compose' }, el('input', { type: 'text', name: 'subject' }), area);
  },
});
