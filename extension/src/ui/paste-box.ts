import { ask } from '../ask';
import { counted, t } from '../i18n';
import { LIMITS, type Link, type Message, type Told } from '../protocol';
import { Announcer, checkedView, type Taste } from './checked-view';
import { el } from './dom';
import { readHtml } from './html-text';
import { Latest } from './live';
import { EMPTY } from './questions';

/** Waits for a pause in typing, a longer one where each check is work; a paste is checked at once. */
const PAUSE_MS = 250;
const LONG_PAUSE_MS = 1_000;
const LONG = 100_000;
/** Characters compared at most to find out which links are still in the text: beyond, all of them are kept. */
const MOST_COMPARED = 50_000_000;

/** Links of a pasted piece of HTML, which the text alone would not show. The parsed document is inert: nothing loads or runs. */
export const linksIn = (html: string): Link[] => readHtml(html.slice(0, LIMITS.body)).links;

export interface PasteBox {
  field: HTMLElement;
  result: HTMLElement;
  focus(): void;
  clear(): void;
  /** A whole message, as from a file. With a verdict it is not checked again. */
  fill(message: Message, verdict?: Told | null): void;
}

/** The box to paste a message into, checked while one types. The text stays in this page's memory and in the engine's. */
export function pasteBox(options: { rows: number; most: number; taste: () => Taste; changed?: (isEmpty: boolean) => void }): PasteBox {
  const area = el('textarea', { id: 'paste', rows: options.rows, dir: 'auto', spellcheck: 'false', autocomplete: 'off', placeholder: t('paste_placeholder'), maxlength: LIMITS.body, 'aria-describedby': 'paste-note' });
  const head = el('div', { class: 'mail-head', hidden: true });
  const shown = el('div', { class: 'stack' });
  const announcer = new Announcer();
  const latest = new Latest();
  /** What came with the text and is not in it: sender, subject, links. */
  let rest: Message = EMPTY;

  const show = (message: Message, verdict: Told): void => {
    shown.replaceChildren(checkedView({ verdict, message, most: options.most, taste: options.taste() }));
    announcer.say(verdict);
  };
  const empty = (): void => {
    latest.drop();
    shown.replaceChildren();
    announcer.tell('');
  };
  const check = async (): Promise<() => void> => {
    const message = { ...rest, body: area.value, links: stillThere(rest.links, area.value) };
    const answer = await ask({ kind: 'check', message });
    return () => {
      if (answer.ok) return show(message, answer.value);
      shown.replaceChildren(el('p', { class: 'card' }, t('unread_engine')));
      announcer.tell(t('unread_engine'));
    };
  };
  const renew = (pause: number): void => {
    const isEmpty = area.value.trim() === '' && rest.subject === '';
    options.changed?.(isEmpty);
    if (isEmpty) empty();
    else if (pause === 0) void latest.now(check);
    else latest.soon(pause, check);
  };
  const reset = (): void => {
    rest = EMPTY;
    head.hidden = true;
    head.replaceChildren();
  };

  area.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html');
    if (html) rest = { ...rest, links: [...rest.links, ...linksIn(html)].slice(-LIMITS.links) };
    // After the browser has put the text in.
    setTimeout(() => renew(0));
  });
  area.addEventListener('input', () => {
    if (!area.value) reset();
    renew(area.value.length > LONG ? LONG_PAUSE_MS : PAUSE_MS);
  });
  const note = el('p', { class: 'small soft', id: 'paste-note' }, t('paste_note'));
  return {
    field: el('div', { class: 'stack tight' }, el('label', { for: 'paste' }, t('paste_label')), head, area, note),
    result: el('div', { class: 'result' }, announcer.element, shown),
    focus: () => area.focus(),
    clear: () => {
      area.value = '';
      reset();
      empty();
      options.changed?.(true);
    },
    fill: (message, verdict) => {
      rest = message;
      area.value = message.body;
      head.replaceChildren(...headOf(message));
      head.hidden = head.childNodes.length === 0;
      options.changed?.(false);
      latest.drop();
      if (verdict) show(message, verdict);
      else renew(0);
    },
  };
}

/** Links whose words are still in the text; those without words, and too many to look for, stay. */
function stillThere(links: readonly Link[], body: string): Link[] {
  if (links.length * body.length > MOST_COMPARED) return [...links];
  // Words of a link may run over the end of a line.
  const flat = body.replace(/\s+/g, ' ');
  return links.filter(({ text }) => flat.includes(text.replace(/\s+/g, ' ')));
}

/** Sender and subject of a mail from a file: they are judged with the text, so they are seen with it. */
function headOf({ sender, subject, replyTo, links }: Message): HTMLElement[] {
  const rows: [string, string][] = [
    [t('part_sender'), sender.name],
    [t('part_address'), sender.address || sender.number],
    [t('part_reply_to'), replyTo],
    [t('part_subject'), subject],
  ];
  const told = rows.filter(([, text]) => text !== '');
  if (told.length === 0) return [];
  const list = el('dl', {}, ...told.flatMap(([name, text]) => [el('dt', {}, name), el('dd', { dir: 'auto' }, text)]));
  return [list, ...(links.length > 0 ? [el('p', { class: 'small soft' }, counted('part_links', links.length))] : [])];
}
