import './mailbox.css';
import { language, t } from '../i18n';
import { el } from '../ui/dom';
import { sentences } from '../ui/updates-words';
import { conversations, me, type Conversation } from './mail';
import { avatar, composeView, ENGLISH, messageView, rowView } from './view';

/**
 * A small webmail of our own: list, reading pane, conversations with folded messages, a box for writing, moves within one
 * page. The reader that runs in it is the very one that runs in real webmail; the mailbox knows nothing of verdicts.
 */

export interface MailboxOptions {
  /** What a move changes: the page's address, or only what the mailbox shows. */
  moves: 'address' | 'inside';
  /** The reading pane is the page's main part, or one part of somebody else's page. */
  pane: 'main' | 'section';
  /** The level of the subject's heading in the page around it. */
  heading: 'h1' | 'h2';
}

const FOLDERS = ['inbox', 'sent'] as const;
type Folder = (typeof FOLDERS)[number];
const titleOf = (folder: Folder): string => t(folder === 'inbox' ? 'demo_inbox' : 'demo_sent');

/** The page where the mailbox has an address of its own: links open there in a new tab, wherever the mailbox stands. */
const PAGE = '/demo.html';

const inFolder = (folder: Folder): Conversation[] => (folder === 'inbox' ? conversations : conversations.filter(({ messages }) => messages.some(({ own }) => own)));

function placeOf(hash: string): { folder: Folder; conversation: Conversation | null } {
  const [, name = '', id = ''] = hash.split('/');
  const folder = FOLDERS.find((known) => known === name) ?? 'inbox';
  return { folder, conversation: inFolder(folder).find((one) => one.id === id) ?? null };
}

/** Builds the mailbox into an element; its listeners end with the signal. */
export function mount(root: HTMLElement, options: MailboxOptions, signal: AbortSignal): void {
  const isInside = options.moves === 'inside';
  // Some browsers let whatever scrolls have the focus: so it has a name.
  const list = el('ul', { class: 'rows', 'aria-label': t('demo_inbox') });
  const pane = el(options.pane, { class: 'pane', 'data-pane': 'reading', ...(options.pane === 'section' ? { 'aria-label': t('demo_reading') } : {}) });
  const folders = el('nav', { class: 'folders', 'aria-label': t('demo_folders') });
  const read = new Set<string>();
  let compose: HTMLElement | null = null;
  let inside = '';

  const hash = (): string => (isInside ? inside : location.hash);
  const hrefOf = (folder: Folder, id = ''): string => `${isInside ? PAGE : ''}#/${folder}${id && `/${id}`}`;

  function writeTo(conversation: Conversation | null): void {
    compose?.remove();
    const mail = conversation?.messages.filter(({ own }) => !own).at(-1);
    const from = document.activeElement;
    compose = composeView(conversation && mail ? { conversation, mail } : null, () => {
      compose?.remove();
      compose = null;
      if (from instanceof HTMLElement) from.focus();
    });
    root.append(compose);
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
      el('a', { class: 'back', href: hrefOf(folder) }, el('span', { class: 'arrow', 'aria-hidden': 'true' }, '←'), ' ', t('demo_back')),
      el(options.heading, { class: 'demo-subject', 'data-part': 'subject', tabindex: -1, ...ENGLISH }, conversation.subject),
      ...mails,
      el('div', { class: 'actions' }, reply),
    );
  }

  function show(): void {
    const { folder, conversation } = placeOf(hash());
    if (conversation) read.add(conversation.id);
    root.classList.toggle('reading', conversation !== null);
    folders.replaceChildren(...FOLDERS.map((name) => el('a', { href: hrefOf(name), 'aria-current': name === folder ? 'page' : null }, titleOf(name))));
    const at = list.scrollTop;
    list.replaceChildren(...inFolder(folder).map((one) => rowView(one, folder, hrefOf(folder, one.id), one === conversation, !read.has(one.id))));
    list.scrollTop = at;
    showPane(folder, conversation, new Set());
    pane.scrollTop = 0;
  }

  /** A plain click moves within the mailbox, and the focus goes to what has been opened. */
  function move(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const to = link?.getAttribute('href') ?? '';
    if (!isInside || !to.startsWith(PAGE) || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    inside = to.slice(PAGE.length);
    const { conversation, folder } = placeOf(inside);
    const before = root.querySelector('[data-demo-row][aria-current]')?.getAttribute('data-demo-row');
    show();
    const next = conversation ? pane.querySelector<HTMLElement>('.demo-subject') : before ? list.querySelector<HTMLElement>(`[data-demo-row="${before}"]`) : folders.querySelector<HTMLElement>(`a:nth-child(${FOLDERS.indexOf(folder) + 1})`);
    next?.focus({ preventScroll: true });
  }

  const write = el('button', { type: 'button', class: 'write' }, t('demo_write'));
  write.addEventListener('click', () => writeTo(null), { signal });
  // A page around it has said already what it is.
  const about = [...(isInside ? [] : [t('demo_note')]), ...(language() === 'en' ? [] : [t('demo_in_english')])];
  root.classList.add('mailbox', ...(isInside ? ['inside'] : []));
  root.dataset['demoMailbox'] = '';
  root.replaceChildren(
    el('header', { class: 'bar' }, el('strong', { class: 'brand' }, 'Hazel Mail'), about.length > 0 && el('p', { class: 'about' }, sentences(...about)), el('span', { class: 'me' }, avatar(me.name), el('span', {}, me.name))),
    el('div', { class: 'columns' }, el('div', { class: 'side' }, write, folders), el('section', { class: 'list', 'aria-label': t('demo_inbox') }, list), pane),
  );
  // Links in the mails look and read as in any mail, but lead nowhere: some of them are those of scams.
  const leadNowhere = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('[data-part="body"] a')) event.preventDefault();
  };
  pane.addEventListener('click', leadNowhere, { signal });
  pane.addEventListener('auxclick', leadNowhere, { signal });
  root.addEventListener('submit', (event) => event.preventDefault(), { signal });
  root.addEventListener('click', move, { signal });
  if (!isInside) addEventListener('hashchange', show, { signal });
  show();
}
