/* The parts of Nextcloud Mail that an adapter sees: Vue, a thread of envelopes, each mail's HTML in a frame of the same server. */
function row(mail) {
  const two = el('div', { class: 'line-two' }, el('div', { class: 'envelope__subtitle' }, el('span', { class: 'envelope__subtitle__subject' }, mail.subject)), el('div', { class: 'envelope__preview-text' }, mail.body.slice(0, 100)));
  const inner = el('div', { class: 'list-item-content__inner' }, el('div', { class: 'list-item-content__inner__main' }, el('div', { class: 'list-item-content__inner__subname' }, two)), el('div', { class: 'list-item-content__inner__details' }, el('div', { class: 'list-item-content__inner__details__details' }, '09:02')));
  const content = el('div', { class: 'list-item-content' }, el('div', { class: 'list-item-content__name' }, mail.name), inner);
  const anchor = el('a', { class: 'list-item__anchor', href: `/apps/mail/box/1/thread/${mail.id}` }, el('div', { class: 'app-content-list-item-icon' }, el('div', { class: 'avatardiv' }, mail.name.slice(0, 1))), content);
  const actions = el('div', { class: 'list-item__actions' }, el('button', { class: 'button-vue', type: 'button' }, 'Favorite'));
  return el('li', { class: 'list-item__wrapper list-item-style envelope', 'data-envelope-id': mail.id }, el('div', { class: 'list-item' }, anchor, actions));
}

const list = (mails) => el('div', { class: 'splitpanes__pane splitpanes__pane-list' }, el('div', { class: 'mailbox-list' }, el('ul', {}, ...mails.map(row))));

function heading(mail, person) {
  const sender = el('div', { class: 'sender' }, ` ${person.name} `, el('p', { class: 'sender__email' }, ` ${person.address} `));
  const preview = mail.folded ? el('div', { class: 'subline' }, el('span', { class: 'preview' }, mail.body.slice(0, 60))) : null;
  const left = el('a', { class: 'left seen', href: `/apps/mail/box/1/thread/${mail.id}` }, el('div', { class: 'envelope__header__left__sender-subject-tags' }, sender, preview, el('div', { class: 'tagline' })), el('div', { class: 'envelope__header__left__unsubscribe' }));
  const menu = mail.folded ? null : el('div', { class: 'action-items' }, el('button', { class: 'button-vue', type: 'button', 'aria-label': 'Reply' }, 'Reply'));
  const avatar = el('div', { class: 'envelope__header__avatar' }, el('div', { class: 'avatardiv envelope__header__avatar-avatar' }, person.name.slice(0, 1)));
  return el('div', { class: 'envelope__header' }, avatar, left, el('div', { class: 'right' }, el('span', { class: 'timestamp live-relative-timestamp' }, '09:02'), menu));
}

function envelope(mail) {
  const frame = el('iframe', { class: 'message-frame', id: `frame-${mail.id}`, title: 'Message frame', seamless: true, width: '700', height: '300' });
  const text = el('div', { class: 'mail-message-body mail-message-body-html', role: 'region', 'aria-label': 'Message body' }, el('div', { class: 'html-message-body' }, el('div', { id: 'message-container', class: 'scroll' }, frame)), el('div', { id: 'reply-composer' }));
  const made = el('div', { class: mail.folded ? 'envelope' : 'envelope envelope--expanded' }, heading(mail, mail.own ? ME : mail), mail.folded ? null : text);
  made.addEventListener('click', () => mail.folded && window.app.unfold(mail.id));
  return made;
}

function thread(subject, mails) {
  const people = [...mails.filter(({ own }) => !own), ME].map(({ name }) => el('div', { class: 'v-popper contact-popover' }, el('div', { class: 'user-bubble__wrapper' }, el('span', { class: 'user-bubble__title' }, name))));
  const top = el('div', { id: 'mail-thread-header' }, el('div', { id: 'mail-thread-header-fields' }, el('h2', { title: subject }, ` ${subject} `), el('div', { class: 'avatar-header' }, ...people)));
  return el('div', { id: 'mail-message', class: 'app-content-details' }, top, ...mails.map(envelope));
}

const details = (...nodes) => el('div', { class: 'splitpanes__pane splitpanes__pane-details' }, ...nodes);
const navigation = el('nav', { class: 'app-navigation' }, el('ul', {}, el('li', { class: 'app-navigation-caption' }, el('span', { class: 'app-navigation-caption__name' }, ME.address)), el('li', { class: 'app-navigation-entry' }, el('a', { href: '/apps/mail/box/1' }, 'Inbox'))));
const main = el('main', { class: 'app-content' });
document.body.id = 'body-user';
document.body.append(el('div', { id: 'content-vue', class: 'content app-mail' }, navigation, main));

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/apps/mail/box/1/thread/${first.id}` : '/apps/mail/box/1'),
  list: (mails) => [list(mails), details(el('div', { class: 'empty-content' }, el('h2', {}, 'No message selected')))],
  open: (subject, mails) => [list([{ ...mails[0], subject }]), details(thread(subject, mails))],
  drawn: (mails) => {
    for (const mail of mails) if (!mail.folded) write(document.getElementById(`frame-${mail.id}`), paragraphs(mail), 'mail');
  },
  bodyOf: (id) => document.getElementById(`frame-${id}`).contentDocument.getElementById('mail'),
  compose: (text) => el('div', { class: 'modal-mask' }, el('div', { class: 'message-composer' }, el('input', { type: 'text', value: 'Re: hello' }), el('div', { class: 'ck ck-content ck-editor__editable', role: 'textbox', contenteditable: 'true' }, ...paragraphs({ body: text })))),
});
