/* The parts of SOGo 5 that an adapter sees: AngularJS Material, everything in one document, one message at a time. */
const icon = (name) => el('md-icon', { class: 'material-icons', role: 'img', 'aria-label': name }, name);
const button = (label) => el('button', { class: 'sg-icon-button md-button md-ink-ripple', type: 'button', 'aria-label': label }, icon(label));
const away = (node) => {
  node.style.display = 'none';
  return node;
};

function row(mail) {
  const subhead = el('div', { class: 'sg-md-subhead' }, el('div', {}, away(el('span', { class: 'sg-label-outline ng-hide' })), away(icon('error')), ' ', el('span', {}, mail.name), ' '), ' ', el('div', { class: 'sg-tile-date' }, '20-Nov-26'));
  const text = el('div', { class: 'sg-md-body' }, el('div', { class: 'sg-category-dot-container' }), ' ', el('div', { class: 'sg-tile-subject' }, mail.subject), ' ', el('div', { class: 'sg-tile-size' }, '2.1 KiB'), away(el('button', { class: 'sg-tile-btn md-secondary ng-hide md-button' }, el('span', {}, '2'))));
  const inner = el('div', { class: 'md-list-item-inner sg-message-list-item-main' }, el('div', { class: 'sg-tile-content' }, subhead, text), el('div', { class: 'sg-tile-icons' }));
  const clicked = el('div', { class: 'md-button md-no-style' }, el('button', { class: 'md-no-style md-button', type: 'button', 'aria-label': mail.subject }), el('div', { class: 'md-list-item-inner' }, inner));
  return el('md-list-item', { class: 'sg-message-list-item _md-button-wrap md-with-secondary _md md-clickable', 'sg-message': 'currentMessage', role: 'listitem', tabindex: '-1', 'aria-label': mail.subject }, clicked);
}

const list = (mails) => el('div', { class: 'view-list' }, el('md-virtual-repeat-container', { class: 'md-vertical' }, el('md-list', { class: 'sg-section-list', role: 'list' }, ...mails.map(row))));

const pane = (...nodes) => el('div', { class: 'view-detail sg-block-print layout-column', 'ui-view': 'message', id: 'detailView' }, ...nodes);

function receivers() {
  const chip = el('md-chip', { class: 'md-readonly' }, el('div', { class: 'md-chip-content', role: 'option' }, el('md-chip-template', { role: 'button', tabindex: '0' }, ME.address)));
  const field = el('div', { class: 'pseudo-input-field' }, el('md-chips', { class: 'sg-dense sg-readonly' }, chip));
  return el('div', { class: 'msg-recipients layout-column flex-50' }, el('div', { class: 'pseudo-input-container--compact' }, el('label', { class: 'pseudo-input-label' }, 'To'), field));
}

function head(mail) {
  const person = mail.own ? ME : mail;
  const who = el('div', {}, el('span', { 'ng-bind': '::viewer.message.from[0].name' }, person.name), ' ', el('a', { href: '#', class: 'md-caption', 'ng-bind': '::viewer.message.from[0].email' }, person.address));
  const avatar = el('sg-avatar-image', { class: 'md-tile-left', 'sg-email': '::viewer.message.from[0].email', size: '40' }, el('div', { class: 'sg-icon-badge-container' }, icon('person')));
  const from = el('div', { class: 'pseudo-input-container--compact flex-50' }, el('div', { class: 'layout-align-start-center layout-row' }, avatar, who));
  return el('div', { class: 'layout-wrap layout-row' }, from, receivers());
}

function message(subject, mail) {
  const title = el('div', { class: 'sg-padded' }, el('h5', { class: 'sg-md-headline', 'ng-bind': 'viewer.message.subject' }, subject), el('time', { class: 'msg-date', 'ng-bind': '::viewer.message.date' }, 'Friday, November 20, 2026 09:02'));
  const html = el('div', { class: 'md-flex sg-mail-part', 'ng-bind-html': 'part.content | ensureTarget', tabindex: '-1', role: 'button' }, el('div', { class: 'SOGoHTMLMail-CSS-Delimiter mailer_htmlcontent' }, ...paragraphs(mail)));
  const part = el('div', { class: 'mailer_mailcontent layout-wrap msg-attachment-other layout-row' }, html);
  const body = el('div', { class: 'msg-body' }, el('div', { class: 'layout-wrap layout-row' }, part));
  const actions = el('md-card-actions', { class: 'layout-row' }, ...['Flagged', 'Reply', 'Forward', 'Delete'].map(button));
  const unsafe = away(el('div', { class: 'hide-print ng-hide' }, el('md-list-item', { class: 'md-clickable' }, el('p', { class: 'md-flex' }, 'This message contains external images.'))));
  const face = el('div', { class: 'sg-face layout-fill layout-column' }, el('md-card', { class: '_md' }, actions, el('md-card-content', {}, title, head(mail), unsafe, el('md-divider'), el('div', {}, body))));
  const back = away(el('div', { class: 'sg-back layout-fill layout-column' }, el('md-card', { class: '_md' }, el('md-card-content', {}, el('pre', { 'ng-bind-html': 'viewer.message.$rawSource' })))));
  return el('div', { class: 'sg-reversible' }, face, back);
}

const sidebar = el('md-sidenav', { class: 'md-sidenav-left' }, el('p', { class: 'sg-md-title', 'ng-bind': '::activeUser.identification' }, ME.name), el('p', { class: 'md-caption sg-no-wrap', 'ng-bind': '::activeUser.email' }, ME.address));
const main = el('main', { class: 'view' });
document.body.setAttribute('ng-app', 'SOGo.MailerUI');
document.body.className = 'main';
document.body.append(sidebar, main);

application({
  root: main,
  address: (view, first) => (view === 'open' ? `#!/Mail/0/INBOX/${first.id}` : '#!/Mail/0/INBOX'),
  list: (mails) => [list(mails), pane(el('md-content', { class: 'layout-fill _md' }, el('div', { class: 'sg-md-title' }, 'No message selected')))],
  open: (subject, [mail]) => [list([{ ...mail, subject }]), pane(message(subject, mail))],
  bodyOf: () => main.querySelector('.mailer_htmlcontent'),
  compose: (text) => el('div', { class: 'md-dialog-container' }, el('md-dialog', { id: 'mailEditor', class: 'sg-mail-editor _md', role: 'dialog' }, el('md-dialog-content', {}, el('input', { type: 'text', value: 'Re: hello' }), el('div', { class: 'cke_wysiwyg_div', contenteditable: 'true' }, ...paragraphs({ body: text }))))),
});
