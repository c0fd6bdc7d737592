/* The parts of SnappyMail that an adapter sees: Knockout, one document, mails opened before stay in it, hidden. */
const away = (node) => {
  node.style.display = 'none';
  return node;
};
const full = (person) => `"${person.name}" <${person.address}>`;

function row(mail) {
  const check = el('div', { class: 'messageCheckbox' }, el('div', { class: 'checkboxMessage fontastic' }, '☐'));
  const cells = [el('div', { class: 'flagParent fontastic' }), el('div', { class: 'senderParent', title: mail.address }, mail.name), el('div', { class: 'subjectParent' }, mail.subject), away(el('div', { class: 'threads-len' })), el('div', { class: 'attachmentParent' }, el('i')), el('div', { class: 'sizeParent' }, '3 kB'), el('time', { 'data-time-format': 'AUTO' }, '09:02')];
  return el('div', { class: 'messageListItem unseen', title: mail.body.replace(/\s+/g, ' ').slice(0, 100) }, check, el('div', {}, ...cells));
}

const list = (mails) => el('div', { id: 'V-MailMessageList' }, el('div', { class: 'btn-toolbar' }, el('a', { class: 'btn buttonCompose' })), el('div', { class: 'messageList g-ui-user-select-none' }, el('div', { class: 'b-content' }, el('div', { class: 'messageListPlace' }, ...mails.map(row)))));

/** All lines are there, those without a value hidden. The keys of their labels are left out: reading must not hang on them. */
function long(mail) {
  const line = (label, value) => {
    const row = el('tr', {}, el('td', {}, label), el('td', {}, value));
    return value === '' ? away(row) : row;
  };
  const table = el('table', {}, line('Von', full(mail)), line('An', full(ME)), line('Kopie', ''), line('Blindkopie', ''), line('Antwort an', 'answers@elsewhere.example'), line('Datum', '20. November 2026'), line('Spam', ''), line('Größe', '3 kB'));
  return away(el('div', { class: 'informationFull' }, table));
}

const before = new Map();

/** The texts of all mails that were opened, in one place. */
function bodies(mail) {
  before.set(mail.id, el('div', { id: `rl-msg-${mail.id}`, class: 'b-text-part html' }, ...paragraphs(mail)));
  for (const [id, text] of before) text.hidden = id !== mail.id;
  return el('div', { class: 'bodyText', dir: 'auto' }, ...before.values());
}

function message(subject, mail) {
  const from = el('span', { class: 'from', title: full(mail) }, el('a', { href: `mailto:${mail.address}` }, mail.name));
  const top = el('div', { class: 'messageItemHeader' }, el('div', { class: 'subjectParent' }, el('span', { class: 'infoParent fontastic' }, 'ℹ'), el('span', { class: 'flagParent flagOff fontastic' }, '☆'), el('span', { class: 'subject' }, subject), el('a', { href: '#', class: 'close' }, '×')), el('div', { class: 'informationShort' }, from, el('i', { class: 'fontastic iconcolor-green', title: 'DKIM: pass' }, '✔')));
  const receivers = el('div', {}, el('time', { class: 'date' }, '20 November 2026 09:02'), el('div', { class: 'informationShortWrp' }, el('div', { class: 'informationShort' }, el('span', { 'data-i18n': 'GLOBAL/TO' }, 'To'), ': ', el('span', {}, full(ME)))));
  const images = el('div', { class: 'bodySubHeader' }, away(el('div', { class: 'btn-toolbar showImages' }, el('div', { class: 'btn' }, 'Show external images'))));
  const item = el('div', { id: 'messageItem' }, el('div', { class: 'messageItemHeader' }, receivers, long(mail)), el('div', { tabindex: '0' }, el('div', {}, images, bodies(mail))));
  return el('div', { class: 'messageView' }, el('div', { class: 'b-message' }, el('div', { class: 'message-fixed-button-toolbar' }, el('a', { class: 'btn buttonReply' }, '←')), top, item));
}

const nothing = () => el('div', { class: 'messageView' }, el('div', { class: 'b-message-view-desc' }, 'Select a message in the list to view it here.'), away(el('div', { class: 'b-message' }, el('div', { class: 'message-fixed-button-toolbar' }, el('a', { class: 'btn' }, '☰')))));

const content = el('div', { id: 'rl-content' });
document.body.append(el('div', { id: 'rl-app' }, el('div', { class: 'accountPlace' }, ME.address), content));

application({
  root: content,
  address: (view, first) => (view === 'open' ? `#/mailbox/INBOX/m${first.id}` : '#/mailbox/INBOX'),
  list: (mails) => [list(mails), el('div', { id: 'V-MailMessageView' }, nothing())],
  open: (subject, [mail]) => [list([{ ...mail, subject }]), el('div', { id: 'V-MailMessageView' }, message(subject, mail))],
  bodyOf: (id) => document.getElementById(`rl-msg-${id}`),
  compose: (text) => el('dialog', { id: 'V-PopupsCompose', open: true }, el('input', { name: 'subject', value: 'Re: hello' }), el('div', { class: 'squire-wysiwyg', contenteditable: 'true' }, ...paragraphs({ body: text }))),
});
