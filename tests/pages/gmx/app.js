/* The parts of the GMX family's application that an adapter sees: one mail at a time, its head here and its text in a frame. The names in the head beside the subject's are not known for sure. */
let open = null;
window.mailOf = (id) => (open?.id === id ? open : { body: '', links: [] });

const line = (name, label, ...values) => el('dl', { class: name }, el('dt', {}, label), el('dd', {}, ...values));
const person = ({ name, address }) => el('span', { class: 'mail-address', title: `${name} <${address}>` }, name);

function display(mail) {
  const frame = el('iframe', { id: 'mail-detail', name: 'mail-detail', src: `/mail/client/mailbody/tmai${mail.id}/true;jsessionid=F1C2-n1` });
  frame.style.width = '800px';
  frame.style.height = '400px';
  const info = el('div', { class: 'mail-info' }, el('ul', { class: 'icons' }, el('li', {}, el('a', { id: 'mail-fullscreen', href: '#' }))), line('mail-subject', 'Betreff:', mail.subject), line('mail-from', 'Von:', person(mail)), line('mail-to', 'An:', person(ME)), line('mail-date', 'Datum:', '20.11.2026 09:02:00'));
  return el('div', { class: 'mail-display-wrapper' }, el('div', { class: 'widget menubar' }, el('div', { class: 'button-container left' }, el('button', { type: 'button' }, 'Antworten'))), info, el('div', { class: 'mail-content' }, frame));
}

function row(mail) {
  const name = el('td', { class: 'name' }, el('div', { class: 'name', title: mail.address }, mail.name));
  return el('tr', { class: 'new', id: `idRow${mail.id}`, 'data-oao-mailid': `tmai${mail.id}` }, el('td', { class: 'select' }, el('input', { type: 'checkbox' })), name, el('td', { class: 'subject' }, el('a', { class: 'mail-open', href: `?mailId=tmai${mail.id}` }, mail.subject)), el('td', { class: 'date' }, '09:02'));
}

const folders = el('div', { id: 'navigation' }, el('ul', { class: 'mail-directory' }, el('li', { 'data-webdriver': 'INBOX' }, el('div', { class: 'folder active' }, el('a', { title: 'Posteingang', href: '#' }, 'Posteingang')))));
document.body.append(folders);
const main = document.body.appendChild(el('div', { class: 'section-1' }));

application({
  root: main,
  address: (view, first) => (view === 'open' ? `#action/mailDisplay/mailId/tmai${first.id}/page/0` : '#'),
  list: (mails) => [el('div', { id: 'panel-mail-table', class: 'panel' }, el('div', { class: 'panel-body' }, el('form', {}, el('table', { id: 'mail-list' }, el('tbody', {}, ...mails.map(row))))))],
  open: (_subject, [mail]) => {
    open = mail;
    return [display(mail), el('div', { class: 'ad' }, el('iframe', { src: 'about:blank', title: 'Anzeige' }))];
  },
  bodyOf: () => main.querySelector('iframe[name="mail-detail"]').contentDocument.querySelector('.mail-text'),
  compose: (text) => el('div', { id: 'mail-instant-reply' }, el('div', { class: 'cke_wysiwyg_div', contenteditable: 'true', role: 'textbox' }, ...paragraphs({ body: text }))),
});
