import { ask } from '../ask';
import { t } from '../i18n';
import { LIMITS, type Link, type Told } from '../protocol';
import { el } from './dom';
import { markedText, verdictCard } from './verdict';

/** Waits for a pause in typing; a paste is checked at once. */
const PAUSE_MS = 250;

/** Links of a pasted piece of HTML, which the text alone would not show. The parsed document is inert: nothing loads or runs. */
export function linksIn(html: string): Link[] {
  const parsed = new DOMParser().parseFromString(html.slice(0, LIMITS.body), 'text/html');
  return [...parsed.querySelectorAll('a[href]')].slice(0, LIMITS.links).map((anchor) => ({
    text: (anchor.textContent ?? '').trim().slice(0, LIMITS.linkText),
    href: (anchor.getAttribute('href') ?? '').slice(0, LIMITS.href),
  }));
}

/** The box to paste a message into, checked while one types. The text stays in this page's memory and in the engine's. */
export function pasteBox(options: { rows: number; most: number; fill?: { text: string; verdict: Told | null } | null }): HTMLElement {
  const area = el('textarea', { id: 'paste', rows: options.rows, dir: 'auto', spellcheck: 'false', autocomplete: 'off', placeholder: t('paste_placeholder'), maxlength: LIMITS.body });
  const result = el('div', { class: 'stack', 'aria-live': 'polite' });
  let links: Link[] = [];
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (text: string, verdict: Told) => {
    const marked = markedText(text, verdict, options.most);
    result.replaceChildren(verdictCard({ ...verdict, verdict }, { most: options.most }), ...(marked ? [marked] : []));
  };

  const check = async () => {
    const turn = ++latest;
    const body = area.value;
    if (!body.trim()) return result.replaceChildren();
    const kept = links.filter(({ text }) => body.includes(text));
    const message = { channel: 'selection' as const, subject: '', body, hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: kept, turns: [] };
    const answer = await ask({ kind: 'check', message });
    if (turn !== latest) return; // A later text is being checked.
    if (answer.ok) show(body, answer.value);
    else result.replaceChildren(el('p', { class: 'card' }, t('unread_engine')));
  };

  area.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html');
    if (html) links = [...links, ...linksIn(html)].slice(-LIMITS.links);
    setTimeout(() => void check());
  });
  area.addEventListener('input', () => {
    if (!area.value) links = [];
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE_MS);
  });
  if (options.fill) {
    area.value = options.fill.text;
    if (options.fill.verdict) show(options.fill.text, options.fill.verdict);
    else void check();
  }
  return el('div', { class: 'stack' }, el('div', { class: 'stack tight' }, el('label', { for: 'paste' }, t('paste_label')), area, el('p', { class: 'small soft' }, t('paste_note'))), result);
}
