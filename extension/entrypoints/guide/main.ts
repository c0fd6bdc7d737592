import './style.css';
import { t } from '../../src/i18n';
import { changeSettings, readSettings } from '../../src/settings';
import { el, masthead } from '../../src/ui/dom';
import { openPage } from '../../src/ui/page';
import { loadGuides, search, type GuideBook } from '../../src/ui/guide-data';
import { guideView } from '../../src/ui/guide-view';

/** `#/name` opens that guide; anything else is the list. */
const named = (): string => /^#\/([a-z0-9-]{1,64})$/.exec(location.hash)?.[1] ?? '';

function listView(book: GuideBook): HTMLElement {
  const box = el('input', { type: 'search', id: 'search', placeholder: t('guides_search'), 'aria-label': t('guides_search') });
  const list = el('ul', { class: 'guides' });
  const none = el('p', { class: 'soft', role: 'status' });
  const show = () => {
    const hits = search(book.guides, box.value);
    list.replaceChildren(...hits.map(({ id, title, summary }) => el('li', {}, el('a', { class: 'card', href: `#/${id}` }, el('strong', {}, title), el('span', { class: 'soft' }, summary)))));
    none.textContent = hits.length === 0 ? t('guides_none') : '';
  };
  box.addEventListener('input', show);
  show();
  return el('div', { class: 'stack' }, el('h1', { tabindex: -1 }, t('guides_title')), el('p', { class: 'soft' }, t('guides_intro')), box, none, list);
}

const content = el('main', {});
/** As chosen before or just now; the guides that follow show the same country. */
let country: string | null = null;

function choose(chosen: string): void {
  country = chosen;
  void changeSettings({ country });
}

function show(book: GuideBook, focus: boolean): void {
  const guide = book.guides.find(({ id }) => id === named());
  document.title = guide ? `${guide.title} – Caveat` : t('guides_page_title');
  const missing = named() && !guide ? [el('p', { class: 'card' }, t('guide_missing'))] : [];
  const view = guide ? guideView(guide, book, country, choose) : listView(book);
  content.replaceChildren(...missing, view);
  scrollTo(0, 0);
  // A new page for who cannot see it: the heading is where reading starts.
  if (focus) content.querySelector('h1')?.focus();
}

async function start(): Promise<void> {
  await openPage();
  document.title = t('guides_page_title');
  const nav = el('nav', { class: 'top' }, masthead('#/'), el('div', { class: 'row' }, el('a', { href: '#/' }, t('guides_all')), el('a', { href: '/check.html' }, t('paste_label'))));
  document.body.append(el('div', { class: 'sheet' }, nav, content));
  try {
    const [book, settings] = await Promise.all([loadGuides(), readSettings()]);
    country = settings.country;
    addEventListener('hashchange', () => show(book, true));
    show(book, false);
  } catch {
    content.replaceChildren(el('p', { class: 'card' }, t('guides_unreadable')));
  }
}

void start();
