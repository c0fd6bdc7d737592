/* Gmail with list and mail side by side: the list stays, its rows are drawn as two rows of the table each, and the pane says
   so when nothing is chosen. */
const head = (mail) => el('span', { class: 'gD', name: mail.name, email: mail.address, 'data-hovercard-id': mail.address }, el('span', {}, mail.name));
const folder = el('table', { class: 'F cf zt', role: 'grid' });
const pane = el('div', { class: 'aia' });
const box = el('div', { class: 'aeJ' }, el('div', { gh: 'tl' }, folder));
document.body.append(
  el('a', { class: 'gb_B', href: 'https://accounts.google.com/SignOutOptions?hl=de', 'aria-label': `Google-Konto: ${ME.name}  \n(${ME.address})` }, 'R'),
  el('div', { class: 'aeH' }, el('div', { gh: 'mtb', class: 'G-atb' }, el('div', { role: 'button', 'aria-label': 'Archivieren' }))),
  el('div', { class: 'nH', role: 'main' }, box, el('div', { class: 'nH age apP' }, pane)),
);

function rows(mail) {
  const sender = el('td', { class: 'yX xY apy' }, el('div', { class: 'yW' }, el('span', { class: 'zF', name: mail.name, email: mail.address }, mail.name)));
  const first = el('tr', { class: 'zA zE apv', role: 'row' }, el('td', { class: 'oZ-x3 xY' }, el('div', { role: 'checkbox' })), sender, el('td', { class: 'xW xY apt' }, el('span', { title: '20. Nov. 2026' }, '09:02')));
  const subject = el('div', { class: 'y6' }, el('span', { class: 'bog' }, el('span', { 'data-thread-id': `#thread-f:${mail.id}` }, mail.subject)));
  const second = el('tr', { class: 'apw' }, el('td', { class: 'xY a4W apA', colspan: '3' }, el('div', { class: 'xS' }, el('div', { class: 'xT' }, subject, el('span', { class: 'y2' }, el('span', { class: 'Zt' }, ' - '), mail.body.slice(0, 100))))));
  return [first, second];
}

function message(mail) {
  const sender = mail.own ? ME : mail;
  const item = (state, ...children) => el('div', { role: 'listitem', class: state }, el('div', { class: 'adn ads', 'data-message-id': `#msg-f:${mail.id}`, 'data-legacy-message-id': mail.id }, ...children));
  if (mail.folded) return item('kv', head(sender), el('div', { class: 'iA g6' }, mail.body.slice(0, 40)));
  const table = el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'gF' }, el('h3', { class: 'iw' }, head(sender), el('span', { class: 'go' }, `<${sender.address}>`))), el('td', { class: 'gH' }, el('span', { class: 'g3', title: '20. Nov. 2026, 09:02' }, '09:02')))));
  const receivers = el('div', { class: 'hb' }, 'an ', el('span', { class: 'g2', email: ME.address, name: 'mich' }, 'mich'));
  const body = el('div', { class: 'ii gt' }, el('div', { class: 'a3s aiL' }, el('div', { dir: 'ltr' }, ...paragraphs(mail))));
  return item('h7', el('div', { class: 'gE iv gt' }, table, receivers), el('div', { class: 'gs' }, el('div', { class: 'iX' }), body));
}

application({
  root: pane,
  address: (view, first) => (view === 'open' ? `#inbox/${first.id}` : '#inbox'),
  list: (mails) => {
    folder.replaceChildren(el('tbody', {}, ...mails.flatMap(rows)));
    return [el('div', { class: 'apz' }, 'Keine Konversationen ausgewählt')];
  },
  open: (subject, mails) => [el('div', { class: 'nH if' }, el('div', { class: 'nH' }, el('div', { class: 'ha' }, el('h2', { class: 'hP', 'data-thread-perm-id': 'thread-f:1' }, subject))), el('div', { role: 'list' }, ...mails.map(message)))],
  bodyOf: (id) => pane.querySelector(`[data-message-id="#msg-f:${id}"] .a3s`),
  compose: (text) => el('div', { class: 'gA gt' }, el('div', { class: 'Am Al editable LW-avf', g_editable: 'true', role: 'textbox', contenteditable: 'true', 'aria-label': 'Nachrichtentext' }, ...paragraphs({ body: text }))),
});
