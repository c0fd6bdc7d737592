/* The parts of Google Voice that an adapter sees: one bubble after the other, each with a copy of its words for screen readers. */
const rail = el('gv-conversation-list', {});
const pane = el('div', { role: 'main' });
document.body.append(el('gv-app', {}, el('gv-messaging-view', {}, rail, pane)));

function thread(mail) {
  const said = el('div', { class: 'cdk-visually-hidden' }, `Unread. Message by ${mail.number}. ${mail.body}. 10:21 AM.`);
  Object.assign(said.style, { position: 'absolute', clip: 'rect(0px, 0px, 0px, 0px)', overflow: 'hidden', width: '1px', height: '1px' });
  const title = el('div', { class: 'title-row' }, el('gv-annotation', { class: 'participants' }, mail.number), el('span', { class: 'timestamp' }, '10:21 AM'));
  const details = el('div', { class: 'thread-details', 'aria-hidden': 'true' }, title, el('div', { class: 'subtitle' }, el('gv-annotation', { class: 'preview' }, mail.body)));
  return el('gv-message-thread-list-item', {}, el('gv-thread-list-item', {}, el('div', { 'gv-thread-id': `t.${mail.number}`, role: 'button' }, said, el('gv-avatar', {}), details)));
}

const link = (href, text) => el('a', { class: 'gvMessageLink', href, target: '_blank', rel: 'noopener noreferrer' }, text);

/** Said to screen readers and seen by nobody. */
function spoken(mail) {
  const words = el('div', { class: 'cdk-visually-hidden' }, `Message from ${mail.own ? 'you' : mail.number}, ${mail.body}, Friday, November 20 2026, 10:21 AM. `);
  Object.assign(words.style, { position: 'absolute', clip: 'rect(0px, 0px, 0px, 0px)', overflow: 'hidden', width: '1px', height: '1px' });
  return words;
}

function bubble(mail) {
  const side = mail.own ? 'outgoing' : 'incoming';
  const content = el('gv-annotation', { class: 'content', 'aria-hidden': 'true' }, ...paragraphs(mail, link));
  const row = el('div', { class: mail.own ? 'message-row outgoing' : 'message-row' }, el('div', { class: 'subject-content-container bubble', id: `bubble-${mail.id}` }, el('div', { dir: 'auto' }, content)));
  const time = el('div', { class: 'status timestamp visible', 'aria-hidden': 'true' }, '10:21 AM');
  const full = el('div', { class: `full-container has-status ${side} start-of-cluster end-of-cluster` }, el('div', { class: 'container' }, time, spoken(mail), row));
  return el('gv-message-item', { dir: 'ltr', class: 'end-of-cluster' }, el('gv-text-message-item', {}, full));
}

const call = () => el('gv-message-item', { dir: 'ltr' }, el('gv-call-item', {}, el('div', { class: 'full-container incoming' }, 'Missed call')));

application({
  root: pane,
  address: (view, first) => (view === 'open' ? `/u/0/messages?itemId=t.${encodeURIComponent(first.number)}` : '/u/0/messages'),
  list(mails) {
    rail.replaceChildren(...mails.map(thread));
    return [el('div', { class: 'empty' }, 'Select a conversation')];
  },
  open(title, mails) {
    const head = el('gv-message-list-header', {}, el('div', { class: 'header' }, el('gv-avatar', {}), el('p', { 'gv-test-id': 'conversation-title' }, el('div', { class: 'primary-text' }, title)), el('button', { 'aria-label': 'Call' }, 'call')));
    const list = el('gv-message-list', {}, el('div', { class: 'date' }, 'Friday'), call(), ...mails.map(bubble));
    return [head, list, el('gv-message-entry', {}, el('textarea', { 'gv-test-id': 'gv-message-input', placeholder: 'Type a message' }))];
  },
  bodyOf: (id) => pane.querySelector(`#bubble-${id} gv-annotation`),
  compose: (text) => el('gv-message-entry', {}, el('div', { contenteditable: 'true', role: 'textbox' }, text)),
});
