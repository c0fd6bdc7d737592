/* The parts of Outlook on the web that an adapter sees. */
const main = el('div', { role: 'main' });
document.body.append(el('button', { id: 'O365_MainLink_Me', 'aria-label': `Account manager for ${ME.name} ${ME.address}` }, 'RR'), main);

function message(mail) {
  const sender = mail.own ? ME : mail;
  const head = el('div', {}, el('span', { id: `${mail.id}_FROM` }, `${sender.name}<${sender.address}>`));
  const body = el('div', { role: 'document' }, el('div', { id: `UniqueMessageBody_${mail.id}`, class: 'rps_1a2b', 'aria-label': 'Message body' }, el('div', { class: 'x_WordSection1' }, ...paragraphs(mail))));
  return el('div', { role: 'listitem', 'data-itemid': mail.id }, head, mail.folded ? el('div', {}, mail.body.slice(0, 40)) : body);
}

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/mail/0/inbox/id/${first.id}` : '/mail/0/'),
  list: () => [],
  open: (subject, mails) => [
    el('div', { id: 'ReadingPaneContainerId' }, el('div', { id: 'ConversationReadingPaneContainer', 'data-app-section': 'ConversationContainer' }, el('div', { role: 'heading', 'aria-level': '2', id: 'c1_SUBJECT' }, subject), el('div', { role: 'list' }, ...mails.map(message)))),
  ],
  bodyOf: (id) => document.getElementById(`UniqueMessageBody_${id}`),
  compose: (text) => el('div', { 'data-app-section': 'MailReadCompose' }, el('div', { id: 'editorParent_1' }, el('div', { contenteditable: 'true', role: 'textbox', 'aria-label': 'Message body' }, ...paragraphs({ body: text })))),
});
