/* The page on which Horde IMP shows a whole thread: no list, no folders, one box after the
   other. Whose account it is, the page does not say: the user's own mails are left out here. */
const main = el('div', { id: 'horde-page' });
document.body.append(main);

const person = ({ name, address }) => el('span', { class: 'nowrap' }, el('a', { href: '#', title: `Neue Nachricht an ${name} <${address}>` }, `${name} <${address}>`), el('a', { href: '#', title: `${address} zum Adressbuch hinzufügen` }, el('span', { class: 'iconImg addrbookaddImg' })));
const entry = (subject) => (mail, index) => el('div', {}, index ? el('span', { class: 'horde-tree-image' }) : null, el('a', { href: `#i${mail.id}` }, `${index ? 'Re: ' : ''}${subject}`), ` (${mail.name})`);

function box(mail) {
  const control = el('div', { class: 'control' }, el('span', { class: 'threadlink' }, el('a', { href: '#display', class: 'widget' }, 'Thema'), ' | ', el('a', { href: '#', class: 'widget' }, 'Zur Nachricht')), el('strong', {}, 'Von:'), ' ', person(mail), ' (', el('small', {}, '20.11.2026 09:02'), ')');
  const text = el('div', { class: 'fixed leftAlign', id: `text-${mail.id}` }, ...paragraphs(mail));
  return [el('a', { id: `i${mail.id}` }), el('div', { class: 'solidbox threadBox' }, control, el('div', { class: 'messageBody' }, text))];
}

function thread(subject, mails) {
  const title = el('h1', { class: 'header' }, `Thema anzeigen: ${subject} `, el('a', { id: 'threaddelete', href: '#', title: 'Thema löschen' }, el('span', { class: 'iconImg deleteImg' })));
  return [title, el('a', { id: 'display' }), el('div', { class: 'solidbox striped threadSummary' }, ...mails.map(entry(subject))), ...mails.flatMap(box)];
}

application({
  root: main,
  address: (view, first) => (view === 'open' ? `?page=thread&buid=${first.id}` : '?page=mailbox'),
  list: () => [el('div', {}, 'Posteingang')],
  open: (subject, mails) => thread(subject, mails.filter(({ own }) => !own)),
  bodyOf: (id) => document.getElementById(`text-${id}`),
  compose: (text) => {
    const area = el('textarea', { name: 'message', id: 'composeMessage' });
    area.value = text;
    return el('form', { id: 'compose', name: 'compose' }, area);
  },
});
