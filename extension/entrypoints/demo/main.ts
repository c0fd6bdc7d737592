import './style.css';
import { t } from '../../src/i18n';
import { ownClient } from '../../src/page/client';
import { startReading } from '../../src/page/reader';
import { el } from '../../src/ui/dom';
import { openPage } from '../../src/ui/page';
import { conversations, me, type Conversation } from './mail';
import { avatar, composeView, messageView, rowView } from './view';

/**
 * A small webmail of our own: list, reading pane, conversations with folded messages, a box for writing, moves within one
 * page. The reader that runs in it is the very one that runs in real webmail; the demo knows nothing of verdicts.
 */

const FOLDERS = { inbox: t('demo_inbox'), sent: t('demo_sent') } as const;
type Folder = keyof typeof FOLDERS;

const list = el('ul', { class: 'rows' });
const pane = el('main', { class: 'pane', 'data-pane': 'reading' });
const folders = el('nav', { class: 'folders' });
const read = new Set<string>();
let compose: HTMLElement | null = null;

const inFolder = (folder: Folder) => (folder === 'inbox' ? conversations : conversations.filter(({ messages }) => messages.some(({ own }) => own)));

function place(): { folder: Folder; conversation: Conversation | null } {
  const [, folder = 'inbox', id = ''] = location.hash.split('/');
  const known: Folder = folder === 'sent' ? 'sent' : 'inbox';
  return { folder: known, conversation: inFolder(known).find((one) => one.id === id) ?? null };
}

function writeTo(conversation: Conversation | null): void {
  compose?.remove();
  const mail = conversation?.messages.filter(({ own }) => !own).at(-1);
  compose = composeView(conversation && mail ? { conversation, mail } : null, () => {
    compose?.remove();
    compose = null;
  });
  document.body.append(compose);
  compose.querySelector<HTMLElement>('[contenteditable]')?.focus();
}

function showPane(folder: Folder, conversation: Conversation | null, unfolded: ReadonlySet<string>): void {
  if (!conversation) {
    pane.replaceChildren(el('p', { class: 'empty' }, t('demo_empty')));
    return;
  }
  const last = conversation.messages.length - 1;
  const other = conversation.messages.find(({ own }) => !own)?.from.name ?? '';
  const mails = conversation.messages.map((mail, index) =>
    messageView(mail, index < last && !unfolded.has(mail.id), () => showPane(folder, conversation, new Set([...unfolded, mail.id])), mail.own ? t('demo_to_name', other) : undefined),
  );
  const reply = el('button', { type: 'button', class: 'plain' }, t('demo_reply'));
  reply.addEventListener('click', () => writeTo(conversation));
  pane.replaceChildren(
    el('a', { class: 'back', href: `#/${folder}` }, `← ${t('demo_back')}`),
    el('h1', { class: 'demo-subject', 'data-part': 'subject' }, conversation.subject),
    ...mails,
    el('div', { class: 'actions' }, reply),
  );
}

function show(): void {
  const { folder, conversation } = place();
  if (conversation) read.add(conversation.id);
  document.body.classList.toggle('reading', conversation !== null);
  folders.replaceChildren(...Object.entries(FOLDERS).map(([name, title]) => el('a', { href: `#/${name}`, 'aria-current': name === folder ? 'page' : null }, title)));
  const at = list.scrollTop;
  list.replaceChildren(...inFolder(folder).map((one) => rowView(one, folder, one === conversation, !read.has(one.id))));
  list.scrollTop = at;
  showPane(folder, conversation, new Set());
  pane.scrollTop = 0;
}

await openPage();
document.title = t('demo_page_title');
const write = el('button', { type: 'button', class: 'write' }, t('demo_write'));
write.addEventListener('click', () => writeTo(null));
document.body.append(
  el('header', { class: 'bar' }, el('strong', { class: 'brand' }, 'Hazel Mail'), el('span', { class: 'note' }, t('demo_note')), el('span', { class: 'me' }, avatar(me.name), el('span', {}, me.name))),
  el('div', { class: 'columns' }, el('div', { class: 'side' }, write, folders), el('section', { class: 'list', 'aria-label': t('demo_inbox') }, list), pane),
);
// Links in the mails look and read as in any mail, but lead nowhere: some of them are those of scams.
pane.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-part="body"] a')) event.preventDefault();
});
document.body.addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', show);
show();
startReading(document, ownClient());
