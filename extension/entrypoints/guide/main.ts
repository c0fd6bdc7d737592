import './style.css';
import { t } from '../../src/i18n';
import { changeSettings, type Settings } from '../../src/settings';
import { el, masthead } from '../../src/ui/dom';
import { guidesIn, hrefOf, loadGuides, type Guide, type GuideBook } from '../../src/ui/guide-data';
import { GuideList } from '../../src/ui/guide-list';
import { hashOf, routeOf, Scrolling, type Route } from '../../src/ui/guide-route';
import { guideView, type GuideView } from '../../src/ui/guide-view';
import { openPage } from '../../src/ui/page';

const content = el('main', { id: 'main', tabindex: -1 });
const contact = el('aside', { class: 'notice contact', hidden: true });

/** What is open, and what ends with it. */
interface Open {
  route: Route;
  view: GuideView | null;
  leave: AbortController;
}

class GuidePage {
  readonly #book: GuideBook;
  readonly #list: GuideList;
  readonly #scrolling = new Scrolling();
  #country: string | null;
  #open: Open | null = null;

  constructor(book: GuideBook, country: string | null) {
    this.#book = book;
    this.#country = country;
    this.#list = new GuideList(book);
  }

  setCountry(country: string | null): void {
    this.#country = country;
    this.#open?.view?.setCountry(country);
  }

  /** Shows what the address asks for. `moved`: within the page, by a link or through its history. */
  async show(moved: boolean): Promise<void> {
    const route = routeOf(location.hash);
    const same = this.#open && this.#open.route.guide === route.guide && this.#open.route.lang === route.lang;
    if (this.#open && same) this.#open.route = route;
    else {
      const guide = await this.#find(route);
      // Gone on meanwhile: the newer call shows what is wanted.
      if (hashOf(routeOf(location.hash)) !== hashOf(route)) return;
      this.#put(route, guide);
    }
    const view = this.#open?.view;
    if (this.#scrolling.restore()) return this.#focus(moved);
    // Who comes from elsewhere is to be there, not to be driven there past everything else.
    if (route.section && view?.goTo(route.section, same ? 'auto' : 'instant')) return;
    scrollTo({ top: 0, behavior: 'instant' });
    this.#focus(moved);
  }

  /** A link to where the address already is: it changes no address, and is meant all the same. */
  again(): void {
    const { section } = routeOf(location.hash);
    if (section) this.#open?.view?.goTo(section);
  }

  async #find({ guide: id, lang }: Route): Promise<Guide | null> {
    const own = this.#book.guides.find((guide) => guide.id === id) ?? null;
    if (lang === '' || lang === own?.lang) return own;
    return (await guidesIn(lang)).find((guide) => guide.id === id) ?? own;
  }

  #put(route: Route, guide: Guide | null): void {
    this.#open?.leave.abort();
    const leave = new AbortController();
    const view = guide && guideView(guide, { book: this.#book, country: this.#country, choose: (country) => void changeSettings({ country }), lang: route.lang, signal: leave.signal });
    this.#open = { route, view, leave };
    document.title = guide ? `${guide.title} – Caveat` : t('guides_page_title');
    if (view) {
      content.replaceChildren(view.element);
      view.follow();
    } else content.replaceChildren(...(route.guide ? [el('p', { class: 'notice missing', role: 'status' }, t('guide_missing'))] : []), this.#list.element);
  }

  /** A new page for who cannot see it: the heading is where reading starts. */
  #focus(moved: boolean): void {
    if (moved) content.querySelector('h1')?.focus({ preventScroll: true });
  }
}

/** Helper mode: whom to ask, above everything. */
function showContact({ helper, contact: person }: Settings): void {
  const href = person && hrefOf({ kind: 'phone', value: person.number });
  contact.hidden = !helper || !person;
  if (!person) return contact.replaceChildren();
  const words = t('call_contact', person.name, person.number);
  contact.replaceChildren(href ? el('a', { href }, words) : words);
}

function skipLink(): HTMLElement {
  const link = el('a', { class: 'skip button', href: '#main' }, t('guide_skip'));
  link.addEventListener('click', (event) => {
    // The hash names the guide.
    event.preventDefault();
    content.focus();
  });
  return link;
}

async function start(): Promise<void> {
  let page: GuidePage | null = null;
  const { settings } = await openPage((changed) => {
    showContact(changed);
    page?.setCountry(changed.country);
  });
  document.title = t('guides_page_title');
  showContact(settings);
  const nav = el('nav', { class: 'top', 'aria-label': 'Caveat' }, masthead('#/'), el('div', { class: 'row' }, el('a', { href: '#/' }, t('guides_all')), el('a', { href: '/check.html' }, t('paste_label'))));
  document.body.append(skipLink(), el('div', { class: 'sheet' }, nav, contact, content));
  let book: GuideBook;
  try {
    book = await loadGuides();
  } catch {
    content.replaceChildren(el('p', { class: 'card' }, t('guides_unreadable')));
    return;
  }
  page = new GuidePage(book, settings.country);
  addEventListener('hashchange', () => void page?.show(true));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link?.getAttribute('href') === location.hash) page?.again();
  });
  await page.show(false);
}

void start();
