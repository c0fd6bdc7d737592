/* The parts of Zoho Mail that an adapter sees: folders, the list, and the preview pane, which keeps its last mail when it is
   closed. */
const listbox = el('div', { role: 'listbox', 'aria-label': 'Email listing', class: 'SC_mclst zmLClassic' });
const pane = el('div', { role: 'region', 'aria-label': 'Email preview pane', class: 'SC_pv zmSMail' });
document.body.append(el('div', { class: 'zmTopbar' }, el('div', { class: 'zmUser', 'aria-label': ME.address })), el('div', { role: 'tree' }, el('div', { role: 'treeitem', 'aria-label': 'Inbox', class: 'zmCurTree' }, 'Inbox'), el('div', { role: 'treeitem', 'aria-label': 'Sent' }, 'Sent')), el('div', { id: 'zm_centerHolder' }, el('div', { class: 'SCmWra' }, listbox, pane)));

const person = (one, attrs) => el('span', { 'data-eid': one.address, 'data-dispname': one.name, ...attrs }, attrs.class === 'jsExedDisp' ? `${one.name} <${one.address}>` : one.name);

/** Short and in full, one of the two hidden. */
function twice(one, attrs) {
  const full = person(one, { ...attrs, class: 'jsExedDisp' });
  full.style.display = 'none';
  return [person(one, { ...attrs, class: 'zmMHlD jsCollDisp' }), full];
}

function message(mail) {
  const sender = mail.own ? ME : mail;
  const id = `zm_Container_m${mail.id}`;
  if (mail.folded) return [el('div', { id }, el('div', { class: 'zmMHdrSumContent' }, el('span', { class: 'zmMHFrom' }, ...twice(sender, {})), el('span', {}, mail.body.slice(0, 40))))];
  const receivers = el('div', { class: 'zmMHdrRow' }, el('span', { class: 'zmMHdrLeft zmGreyClr' }, 'To'), el('span', { class: 'zmMHdrData' }, el('span', { class: 'jsReciID', 'data-eid': ME.address, 'data-dispname': ME.name }, ME.name)));
  const head = el('div', { class: 'zmMHdr' }, el('div', { class: 'zmMHFrom' }, ...twice(sender, {})), el('div', { class: 'zmMHdrRow' }, el('span', { class: 'zmGreyClr zmMHlD' }, '9:02 AM'), el('span', { class: 'jsRevTS' }, 'Fri, 20 Nov 2026 9:02:09 AM +0100')), receivers);
  const body = el('div', { class: 'zmMailContent', role: 'document', tabindex: '0' }, el('div', { class: 'zmMailWrapper' }, el('div', {}, ...paragraphs(mail))));
  return [el('div', { id, class: 'jsSum' }), el('div', { id }, head, body, el('div', { class: 'zmPVFooter' }, el('button', {}, 'Reply')))];
}

function row(mail) {
  const sender = el('span', { 'data-testid': 'lst-sndr', title: mail.address }, mail.name);
  const date = el('div', { 'data-action': 'date' }, el('span', {}, '2:40 PM'), el('span', {}, '2:40 PM'));
  return el('div', { role: 'option', 'data-ty': 'lt', id: `17897311838170${mail.id}`, class: 'zmLUrd', 'aria-label': `Unread email ${mail.subject}` }, el('div', { 'data-action': 'envelope', role: 'button' }, el('i', { class: 'msi-mail' })), sender, el('span', { 'data-testid': 'lst-sub' }, mail.subject), date, el('div', { 'data-action': 'size' }, '4 KB'));
}

application({
  root: pane,
  address: (view, first) => (view === 'open' ? `#mail/folder/inbox/p/${first.id}` : '#mail/folder/inbox'),
  list: (mails) => {
    listbox.replaceChildren(...mails.map(row));
    pane.className = 'SC_pv zmSMail';
    pane.style.display = 'none';
    return [...pane.childNodes];
  },
  open: (subject, mails) => {
    pane.className = 'SC_pv shw zmSMail';
    pane.style.display = '';
    return [el('div', { class: 'zmPV' }, el('div', { class: 'zmPVHeader' }, el('span', { class: 'zmPVHeading jsConvSB' }, subject), el('button', {}, 'Close')), el('div', { class: 'zmPVContent' }, el('div', { class: 'zmPVMailWrapper' }, el('div', { class: 'zmTMailList' }, ...mails.flatMap(message)))))];
  },
  bodyOf: (id) => pane.querySelector(`[id="zm_Container_m${id}"] .zmMailWrapper`),
  compose: (text) => el('div', { id: 'jstab-Cmp1' }, el('button', { 'data-testid': 'com_cur_from_address', 'aria-label': `From ${ME.address}` }, ME.address), el('div', { id: 'zmComposeEditor_Cmp1' }, el('div', { class: 'ze_body', contenteditable: 'true' }, ...paragraphs({ body: text })))),
});
