/* The parts of Gmail that an adapter sees, with its way of moving from one conversation to the next in one page. */
const head = (mail) => el('span', { class: 'gD', name: mail.name, email: mail.address, 'data-hovercard-id': mail.address }, el('span', {}, mail.name));

function message(mail) {
  const sender = mail.own ? ME : mail;
  const item = el('div', { role: 'listitem', class: mail.folded ? 'kv' : 'h7' }, mail.folded ? folded(mail, sender) : unfolded(mail, sender));
  item.addEventListener('click', () => mail.folded && window.app.unfold(mail.id));
  return item;
}

function unfolded(mail, sender) {
  const table = el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'gF' }, el('h3', {}, head(sender), el('span', { class: 'go' }, `<${sender.address}>`))))));
  const receivers = el('div', { class: 'hb' }, 'to ', el('span', { class: 'g2', email: ME.address, name: 'me' }, 'me'));
  const body = el('div', { class: 'ii gt' }, el('div', { class: 'a3s aiL' }, el('div', { dir: 'ltr' }, ...paragraphs(mail))));
  return el('div', { class: 'adn ads', 'data-message-id': `#msg-f:${mail.id}` }, el('div', { class: 'gE iv gt' }, table, receivers), el('div', { class: 'gs' }, el('div', { class: 'iX' }), body));
}

const folded = (mail, sender) => el('div', { class: 'adn ads', 'data-message-id': `#msg-f:${mail.id}` }, head(sender), el('div', { class: 'iA g6' }, mail.body.slice(0, 40)));

function row(mail) {
  const sender = el('td', { class: 'yX xY' }, el('div', { class: 'yW' }, el('span', { class: 'zF', name: mail.name, email: mail.address }, mail.name)));
  const text = el('td', { class: 'xY a4W' }, el('div', { class: 'xT' }, el('div', { class: 'y6' }, el('span', { class: 'bog' }, el('span', { 'data-thread-id': `#thread-f:${mail.id}` }, mail.subject))), el('span', { class: 'y2' }, el('span', { class: 'Zt' }, ' - '), mail.body.slice(0, 100))));
  return el('tr', { class: 'zA zE', role: 'row' }, el('td', { class: 'oZ-x3' }, el('div', { role: 'checkbox' })), sender, text, el('td', { class: 'xW xY' }, el('span', { title: 'Nov 20, 2026' }, '9:02 AM')));
}

const main = el('div', { class: 'nH', role: 'main' });
document.body.append(el('a', { class: 'gb_B', href: 'https://accounts.google.com/SignOutOptions?hl=en', 'aria-label': `Google Account: ${ME.name}\n(${ME.address})` }, 'R'), main);

application({
  root: main,
  address: (view, first) => (view === 'open' ? `#inbox/${first.id}` : '#inbox'),
  list: (mails) => [el('div', { gh: 'tl' }, el('table', { role: 'grid', class: 'F cf zt' }, el('tbody', {}, ...mails.map(row))))],
  open: (subject, mails) => [el('div', { class: 'a98 iY' }, el('div', { class: 'ha' }, el('h2', { class: 'hP', 'data-thread-perm-id': 'thread-f:1' }, subject)), el('div', { role: 'list' }, ...mails.map(message)))],
  bodyOf: (id) => main.querySelector(`[data-message-id="#msg-f:${id}"] .a3s`),
  compose: (text) => el('div', { class: 'gA gt' }, el('div', { class: 'Am Al editable LW-avf', g_editable: 'true', role: 'textbox', contenteditable: 'true', 'aria-label': 'Message Body' }, ...paragraphs({ body: text }))),
});
