/* The parts of Mail.ru that an adapter sees. */
const idOf = (mail) => `0:${mail.id}:0`;
const contact = ({ name, address }) => el('span', { class: 'letter-contact', title: address }, name);

/** Mail.ru puts its own ending on a mail's ids and classes, and its own number around the text. */
const textOf = (mail) => el('div', { class: 'js-helper js-readmsg-msg' }, el('div', {}, el('div', { id: `style_${mail.id}_BODY` }, el('div', { class: 'cl_4f1' }, ...paragraphs(mail)))));

function letter(mail) {
  const sender = mail.own ? ME : mail;
  const receiver = mail.own ? mail : ME;
  const author = el('div', { class: 'letter__author' }, contact(sender), el('div', { class: 'letter__date' }, 'Сегодня, 9:02'));
  const receivers = el('div', { class: 'letter__recipients letter__recipients_short' }, 'Кому: ', contact(receiver));
  const head = el('div', { class: 'letter__header' }, el('div', { class: 'letter__avatar' }, el('button', { class: 'll-av', title: 'Выделить' })), el('div', { class: 'letter__header-row' }, author, mail.folded ? null : receivers), mail.folded ? el('div', { class: 'letter__snippet' }, mail.body.slice(0, 40)) : null);
  const body = el('div', { class: 'letter__body' }, el('div', { class: 'letter-body' }, el('div', { class: 'letter-body__body' }, el('div', { class: 'letter-body__body-content' }, textOf(mail)))));
  const footer = el('div', { class: 'letter__footer' }, el('span', { class: 'button2 button2_reply', title: 'Ответить' }, 'Ответить'));
  return el('div', { class: `thread__letter${mail.folded ? '' : ' thread__letter_expanded'}`, 'data-id': idOf(mail) }, el('div', { class: `letter${mail.folded ? '' : ' letter_expanded'}` }, head, ...(mail.folded ? [] : [body, footer])));
}

function row(mail) {
  const correspondent = el('div', { class: 'llc__item llc__item_correspondent' }, el('span', { class: 'll-crpt', title: `${mail.name} <${mail.address}>` }, mail.name));
  const subject = el('span', { class: 'llc__subject llc__subject_unread' }, el('div', { class: 'llc__snippet' }, el('span', { class: 'll-sj' }, el('span', { class: 'll-sj__normal' }, mail.subject)), el('span', { class: 'll-sp' }, el('span', { class: 'll-sp__normal' }, mail.body.slice(0, 100)))));
  const date = el('div', { class: 'llc__item llc__item_date', title: 'Сегодня, 9:02' }, '9:02');
  return el('a', { class: 'llc js-tooltip-direction_letter-bottom js-letter-list-item llc_normal', href: `/inbox/${idOf(mail)}/`, 'data-uidl-id': mail.id }, el('div', { class: 'llc__avatar' }, el('button', { class: 'll-av' })), el('div', { class: 'llc__container' }, el('div', { class: 'llc__content' }, correspondent, el('div', { class: 'llc__item llc__item_title' }, subject), date)));
}

document.body.append(
  el('div', { class: 'ph-whiteline' }, el('div', { class: 'ph-project', 'data-testid': 'whiteline-account', 'aria-label': ME.address }, el('span', { class: 'ph-project__user-name' }, ME.address))),
  el('nav', { class: 'nav' }, el('a', { class: 'nav__item nav__item_active', href: '/inbox/', title: 'Входящие, 2 непрочитанных' }, 'Входящие'), el('a', { class: 'nav__item', href: '/sent/' }, 'Отправленные')),
);
const main = document.body.appendChild(el('div', { class: 'application-mail__layout', id: 'app-canvas' }));

application({
  root: main,
  address: (view, first) => (view === 'open' ? `/inbox/${idOf(first)}/` : '/inbox/'),
  list: (mails) => [el('div', { class: 'letter-list' }, el('div', { class: 'dataset__items' }, ...mails.map(row)))],
  open: (subject, mails) => [el('div', { class: 'layout__letter-content' }, el('div', { class: 'thread' }, el('div', { class: 'thread__header' }, el('h2', { class: 'thread-subject' }, subject)), ...mails.map(letter)))],
  bodyOf: (id) => main.querySelector(`[id="style_${id}_BODY"] > div`),
  compose: (text) => el('div', { class: 'compose-app compose-app_fix' }, el('input', { name: 'Subject' }), el('div', { class: 'editable-container' }, el('div', { role: 'textbox', contenteditable: 'true', class: 'cke_editable' }, ...paragraphs({ body: text })))),
});
