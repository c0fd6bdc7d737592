/* Outlook on the web with one mail alone, as it opens mail from a link and junk mail, in German and in a build that gives
   senders no id. Several mails stand one under the other. */
const main = el('div', { role: 'main', 'data-app-section': 'MailReadCompose', 'aria-label': 'Lesebereich' });
document.body.append(el('div', { id: 'primaryMailboxRoot_1', role: 'treeitem', 'aria-level': '1', title: ME.address, 'data-folder-name': ME.address }, ME.address), main);

function message(mail) {
  const sender = mail.own ? ME : mail;
  const who = el('span', { class: 'Q84Kk', role: 'region' }, el('span', { class: 'o4zjZ', 'aria-label': `Von: ${sender.name}<${sender.address}>`, tabindex: '0' }, el('span', { class: 'OZZZK' }, `${sender.name}<${sender.address}>`)));
  const tools = el('div', { role: 'toolbar', 'aria-label': 'Nachrichtenaktionen' }, el('button', { role: 'menuitem', 'aria-label': 'Antworten' }, 'Antworten'));
  const to = el('div', { class: 'DrnCK' }, el('div', { 'data-testid': 'RecipientWell' }, el('span', {}, `An: ${ME.address}`)));
  const text = el('div', { id: `UniqueMessageBody_${mail.id}`, 'aria-label': 'Nachrichtentext', class: 'XbIp4 jmmB7', tabindex: '0' }, el('div', { class: 'BIZfh' }, el('div', { class: 'rps_99' }, ...paragraphs(mail))));
  return el('div', { class: 'aVla3' }, el('div', { class: 'wide-content-host' }, el('div', { class: 'uSg02' }, el('div', { class: 'DgV2h' }, who), tools), to, el('div', { role: 'document' }, text)));
}

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/mail/deeplink/read/${first.id}` : '/mail/'),
  list: () => [],
  open: (subject, mails) => [el('div', { id: 'ReadingPaneContainerId' }, el('div', { id: 'ItemReadingPaneContainer' }, el('span', { role: 'heading', 'aria-level': '3' }, subject), el('div', { class: 'customScrollBar' }, ...mails.map(message))))],
  bodyOf: (id) => document.getElementById(`UniqueMessageBody_${id}`),
  compose: (text) => el('div', { id: 'editorParent_2' }, el('div', { contenteditable: 'true', role: 'textbox', 'aria-label': 'Nachrichtentext' }, ...paragraphs({ body: text }))),
});
