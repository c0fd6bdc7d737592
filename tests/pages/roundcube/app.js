/*
 * The parts of Roundcube that an adapter sees, in its three skins: a list with a frame for one message (elastic, classic),
 * or the page of one message (larry). The real one loads each message as a page.
 */
const skin = location.hostname.split('.')[0];
const framed = location.search.includes('_framed=1');
const away = (node) => {
  node.style.display = 'none';
  return node;
};
const linkTo = (mail) => `/?_task=mail&_mbox=INBOX&_uid=${mail.id}&_action=show`;

function row(mail) {
  const from = el('span', { class: 'fromto skip-on-drag' }, el('span', { class: 'adr' }, el('span', { title: mail.address, class: 'rcmContactAddress' }, mail.name)));
  const subject = el('span', { class: 'subject' }, el('span', { class: 'msgicon status unread', title: 'Unread ' }), el('a', { href: linkTo(mail), tabindex: '-1' }, el('span', {}, mail.subject)));
  const cell = el('td', { class: 'subject', tabindex: '0' }, from, el('span', { class: 'date skip-on-drag' }, '2026-11-20 09:02'), el('span', { class: 'size skip-on-drag' }, '2 KB'), subject);
  const box = skin === 'elastic' ? el('td', { class: 'selection' }, el('input', { type: 'checkbox', tabindex: '-1' })) : null;
  return el('tr', { id: `rcmrow${mail.id}`, class: 'message unread' }, box, cell, el('td', { class: 'flags' }, el('span', { class: 'flag' }, el('span', { class: 'unflagged', title: 'Not Flagged' }))));
}

const list = (mails) => el('table', { id: 'messagelist', class: 'listing messagelist sortheader fixedheader' }, el('thead', {}, el('tr', {}, el('th', { class: 'subject' }, el('a', { class: 'sortcol' }, 'From')))), el('tbody', {}, ...mails.map(row)));

function folders() {
  const folder = (kind, name, selected) => el('li', { class: `mailbox ${kind}${selected ? ' selected' : ''}`, role: 'treeitem' }, el('a', { href: `/?_task=mail&_mbox=${name}` }, name));
  return el('ul', { id: 'mailboxlist', class: 'listing treelist', role: 'tree' }, folder('inbox', 'INBOX', true), folder('drafts', 'Drafts', false), folder('sent', 'Sent', false));
}

function person({ name, address }) {
  const add = el('a', { href: '#add', title: 'Add to address book', class: 'rcmaddcontact' });
  return el('span', { class: 'adr' }, el('a', { href: `mailto:${address}`, class: 'rcmContactAddress', title: address }, name), add);
}

const line = (kind, label, ...nodes) => el('tr', {}, el('td', { class: 'header-title' }, label), el('td', { class: `header ${kind}` }, ...nodes));
const answers = { name: 'Answers', address: 'answers@elsewhere.example' };
const lines = (mail) => [line('from', 'From', person(mail)), line('to', 'To', person(ME)), line('replyto', 'Reply-To', person(answers)), line('date', 'Date', '2026-11-20 09:02')];
const voice = () => el('span', { class: 'voice' }, 'Subject: ');

/** What stands over the text, and around head and text. */
const skins = {
  elastic(subject, mail, ...text) {
    const title = el('h2', { class: 'subject' }, voice(), ` ${subject} `, el('a', { class: 'extwin', role: 'button', href: linkTo(mail) }, el('span', { class: 'inner' }, 'Open in new window')));
    const summary = el('div', { class: 'header-summary' }, el('span', {}, 'From ', person(mail), ' on ', el('span', { class: 'text-nowrap' }, '2026-11-20 09:02')));
    const content = el('div', { class: 'header-content' }, summary, away(el('table', { class: 'header-headers' }, el('tbody', {}, ...lines(mail)))), el('div', { class: 'header-links' }, el('a', { href: '#headers', class: 'headers-details' }, 'Details')));
    const head = el('div', { id: 'message-header' }, title, el('div', { class: 'header' }, content));
    const region = el('div', { class: 'rightcol', role: 'region' }, el('h2', { class: 'voice' }, 'Message Body'), ...text);
    return el('div', { id: 'layout-content', class: 'selected' }, el('div', { class: 'content frame-content', role: 'main' }, head, el('div', { id: 'message-content' }, region)));
  },
  larry(subject, mail, ...text) {
    const title = el('h2', { class: 'subject' }, el('span', { class: 'flag-icon' }), el('span', {}, voice(), subject));
    const head = el('div', { id: 'messageheader' }, title, el('div', { class: 'message-headers' }, el('table', { class: 'headers-table' }, el('tbody', {}, ...lines(mail)))));
    return el('div', { id: 'mailview-right' }, head, el('div', { id: 'messagecontent' }, el('div', { class: 'leftcol', role: 'region' }, ...text)));
  },
  classic(subject, mail, ...text) {
    const table = el('table', { class: 'headers-table' }, el('tbody', {}, line('subject', 'Subject', subject), ...lines(mail)));
    return el('div', {}, el('div', { class: 'messageheaderbox' }, el('div', { id: 'messagelinks' }, el('a', { href: '#' }, 'Plain text')), table), ...text);
  },
};

function message(subject, mail) {
  const notice = away(el('div', { id: 'remote-objects-message', class: 'notice' }, 'To protect your privacy remote resources have been blocked.'));
  // The same id twice, as in the real page.
  const text = el('div', { class: 'message-htmlpart', id: 'message-htmlpart1' }, el('div', { class: 'rcmBody', id: 'message-htmlpart1' }, ...paragraphs(mail)));
  return skins[skin](subject, mail, el('div', { id: 'message-objects' }, notice), el('div', { id: 'messagebody' }, text));
}

if (skin !== 'larry' && !framed) {
  const rows = el('div', { id: 'messagelist-content', class: 'scroller' });
  window.showRows = (mails) => rows.replaceChildren(list(mails));
  window.showRows([]);
  if (skin === 'elastic') document.body.className = 'task-mail action-none';
  const frame = el('iframe', { name: 'messagecontframe', id: 'messagecontframe', src: '/?_task=mail&_action=preview&_framed=1', title: 'Message preview', width: '900', height: '500' });
  document.body.append(el('span', { class: 'header-title username' }, ME.address), folders(), rows, el('div', { class: 'iframe-wrapper' }, frame));
} else {
  const main = el('div', { id: 'mainscreen' });
  document.body.append(...(framed ? [] : [el('div', { id: 'topline' }, el('span', { class: 'username' }, ME.address)), folders()]), main);
  // With nothing open the frame holds a picture, and no part of the application.
  const dress = (open) => (document.body.className = open && skin === 'elastic' ? 'task-mail action-preview' : '');
  application({
    root: main,
    address: (view, first) => (framed ? `/?_task=mail&_framed=1${view === 'open' ? `&_action=preview&_uid=${first.id}` : ''}` : view === 'open' ? linkTo(first) : '/?_task=mail&_mbox=INBOX'),
    list: (mails) => {
      dress(false);
      if (!framed) return [list(mails)];
      window.parent.showRows(mails);
      return [];
    },
    open: (subject, [mail]) => {
      dress(true);
      if (framed) window.parent.showRows([{ ...mail, subject }]);
      return [message(subject, mail)];
    },
    bodyOf: () => main.querySelector('.rcmBody'),
    compose: (text) => {
      const area = el('textarea', { id: 'composebody', name: '_message' });
      area.value = text;
      return el('div', { id: 'compose-content' }, el('input', { type: 'text', name: '_subject' }), area, el('div', { contenteditable: 'true' }, ...paragraphs({ body: text })));
    },
  });
}
