/* The parts of Yandex Mail that an adapter sees: names with a hash of the build, and beside them those that its makers' own tests use. */
const people = ({ name, address }) => el('span', { class: 'Recipient_root_a1B2c qa-MessageViewer-Recipient', title: address }, name);

function header(mail) {
  const sender = mail.own ? ME : mail;
  const receiver = mail.own ? mail : ME;
  const name = el('button', { class: 'Button2 Button2_size_s Button2_view_clear SenderName_sender_F3wYv Sender_senderName_BQ7TB qa-MessageViewer-SenderName', type: 'button', title: sender.address }, el('span', { class: 'Button2-Text' }, sender.name));
  const from = el('div', { class: 'Sender_root_k9Xw1' }, name, el('span', { class: 'Sender_email_iWFMG qa-MessageViewer-SenderEmail' }, sender.address));
  const to = el('div', { class: 'Recipients_root_h2Lq0' }, el('div', { class: 'qa-MessageViewer-RecipientsTitle', title: '1 recipient' }, 'to you'), el('div', { class: 'qa-MessageViewer-Recipients-to' }, people(receiver)));
  const date = el('a', { class: 'Header_dateLink_Y2p9n qa-MessageViewer-Header-dateLink', href: `#message/${mail.id}` }, 'today at 9:02');
  return el('div', { class: 'Header_wrapper_p0Qm2 qa-MessageViewer-Header-wrapper' }, el('a', { class: 'mail-User-Avatar', href: '#contacts' }), from, to, date, el('div', { class: 'qa-MessageViewer-Toolbar-Container' }, el('button', { type: 'button' }, 'Reply')));
}

function viewer(mail) {
  const body = el('div', { class: 'MessageBody_body_pmf3j react-message-wrapper__body' }, el('div', { class: 'a1e221dfbfecontent' }, ...paragraphs(mail)));
  return el('div', { class: 'MessageViewer_root_z3Hn7 qa-MessageViewer' }, header(mail), el('div', { class: 'react-message-wrapper' }, body));
}

function item(mail) {
  const sender = mail.own ? ME : mail;
  const closed = el('div', { class: 'js-message-toggle' }, el('span', { class: 'mail-Message-Sender-Name' }, sender.name), el('span', { class: 'mail-Message-FirstLine' }, mail.body.slice(0, 40)));
  return el('div', { class: `ns-view-message-thread-item-wrap${mail.folded ? '' : ' is-opened'}`, 'data-mid': mail.id }, mail.folded ? closed : viewer(mail));
}

function row(mail) {
  const from = el('span', { class: 'mail-MessageSnippet-Item mail-MessageSnippet-Item_sender js-message-snippet-sender' }, el('span', { class: 'mail-MessageSnippet-FromText', title: mail.address }, mail.name));
  const subject = el('span', { class: 'mail-MessageSnippet-Item mail-MessageSnippet-Item_subject' }, el('span', { title: mail.subject }, mail.subject));
  const first = el('span', { class: 'mail-MessageSnippet-Item mail-MessageSnippet-Item_firstline js-message-snippet-firstline' }, el('span', {}, mail.body.slice(0, 100)));
  const text = el('span', { class: 'mail-MessageSnippet-Item mail-MessageSnippet-Item_body js-message-snippet-body' }, el('div', { class: 'mail-MessageSnippet-Item_bodyWrapper' }, subject, first));
  const date = el('span', { class: 'mail-MessageSnippet-Item_dateText', title: '20 Nov 2026, 9:02' }, '9:02');
  const link = el('a', { class: 'mail-MessageSnippet js-message-snippet toggles-svgicon-on-important is-unread', href: `#message/${mail.id}` }, el('div', { class: 'mail-MessageSnippet-Content' }, el('label', { class: 'mail-MessageSnippet-Checkbox' }), from, text, date));
  return el('div', { class: 'ns-view-messages-item-wrap', 'data-id': mail.id }, link);
}

const user = el('a', { class: 'user-account legouser__current-account', href: 'https://passport.yandex.com/', 'aria-label': `Account ${ME.address}` }, el('span', { class: 'user-account__name' }, 'robin.reader'));
document.body.append(el('header', { class: 'mail-Header' }, user), el('nav', {}, el('a', { href: '#inbox' }, 'Inbox'), el('a', { href: '#sent' }, 'Sent')));
const main = document.body.appendChild(el('div', { class: 'mail-Layout-Content' }));

application({
  root: main,
  address: (view, first) => (view === 'open' ? `#thread/t${first.id}` : '#inbox'),
  list: (mails) => [el('div', { class: 'ns-view-container-desc mail-MessagesList js-messages-list' }, ...mails.map(row))],
  open: (subject, mails) => [
    el('div', { class: 'ns-view-message-page' }, el('h1', { class: 'Title_root_t4Vb2 qa-MessageViewer-Title' }, el('span', { class: 'Title_subject_tyZv5 qa-MessageViewer-Title-text' }, subject), el('span', { class: 'Title_count_u1Ka9' }, String(mails.length))), ...mails.map(item), el('div', { class: 'qa-QuickReplyPlaceholder' }, 'Write a reply')),
  ],
  bodyOf: (id) => main.querySelector(`[data-mid="${id}"] .MessageBody_body_pmf3j > div`),
  compose: (text) => el('div', { class: 'qa-QuickReply' }, el('div', { class: 'cke_wysiwyg_div cke_editable', contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text }))),
});
