/* The parts of Gmail that an adapter sees, with its way of moving from one conversation to the next in one page. */
const ME = { name: 'Robin Reader', address: 'robin.reader@mail.example' };
const main = el('div', { class: 'nH', role: 'main' });
let shown = { subject: '', mails: [] };

function message(mail) {
  const sender = mail.own ? ME : mail;
  const head = el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'gF' }, el('h3', {}, el('span', { class: 'gD', name: sender.name, email: sender.address, 'data-hovercard-id': sender.address }, el('span', {}, sender.name)), el('span', { class: 'go' }, `<${sender.address}>`))))));
  const body = el('div', { class: 'ii gt' }, el('div', { class: 'a3s aiL' }, el('div', { dir: 'ltr' }, ...paragraphs(mail))));
  const unfolded = el('div', { class: 'adn ads', 'data-message-id': `#msg-f:${mail.id}` }, el('div', { class: 'gE iv gt' }, head), el('div', { class: 'gs' }, el('div', { class: 'iX' }), body));
  const folded = el('div', { class: 'adn ads', 'data-message-id': `#msg-f:${mail.id}` }, el('span', { class: 'gD', name: sender.name, email: sender.address }, sender.name), el('div', { class: 'iA g6' }, mail.body.slice(0, 40)));
  const item = el('div', { role: 'listitem', class: mail.folded ? 'kv' : 'h7' }, mail.folded ? folded : unfolded);
  item.addEventListener('click', () => mail.folded && app.unfold(mail.id));
  return item;
}

const app = {
  /** Shows a conversation; with no mails, the list. */
  show(subject, mails) {
    shown = { subject, mails: mails.map((mail) => ({ ...mail })) };
    history.pushState(null, '', mails.length ? `#inbox/${mails[0].id}` : '#inbox');
    app.draw();
  },
  /** Throws away the whole pane and builds it again. */
  draw() {
    const { subject, mails } = shown;
    if (mails.length === 0) return main.replaceChildren(el('div', { gh: 'tl' }, 'Inbox'));
    main.replaceChildren(el('div', { class: 'a98 iY' }, el('div', { class: 'ha' }, el('h2', { class: 'hP', 'data-thread-perm-id': 'thread-f:1' }, subject)), el('div', { role: 'list' }, ...mails.map(message))));
  },
  unfold(id) {
    for (const mail of shown.mails) if (mail.id === id) mail.folded = false;
    app.draw();
  },
  /** Puts the same message element back, as a list does that recycles its rows. */
  swapBody(id, text) {
    const body = main.querySelector(`[data-message-id="#msg-f:${id}"] .a3s`);
    body.replaceChildren(el('div', { dir: 'ltr' }, ...paragraphs({ body: text, links: [] })));
  },
  compose(text) {
    main.append(el('div', { class: 'gA gt' }, el('div', { class: 'Am Al editable LW-avf', g_editable: 'true', role: 'textbox', contenteditable: 'true', 'aria-label': 'Message Body' }, ...paragraphs({ body: text, links: [] }))));
  },
};
window.app = app;
document.body.append(el('a', { class: 'gb_B', href: 'https://accounts.google.com/SignOutOptions?hl=en', 'aria-label': `Google Account: ${ME.name}\n(${ME.address})` }, 'R'), main);
app.draw();
