/* The parts of Outlook on the web that an adapter sees. */
const main = el('div', { role: 'main' });
let shown = { subject: '', mails: [] };

function message(mail) {
  const sender = mail.own ? { name: 'Robin Reader', address: 'robin.reader@mail.example' } : mail;
  const head = el('div', {}, el('span', { id: `${mail.id}_FROM` }, `${sender.name}<${sender.address}>`));
  const body = el('div', { role: 'document' }, el('div', { id: `UniqueMessageBody_${mail.id}`, class: 'rps_1a2b', 'aria-label': 'Message body' }, el('div', { class: 'x_WordSection1' }, ...paragraphs(mail))));
  return el('div', { role: 'listitem', 'data-itemid': mail.id }, head, mail.folded ? el('div', {}, mail.body.slice(0, 40)) : body);
}

const app = {
  show(subject, mails) {
    shown = { subject, mails: mails.map((mail) => ({ ...mail })) };
    history.pushState(null, '', mails.length ? `/mail/0/inbox/id/${mails[0].id}` : '/mail/0/');
    app.draw();
  },
  draw() {
    const { subject, mails } = shown;
    if (mails.length === 0) return main.replaceChildren();
    main.replaceChildren(
      el('div', { id: 'ReadingPaneContainerId' }, el('div', { id: 'ConversationReadingPaneContainer', 'data-app-section': 'ConversationContainer' }, el('div', { role: 'heading', 'aria-level': '2', id: 'c1_SUBJECT' }, subject), el('div', { role: 'list' }, ...mails.map(message)))),
    );
  },
  unfold(id) {
    for (const mail of shown.mails) if (mail.id === id) mail.folded = false;
    app.draw();
  },
  compose(text) {
    main.append(el('div', { 'data-app-section': 'MailReadCompose' }, el('div', { id: 'editorParent_1' }, el('div', { contenteditable: 'true', role: 'textbox', 'aria-label': 'Message body' }, ...paragraphs({ body: text, links: [] })))));
  },
};
window.app = app;
document.body.append(el('button', { id: 'O365_MainLink_Me', 'aria-label': 'Account manager for Robin Reader robin.reader@mail.example' }, 'RR'), main);
app.draw();
