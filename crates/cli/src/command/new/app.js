/* The parts of SITE'S NAME that an adapter sees, drawn by scripts as the real one draws them. What is here already: tests/pages/parts.js. */
function message(mail) {
  const sender = mail.own ? ME : mail;
  return el('article', { 'data-id': mail.id }, el('header', {}, el('span', { class: 'NAME' }, sender.name), el('span', { class: 'ADDRESS', title: sender.address }, sender.address)), el('div', { class: 'BODY' }, ...paragraphs(mail)));
}

const row = (mail) => el('li', { class: 'ROW', 'data-id': mail.id }, el('b', { class: 'SENDER' }, mail.name), el('a', { class: 'SUBJECT', href: `#${mail.id}` }, mail.subject));

application({
  address: (view, first) => (view === 'open' ? `#${first.id}` : '#'),
  list: (mails) => [el('ul', {}, ...mails.map(row))],
  open: (subject, mails) => [el('h1', {}, subject), ...mails.map(message)],
  bodyOf: (id) => document.querySelector(`article[data-id="${id}"] .BODY`),
  compose: (text) => el('div', { contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text })),
});
