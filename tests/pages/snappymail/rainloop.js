/* The parts of RainLoop, SnappyMail's ancestor, that an adapter sees. */
const away = (node) => {
  node.style.display = 'none';
  return node;
};
const full = (person) => `${person.name} <${person.address}>`;

function row(mail) {
  const sender = el('div', { class: 'senderParent actionHandle dragHandle' }, away(el('span', { class: 'threadsCountParent' }, '2')), el('span', { class: 'sender', title: mail.address }, mail.name), '\u00a0');
  const subject = el('div', { class: 'subjectParent actionHandle dragHandle' }, away(el('b', { class: 'importantMark' }, '!')), away(el('span', { class: 'subject emptySubjectText' }, '(no subject)')), el('span', { class: 'subject-prefix' }), el('span', { class: 'subject-suffix' }, mail.subject));
  const wrapper = el('div', { class: 'wrapper' }, el('div', { class: 'dateParent actionHandle' }, el('span', { class: 'date' }, '09:02')), sender, subject);
  return el('div', { class: 'messageListItem unseen' }, el('div', { class: 'sidebarParent' }, '\u00a0'), el('div', { class: 'delimiter' }), wrapper);
}

const list = (mails) => el('div', { id: 'rl-sub-left' }, el('div', { class: 'messageList g-ui-user-select-none' }, el('div', { class: 'content g-scrollbox' }, ...mails.map(row))));

function head(subject, mail) {
  const from = el('span', { class: 'from', title: full(mail) }, el('a', { href: `mailto:${mail.address}`, target: '_blank' }, mail.name));
  const short = el('div', { class: 'informationShort' }, el('span', {}, from, ' ', el('i')), away(el('span', {}, el('span', { class: 'i18n uiLabel labelTo' }, 'To'), ': ', el('span', { class: 'to', title: full(ME) }, ME.name))), el('span', {}, '(', el('span', { class: 'date' }, 'Nov 20, 09:02'), ')'));
  const long = away(el('div', { class: 'informationFull' }, el('div', {}, el('span', { class: 'i18n uiLabel labelTo' }, 'To'), ': ', el('span', { class: 'to', title: full(ME) }, full(ME)))));
  const title = el('div', { class: 'subjectParent' }, away(el('b', {}, '!')), el('span', { class: 'subject', title: subject }, subject), away(el('span', { class: 'i18n emptySubjectText' }, '(no subject)')));
  return el('div', { class: 'messageItemHeader' }, el('div', {}, el('div', {}, title, el('div', { class: 'senderParent' }, short)), long));
}

const before = new Map();

function bodies(mail) {
  before.set(mail.id, el('div', { id: `rl-mgs-${mail.id}`, class: 'b-text-part html' }, ...paragraphs(mail)));
  for (const [id, text] of before) text.style.display = id === mail.id ? '' : 'none';
  return el('div', { class: 'bodyText g-ui-min-height-300' }, ...before.values());
}

function view(open, ...nodes) {
  const hint = el('div', { class: 'b-message-view-desc' }, el('span', { class: 'i18n' }, 'Select message in list to view it here.'));
  const pane = el('div', {}, ...nodes);
  return el('div', { id: 'rl-sub-right' }, el('div', { class: 'messageView' }, el('div', { class: 'b-content b-message-view-wrapper' }, el('div', {}, open ? away(hint) : hint, open ? pane : away(pane)))));
}

const nobody = { name: '', address: '' };
const content = el('div', { id: 'rl-content' });
document.body.append(el('div', { id: 'rl-app' }, el('div', { class: 'accountPlace pull-right' }, ME.address), content));

application({
  root: content,
  address: (at, first) => (at === 'open' ? `#/mailbox/INBOX/m${first.id}` : '#/mailbox/INBOX'),
  list: (mails) => [list(mails), view(false, head('', nobody), el('div', { class: 'messageItem fixIndex' }, el('div', { class: 'bodyText' })))],
  open: (subject, [mail]) => [list([{ ...mail, subject }]), view(true, head(subject, mail), el('div', { class: 'messageItem fixIndex' }, el('div', { class: 'content g-scrollbox', tabindex: '0' }, el('div', { class: 'content-wrapper' }, bodies(mail)))))],
  bodyOf: (id) => document.getElementById(`rl-mgs-${id}`),
  compose: (text) => el('div', { class: 'popups' }, el('div', { class: 'b-compose' }, el('div', { class: 'cke_wysiwyg_div', contenteditable: 'true' }, ...paragraphs({ body: text })))),
});
