/* The parts of Zimbra's HTML client that an adapter sees: tables, and each message a page of its own. */
const image = (alt) => el('img', { alt, src: 'data:,', width: '16', height: '16' });
const tool = (id, label) => el('td', {}, el('a', { id, href: '#' }, el('span', {}, label)));

function row(mail, index) {
  const link = el('a', { href: `/h/search?si=0&st=message&id=${mail.id}&action=view`, id: `A${index}` }, el('span', {}, mail.subject), el('span', { class: 'Fragment' }, ` - ${mail.body.replace(/\s+/g, ' ').slice(0, 60)}...`));
  const signs = el('td', { class: 'Img' }, image('Flagged'));
  const cells = [el('td', { class: 'CB' }, el('input', { id: `C${index}`, type: 'checkbox', name: 'id', value: mail.id })), signs, el('td', { class: 'ImgNarrow' }), el('td', { class: 'Img' }), el('td', { width: '160' }, mail.name), el('td', { class: 'Img' }), el('td', {}, link), el('td', {}, '3 KB'), el('td', {}, '9:02 AM')];
  return el('tr', { id: `R${index}`, class: index % 2 ? 'ZhRowOdd' : 'ZhRow Unread' }, ...cells);
}

function list(mails) {
  const header = el('tr', { class: 'Header' }, el('th', { class: 'CB' }, el('input', { id: 'OPCHALL', type: 'checkbox' })), el('th', {}, 'Von'), el('th', {}, 'Betreff'), el('th', {}, 'Empfangen'));
  return el('form', { name: 'zform' }, el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'List' }, el('table', {}, el('tbody', {}, header)), el('table', {}, el('tbody', { id: 'mess_list_tbody' }, ...mails.map(row))))))));
}

const line = (label, value) => el('tr', {}, el('td', { class: 'MsgHdrName' }, `${label} :`), el('td', { class: 'MsgHdrValue' }, value));
const full = ({ name, address }) => `"${name}" <${address}>`;

function message(subject, mail) {
  const heads = el('table', {}, el('tbody', {}, line('Von', full(mail.own ? ME : mail)), line('Betreff', subject), line('An', full(mail.own ? mail : ME)), line('Antwort an', 'answers@elsewhere.example')));
  const side = el('table', {}, el('tbody', {}, el('tr', {}, el('td', { class: 'MsgHdrSent' }, '20. November 2026 09:02'))));
  const head = el('td', { class: 'MsgHdr', colspan: '2' }, el('table', {}, el('tbody', {}, el('tr', {}, el('td', {}, heads), el('td', {}, side)))));
  const tools = el('td', { class: 'MsgOps', colspan: '2' }, el('table', { class: 'Tb' }, el('tbody', {}, el('tr', {}, tool('OPREPLY', 'Antworten'), tool('OPFORW', 'Weiterleiten'), el('td', {}, el('a', { id: 'OPSHOWORIG', href: `/service/home/~/?id=${mail.id}&auth=co` }, image('Original')))))));
  const frame = el('iframe', { id: `frame-${mail.id}`, scrolling: 'no', frameborder: '0', width: '700', height: '400' });
  const body = el('td', { id: 'iframeBody', class: 'MsgBody', colspan: '2' }, frame);
  const table = el('table', { class: 'Msg', width: '100%' }, el('tbody', {}, el('tr', {}, head), el('tr', {}, tools), el('tr', {}, body)));
  return el('form', { name: 'zform' }, el('table', { class: 'Tb' }, el('tbody', {}, el('tr', {}, tool('CLOSE_ITEM', 'Schließen'), tool('SOPSPAM', 'Spam')))), table);
}

const content = el('td', { class: 'ContentCell' });
const tree = el('td', { class: 'Overview' }, el('table', { class: 'Tree' }, el('tbody', {}, el('tr', {}, el('th', { class: 'Header' }, 'Ordner')), el('tr', {}, el('td', { class: 'ZhTreeItem' }, el('a', { href: '/h/search?sfi=2' }, 'Posteingang'))))));
document.body.append(el('table', { width: '100%' }, el('tbody', {}, el('tr', {}, el('td', { class: 'TopContent', colspan: '2' }, el('b', {}, ME.address))), el('tr', {}, tree, content))));

application({
  root: content,
  address: (view, first) => (view === 'open' ? `/h/search?st=message&id=${first.id}&action=view` : '/h/search'),
  list: (mails) => [list(mails)],
  open: (subject, [mail]) => [message(subject, mail)],
  drawn: ([mail]) => write(document.getElementById(`frame-${mail.id}`), paragraphs(mail), 'mail'),
  bodyOf: (id) => document.getElementById(`frame-${id}`).contentDocument.getElementById('mail'),
  compose: (text) => {
    const area = el('textarea', { id: 'body', name: 'body' });
    area.value = text;
    return el('form', { name: 'composeForm' }, el('table', { class: 'Compose' }, el('tbody', {}, el('tr', {}, el('td', { class: 'MsgHdrName' }, 'Betreff'), el('td', {}, el('input', { name: 'subject' }))), el('tr', {}, el('td', { class: 'MsgBody', colspan: '2' }, area)))));
  },
});
