/* The parts of Proton Mail that an adapter sees: each mail's text in a frame without scripts, which the application writes into. */

/** A sender or receiver as Proton draws them all; only the test id tells the sender. */
function person({ name, address }, testId, showAddress) {
  const label = el('span', { class: 'message-recipient-item-label', 'data-testid': 'recipient-label' }, name);
  const shown = el('span', { class: 'message-recipient-item-address ml-1 color-primary', 'data-testid': 'recipient-address' }, `<${address}>`);
  const inner = el('span', { class: 'inline-block text-ellipsis max-w-full' }, label, showAddress ? shown : null);
  const around = el('span', { class: 'flex items-center flex-nowrap max-w-full' }, el('span', { class: 'inline-flex flex-1 flex-nowrap relative message-recipient-item-label-address' }, inner));
  const attrs = { class: 'inline-flex items-center flex-nowrap message-recipient-item max-w-full cursor-pointer', role: 'button', tabindex: '0', 'data-testid': testId };
  return el('span', { ...attrs, 'aria-label': `More details about ${name} <${address}>`, 'aria-expanded': 'false', title: `${name} <${address}>` }, around);
}

const direction = (mail) => (mail.own ? 'is-outbound' : 'is-inbound');

function header(mail, index) {
  const sender = mail.own ? ME : mail;
  const receiver = mail.own ? mail : ME;
  const from = el('span', { class: 'flex items-start flex-nowrap message-recipient-item-expanded max-w-full', 'data-testid': 'message-header-expanded:From' }, el('span', { class: 'container-to pt-2 text-semibold' }, 'From'), el('span', { class: 'self-center message-recipient-item-expanded-content' }, person(sender, 'recipients:sender', true)));
  const metas = el('div', { class: 'message-header-metas-container flex items-center shrink-0', 'data-testid': 'message:message-header-metas' }, el('time', { 'data-testid': 'item-date-simple', datetime: 'Fri, 20 Nov 2026 09:02:00 GMT' }, '9:02 AM'));
  const to = el('div', { class: 'flex md:flex-nowrap items-center message-header-ccbcc-container mb-2' }, el('div', { class: 'message-recipients flex', 'data-testid': 'message-header:to' }, el('span', {}, 'To'), person(receiver, `recipients:item-${receiver.address}`, false)));
  return el('div', { class: `message-header px-5 message-header-expanded ${direction(mail)} message-header-expanded--without-details`, 'data-testid': `message-header-expanded:${index}` }, el('div', { class: 'flex flex-nowrap items-center message-header-from-container' }, el('span', { class: 'flex flex-1 flex-nowrap mr-2' }, from), metas), to, el('div', { class: 'pt-0 flex justify-space-between' }, el('button', { 'data-testid': 'message-view:reply' }, 'Reply')));
}

function frameOf(attrs) {
  const frame = el('iframe', { src: 'about:blank', scrolling: 'yes', frameborder: '0', ...attrs });
  frame.style.width = '600px';
  frame.style.height = '400px';
  return frame;
}

function opened(mail, index) {
  const sandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';
  const frame = frameOf({ title: 'Email content', class: 'w-full', 'data-testid': 'content-iframe', 'data-subject': mail.subject, sandbox });
  return [header(mail, index), el('div', { class: 'message-content relative bg-norm color-norm p-4', 'data-testid': 'message-content:body' }, el('div', { class: 'message-iframe' }, frame))];
}

function folded(mail, index) {
  const sender = mail.own ? ME : mail;
  return [el('div', { class: `message-header message-header-collapsed px-5 flex flex-nowrap items-center ${direction(mail)} cursor-pointer`, 'data-testid': `message-header-collapsed:${index}` }, el('div', { class: 'message-header-recipient-labels flex flex-1 flex-nowrap items-center mr-2' }, person(sender, `recipients:item-${sender.address}`, false)))];
}

function article(mail, index) {
  const attrs = { class: `message-container mx-2 my-4 relative${mail.folded ? '' : ' is-opened'}`, 'data-testid': `message-view-${index}`, tabindex: '0', 'data-message-id': `${mail.id}==`, 'data-shortcut-target': 'message-container', 'data-expanded': String(!mail.folded) };
  return el('article', attrs, ...(mail.folded ? folded(mail, index) : opened(mail, index)));
}

function row(mail) {
  const sender = el('span', { class: 'inline-flex max-w-full text-ellipsis', 'data-testid': 'message-column:sender-address' }, el('span', { class: 'inline-block max-w-full text-ellipsis', title: mail.address, 'data-testid': 'message-column:sender-address' }, el('span', {}, mail.name)));
  const first = el('div', { class: 'flex items-center item-firstline' }, el('div', { class: 'item-senders flex-1 flex items-center flex-nowrap pr-4 text-semibold' }, el('span', { class: 'item-unread-dot sr-only' }, 'Unread message'), sender), el('span', { class: 'item-firstline-infos shrink-0' }, el('time', { class: 'item-senddate-col text-sm' }, '9:02 AM')));
  const subject = el('span', { role: 'heading', 'aria-level': '2', class: 'inline-block max-w-full mr-1 text-ellipsis', title: mail.subject, 'data-testid': 'message-column:subject' }, mail.subject);
  const text = el('div', { class: 'item-column flex-1 flex flex-nowrap flex-column justify-center item-titlesender', 'data-testid': 'message-list:message' }, first, el('div', { class: 'flex flex-nowrap items-center item-secondline max-w-full' }, el('div', { class: 'item-subject flex-1 flex flex-nowrap items-center text-semibold' }, subject)));
  const item = el('div', { class: 'relative flex-1 flex flex-nowrap cursor-pointer item-container item-container--column unread', tabindex: '0', 'data-element-id': `${mail.id}==`, 'data-shortcut-target': 'item-container', 'data-testid': `message-item:${mail.subject}` }, el('label', { class: 'item-checkbox-label' }, el('span', { class: 'item-icon' }, mail.name.slice(0, 1))), text);
  return el('div', { class: 'item-container-wrapper relative', 'data-shortcut-target': 'item-container-wrapper' }, item);
}

const user = el('button', { class: 'user-dropdown', 'data-testid': 'heading:userdropdown', title: `${ME.name} <${ME.address}>` }, el('span', { class: 'user-dropdown-displayName' }, ME.name), el('span', { class: 'user-dropdown-email' }, ME.address));
document.body.append(el('header', { class: 'header' }, user), el('nav', { class: 'navigation' }, el('a', { 'data-testid': 'navigation-link:inbox', href: '/u/0/inbox' }, 'Inbox')));

const main = el('main', { class: 'main ui-standard' });
document.body.append(main);
const frameFor = (id) => main.querySelector(`article[data-message-id="${id}=="] iframe`);

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/u/0/inbox/${first.id}==` : '/u/0/inbox'),
  list: (mails) => [el('div', { class: 'items-column-list', 'data-shortcut-target': 'items-container' }, ...mails.map(row)), el('div', { class: 'view-column-detail' }, el('p', { class: 'text-center' }, 'Welcome'))],
  open: (subject, mails) => [
    el('section', { class: 'view-column-detail flex-1' }, el('header', { class: 'message-conversation-summary', 'data-shortcut-target': 'message-conversation-summary', 'data-testid': 'conversation-header' }, el('h1', { class: 'message-conversation-summary-header my-0 h3 text-bold', title: subject, 'data-testid': 'conversation-header:subject' }, el('span', { class: 'mr-1' }, `[${mails.length}]`), el('span', {}, subject))), ...mails.map(article)),
  ],
  drawn: (mails) => mails.filter(({ folded: closed }) => !closed).forEach((mail) => write(frameFor(mail.id), paragraphs(mail), 'proton-root')),
  bodyOf: (id) => frameFor(id).contentDocument.getElementById('proton-root'),
  compose: (text) => {
    const frame = frameOf({ title: 'Email composer', 'data-testid': 'rooster-iframe' });
    const fill = () => {
      write(frame, paragraphs({ body: text }), 'rooster-editor');
      frame.contentDocument.getElementById('rooster-editor').contentEditable = 'true';
    };
    frame.addEventListener('load', fill, { once: true });
    return el('div', { class: 'composer', 'data-testid': 'composer-1' }, el('input', { 'data-testid': 'composer:subject' }), el('div', { class: 'composer-content rooster-wrapper' }, frame));
  },
});
