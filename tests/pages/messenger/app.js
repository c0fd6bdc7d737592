/* The parts of Messenger that an adapter sees: roles and data attributes, and labels in another language. Within Facebook it shows a group. */
const GROUP = location.hostname === 'www.facebook.com';
const list = el('div', { role: 'grid' });
const main = el('div', { role: 'main' });
document.body.append(el('div', { role: 'navigation' }, list), main);

/** A line of the list: name, text and time, and only their order says which is which. */
function line(mail) {
  const name = el('div', {}, el('span', { dir: 'auto' }, el('span', {}, mail.name)));
  const text = el('div', {}, el('span', { dir: 'auto' }, el('span', {}, mail.body)), el('span', { 'aria-hidden': 'true' }, ' · '), el('abbr', { 'aria-label': 'vor 5 Minuten' }, el('span', {}, '5 Min.')));
  const link = el('a', { role: 'link', href: `${GROUP ? '/messages' : ''}/t/100012345/` }, el('div', {}, el('img', { alt: '', src: 'data:,', width: '56', height: '56' })), el('div', {}, name, text));
  return el('div', { role: 'row' }, el('div', { role: 'gridcell' }, link, el('div', { role: 'button', 'aria-label': 'Menü' }, '…')));
}


/** Links lead through a page of Facebook's. */
const link = (href, text) => el('a', { role: 'link', href: `https://l.facebook.com/l.php?u=${encodeURIComponent(href)}&h=AT0`, rel: 'nofollow noreferrer', target: '_blank' }, el('span', {}, text));

const cell = (...parts) => el('div', { role: 'row' }, el('div', { role: 'gridcell' }, ...parts));
const date = (text) => cell(el('h4', {}, el('span', { 'data-scope': 'date_break' }, text)));
const happened = (text) => cell(el('div', { dir: 'auto' }, text));

function answered(mail) {
  if (mail.own) return null;
  return el('div', { role: 'button', 'aria-label': 'Ursprüngliche Nachricht: Did you order anything?' }, el('span', { dir: 'auto' }, el('div', { dir: 'auto', role: 'none' }, 'Did you order anything?')));
}

function bubble(mail) {
  const writer = mail.own ? 'Du' : mail.name;
  const text = el('span', { dir: 'auto' }, el('div', { dir: 'auto', role: 'none' }, ...paragraphs(mail, link)));
  const box = el('div', { 'aria-roledescription': 'Nachricht', 'aria-label': `Um 10:21, ${writer}: ${mail.body}`, 'data-scope': 'messages_table', 'data-message-id': `mid.$cAAA${mail.id}`, tabindex: '-1' }, text);
  const beside = el('div', {}, el('div', { role: 'button', 'aria-label': '2 Reaktionen; ansehen' }, el('img', { alt: '👍', src: 'data:,', height: '16', width: '16' }), '2'));
  const column = el('div', {}, answered(mail), box, beside);
  const across = el('div', {}, mail.own ? null : el('img', { alt: mail.name, src: 'data:,', width: '28', height: '28' }), column);
  Object.assign(across.style, { display: 'flex', justifyContent: mail.own ? 'flex-end' : 'flex-start' });
  column.style.maxWidth = '60%';
  // Who wrote is said to screen readers alone, save in groups.
  const said = el('h5', {}, el('span', {}, mail.own ? 'Du hast gesendet' : `${mail.name} hat dir geantwortet`));
  if (mail.own || !GROUP) Object.assign(said.style, { position: 'absolute', clip: 'rect(0px, 0px, 0px, 0px)', overflow: 'hidden', width: '1px', height: '1px' });
  return cell(said, across);
}

application({
  root: main,
  address: (view) => (view === 'open' ? `${GROUP ? '/messages' : ''}/t/100012345/` : `${GROUP ? '/messages' : ''}/t/`),
  list(mails) {
    list.replaceChildren(...mails.map(line));
    return [el('span', { dir: 'auto' }, 'Select a chat')];
  },
  open(name, mails) {
    const head = el('div', {}, el('a', { role: 'link', href: 'https://www.facebook.com/100012345/' }, el('h2', {}, el('span', {}, GROUP ? 'Allotment friends' : name))), el('span', { dir: 'auto' }, 'Active 5m ago'));
    const log = el('div', { role: 'grid', 'aria-label': `Nachrichten in der Unterhaltung mit ${name}` }, date('Fr 10:20'), happened('You can now message and call each other'), ...mails.map(bubble), cell(el('span', {}, 'Gesendet')));
    return [head, log, el('div', { role: 'textbox', contenteditable: 'true', 'data-lexical-editor': 'true', 'aria-label': 'Nachricht' })];
  },
  bodyOf: (id) => main.querySelector(`[data-message-id="mid.$cAAA${id}"] [role="none"]`),
  compose: (text) => el('div', { role: 'textbox', contenteditable: 'true', 'data-lexical-editor': 'true' }, el('p', { dir: 'auto' }, text)),
});
