/* Made up, and like nothing that has an adapter: a side with folders, a list, and letters one below the other. */
const page = el('div', { id: 'pg' });
const desk = el('section', { class: 'w-desk' });
page.append(el('header', { class: 'w-top' }, el('b', {}, 'Office post'), el('span', { class: 'w-me' }, `signed in as ${ME.name}`)), el('nav', { class: 'w-side' }, el('a', { href: '#in' }, 'Inbox'), el('a', { href: '#out' }, 'Sent'), el('a', { href: 'mailto:help@office.example' }, 'Help')), desk);
document.body.append(page);

function letter(mail) {
  const sender = mail.own ? ME : mail;
  const head = el('div', { class: 'w-head' }, el('div', { class: 'w-from' }, el('span', { class: 'w-name' }, sender.name), ' ', el('span', { class: 'w-at' }, `<${sender.address}>`)), el('div', { class: 'w-to' }, `to ${ME.name} <${ME.address}>`), el('time', {}, '20 November, 9:02'));
  return el('div', { class: mail.own ? 'w-letter w-mine' : 'w-letter', 'data-own': Boolean(mail.own) }, head, el('div', { class: 'w-mail-body', 'data-letter': mail.id }, ...paragraphs(mail)), el('div', { class: 'w-acts' }, el('button', {}, 'Answer'), el('button', {}, 'Pass on')));
}

application({
  root: desk,
  address: (view, first) => (view === 'open' ? `/letters/${first.id}` : '/letters'),
  list: (mails) => [el('h1', {}, 'Inbox'), el('table', {}, el('tbody', {}, ...mails.map((mail) => el('tr', {}, el('td', {}, mail.name), el('td', {}, el('a', { href: `/letters/${mail.id}` }, mail.subject)), el('td', {}, '20 Nov')))))],
  open: (subject, mails) => [el('h1', { class: 'w-subject' }, subject), ...mails.map(letter)],
  bodyOf: (id) => desk.querySelector(`[data-letter="${id}"]`),
  compose: (text) => el('div', { class: 'w-answer' }, el('div', { contenteditable: 'true' }, ...paragraphs({ body: text }))),
});
