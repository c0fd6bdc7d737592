/* The parts of Outlook on the web that an adapter sees: folders, the list of mails, and the reading pane beside it. */
const list = el('div', { role: 'listbox', tabindex: '0' });
const pane = el('div', { role: 'main', 'data-app-section': 'MailReadCompose', 'aria-label': 'Reading Pane' });
document.body.append(
  el('button', { id: 'O365_MainLink_Me', 'aria-label': `Account manager for ${ME.name} ${ME.address}` }, 'RR'),
  el('div', { role: 'tree' }, el('div', { id: 'primaryMailboxRoot_1', role: 'treeitem', 'aria-level': '1', title: ME.address, 'data-folder-name': ME.address }, ME.address), el('div', { role: 'treeitem', title: 'Inbox', 'data-folder-name': 'inbox' }, 'Inbox')),
  el('div', { id: 'MailList', 'data-app-section': 'MessageList' }, el('div', { class: 'customScrollBar' }, list)),
  pane,
);

function row(mail) {
  const persona = el('div', { role: 'img', 'aria-label': mail.name, class: 'lpc-hoverTarget' }, mail.name.slice(0, 1));
  const sender = el('div', { class: 'ESO13' }, el('span', { title: mail.address }, mail.name), el('button', { title: 'Mark as unread' }, ''));
  const subject = el('div', { class: 'IjzWp' }, el('span', { class: 'TtcXM', title: '' }, mail.subject));
  const line = el('div', { class: 'VXpMx' }, subject, el('span', { class: 'qq2gS', title: 'Fri 11/20/2026 9:02 AM' }, '9:02 AM'));
  const snippet = el('div', { class: 'gy2aJ' }, el('span', { class: 'ASFJj' }, mail.body.slice(0, 100)));
  const option = { role: 'option', tabindex: '-1', 'aria-selected': 'false', 'data-convid': `AQQk${mail.id}`, 'data-focusable-row': 'true', 'aria-label': `Unread ${mail.name} ${mail.subject} 9:02 AM ${mail.body.slice(0, 60)}` };
  return el('div', { 'data-index': '0' }, el('div', option, el('div', { tabindex: '-1' }, persona, el('div', {}, sender, line, snippet))));
}

function message(mail) {
  const sender = mail.own ? ME : mail;
  const who = el('span', { id: `MSG_${mail.id}_FROM` }, el('span', { 'aria-label': `From: ${sender.name}<${sender.address}>`, role: 'button', tabindex: '0' }, el('span', { class: 'OZZZK' }, `${sender.name}<${sender.address}>`)));
  const head = el('div', { role: 'heading', 'aria-level': '3' }, el('div', { class: 'lpc-hoverTarget', role: 'img' }, 'S'), who);
  const to = el('div', { id: `MSG_${mail.id}_TO`, 'data-testid': 'RecipientWell', 'aria-label': `To: ${ME.name}<${ME.address}>` }, 'To: ', el('span', { class: 'lpc-hoverTarget', 'aria-label': `${ME.name}<${ME.address}>` }, ME.name));
  const tools = el('div', { role: 'toolbar' }, el('button', { role: 'menuitem', 'aria-label': 'Reply' }, 'Reply'));
  const top = el('div', { class: 'uSg02' }, head, tools, to, el('div', { 'data-testid': 'SentReceivedSavedTime' }, 'Fri 11/20/2026 9:02 AM'));
  if (mail.folded) return el('div', { role: 'listitem', 'data-itemid': mail.id, 'aria-expanded': 'false' }, el('div', { class: 'uSg02' }, head), el('div', {}, mail.body.slice(0, 40)));
  const text = el('div', { tabindex: '0', 'aria-label': 'Message body', role: 'document', class: 'BIZfh', id: `UniqueMessageBody_${mail.id}` }, el('div', { visibility: 'visible' }, el('div', { class: 'rps_1a2b' }, el('div', { class: 'x_WordSection1' }, ...paragraphs(mail)))));
  const body = el('div', { class: 'XbIp4 jmmB7 customScrollBar allowTextSelection' }, text);
  const files = el('div', { role: 'listbox', 'aria-label': 'Attachments' }, el('div', { role: 'option', 'aria-label': 'invoice.pdf Open 205 KB' }, el('div', { title: 'invoice.pdf' }, 'invoice.pdf')));
  return el('div', { role: 'listitem', 'data-itemid': mail.id, 'aria-expanded': 'true' }, el('div', { class: 'wide-content-host' }, el('div', { 'aria-label': 'Email message' }, top, files, body)));
}

application({
  root: pane,
  address: (view, first) => (view === 'open' ? `/mail/0/inbox/id/${first.id}` : '/mail/0/'),
  list: (mails) => {
    list.replaceChildren(...mails.map(row));
    return [el('div', { id: 'ReadingPaneContainerId', class: 'customScrollBar' }, el('div', {}, 'Select an item to read'))];
  },
  open: (subject, mails) => {
    const heading = el('span', { role: 'heading', 'aria-level': '2', id: 'CONV_1_SUBJECT', title: subject }, el('span', {}, subject), el('button', {}, 'Summarize'));
    const scroll = el('div', { class: 'customScrollBar' }, el('div', { role: 'list' }, ...mails.map(message)));
    return [el('div', { id: 'ReadingPaneContainerId', class: 'customScrollBar' }, el('div', { id: 'ConversationReadingPaneContainer' }, el('div', { 'data-app-section': 'ConversationContainer' }, el('div', { class: 'f77rj' }, heading), scroll)))];
  },
  bodyOf: (id) => document.getElementById(`UniqueMessageBody_${id}`),
  compose: (text) => el('div', { id: 'editorParent_1' }, el('div', { contenteditable: 'true', role: 'textbox', 'aria-label': 'Message body' }, ...paragraphs({ body: text }))),
});
