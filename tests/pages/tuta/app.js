/* The parts of Tuta Mail that an adapter sees: each mail's text is in an open shadow of its own. The user's own mails of a conversation come folded. */
const shown = ({ name, address }) => `${name} <${address}>`;
const icon = () => el('span', { class: 'icon', 'aria-hidden': 'true' });

function header(mail) {
  const name = el('div', { class: 'flex flex-grow align-self-start items-start overflow-hidden mt-16', role: 'button', 'mail-expander': 'true', 'aria-expanded': 'true', tabindex: '0' }, el('span', { class: 'text-break' }, mail.name));
  const actions = el('div', { class: 'flex-end items-start ml-between-4 mt-4' }, el('button', { class: 'icon-button', title: 'Reply', 'data-testid': 'btn:reply_action' }, icon()));
  const receiver = el('div', { class: 'flex click small ml-between-4 items-center' }, el('div', {}, 'to'), el('div', { class: 'text-break' }, ME.address));
  const line = el('div', { class: 'flex' }, receiver, el('div', { class: 'flex-grow' }), el('div', { class: 'flex ml-between-4 items-center' }, icon(), el('div', { class: 'small font-weight-600 selectable no-wrap' }, el('div', { class: 'noprint' }, 'Fri, Nov 20 • 9:02 AM'))));
  const addresses = el('div', { class: 'flex mt-4 click col mlr-24', role: 'button', 'aria-pressed': 'false', 'aria-expanded': 'false', tabindex: '0' }, el('div', { class: 'small flex flex-wrap items-start' }, el('span', { class: 'text-break' }, shown(mail))), line);
  return el('div', { class: 'header selectable' }, el('div', { class: 'flex click pl-24' }, name, actions), addresses, el('div', { class: 'expander-panel overflow-hidden' }), el('hr', { class: 'hr mt-4 mlr-24' }));
}

function viewer(mail) {
  const subject = el('h4', { class: 'font-weight-600 mt-16 mb-16 text-break selectable mlr-24', 'data-testid': 'h:subject_label' }, mail.subject);
  const text = el('div', { class: 'flex-grow scroll-x pt-16 pb-16 border-radius-12 plr-24' }, el('div', { id: 'mail-body', 'data-for': mail.id }));
  return el('div', { class: 'mail-viewer overflow-x-hidden' }, header(mail), subject, text, el('div', { class: 'abs flex justify-center full-width' }, el('button', { class: 'toggle-button' }, icon())));
}

function folded(mail) {
  const attrs = { class: 'flex items-center pt-16 pb-16 click no-wrap plr-24', role: 'button', 'aria-expanded': 'false', 'data-testid': 'collapsed-mail-view' };
  return el('div', attrs, el('div', { class: 'flex-grow text-ellipsis' }, mail.own ? ME.name : mail.name), el('div', { class: 'small font-weight-600' }, 'Fri, Nov 20 • 9:02 AM'));
}

const isFolded = (mail) => mail.folded || mail.own;
const card = (mail) => el('div', { class: 'mlr-safe-inset' }, el('div', { class: 'border-radius-12 rel mlr-24' }, isFolded(mail) ? folded(mail) : viewer(mail)));

function row(mail) {
  const first = el('div', { class: 'flex badge-line-height' }, el('div', { class: 'badge small mr-8 teamLabel text-ellipsis' }), el('div', { class: 'text-ellipsis b' }, mail.name), el('div', { class: 'flex flex-grow-shrink-0 justify-end' }), el('small', { class: 'text-ellipsis flex-fixed' }, '9:02 AM'));
  const second = el('div', { class: 'flex mt-4' }, el('div', { class: 'smaller text-ellipsis b', 'data-testid': 'list-row:mail:subject' }, mail.subject), el('div', { class: 'flex-grow' }), el('span', { class: 'ion ml-8 list-font-icons' }));
  const box = el('div', { class: 'flex col items-center abs' }, el('input', { class: 'checkbox list-checkbox', type: 'checkbox' }));
  return el('li', { class: 'list-row nofocus', draggable: 'true' }, el('div', { class: 'flex' }, box, el('div', { class: 'flex-grow min-width-0' }, first, second)));
}

document.body.append(el('div', { class: 'sidebar-section', 'data-testid': 'section:mailbox_name' }, el('div', { class: 'folder-row' }, el('small', { class: 'b text-ellipsis' }, ME.name)), el('a', { class: 'nav-button', href: '/mail/inbox' }, 'Inbox')));
const main = document.body.appendChild(el('div', { class: 'main-view' }));
const hostOf = (id) => main.querySelector(`[data-for="${id}"]`);

/** Tuta puts the text into the shadow once its host stands in the page. */
function fill(mail) {
  const root = hostOf(mail.id).attachShadow({ mode: 'open' });
  root.append(el('div', { id: 'shadow-mail-body', class: 'drag selectable touch-callout break-word-links', 'data-testid': 'mailBody_label' }, ...paragraphs(mail)));
}

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/mail/inbox/${first.id}` : '/mail/inbox'),
  list: (mails) => [el('ul', { class: 'list', 'data-testid': 'unordered_list' }, ...mails.map(row)), el('div', { class: 'flex-center' }, el('div', {}, 'No email selected'))],
  open: (_subject, mails) => [el('div', { class: 'fill-absolute nav-bg flex col' }, el('div', { class: 'flex-grow overflow-y-scroll' }, ...mails.map(card)))],
  drawn: (mails) => mails.filter((mail) => !isFolded(mail)).forEach(fill),
  bodyOf: (id) => hostOf(id).shadowRoot.getElementById('shadow-mail-body'),
  compose: (text) => el('div', { class: 'dialog elevated-bg', role: 'dialog' }, el('div', { id: 'mail-editor' }, el('div', { role: 'textbox', contenteditable: 'true', class: 'selectable' }, ...paragraphs({ body: text })))),
});
