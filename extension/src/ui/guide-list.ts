import { counted, t, tag } from '../i18n';
import { el } from './dom';
import { GUIDE_LANGUAGES } from '../pack/files';
import { guidesIn, type Guide, type GuideBook } from './guide-data';
import { familiesOf, type Family } from './guide-families';
import { languageName, spoken } from './guide-language';
import { hashOf } from './guide-route';
import { GuideIndex, type Hit } from './guide-search';
import { picture } from './guide-view';

/** The list of all guides by family, and the search. One for the page: it keeps what was searched for. */
export class GuideList {
  readonly element: HTMLElement;
  readonly #book: GuideBook;
  readonly #load: (lang: string) => Promise<Guide[]>;
  readonly #box: HTMLInputElement;
  readonly #found = el('p', { class: 'found soft', role: 'status' });
  readonly #families: HTMLElement;
  readonly #hits = el('ul', { class: 'guides hits' });
  #index: GuideIndex | null = null;

  constructor(book: GuideBook, load: (lang: string) => Promise<Guide[]> = guidesIn) {
    this.#book = book;
    this.#load = load;
    this.#box = el('input', { type: 'search', id: 'search', placeholder: t('guides_search'), autocomplete: 'off', spellcheck: 'false' });
    this.#families = el('div', { class: 'families guides' }, ...familiesOf(book.guides, tag()).map(familyCard));
    this.#box.addEventListener('input', () => this.#show());
    // The files of other languages are read when somebody is about to search, and not before.
    this.#box.addEventListener('focus', () => void this.#ready());
    this.element = el(
      'div',
      { class: 'list' },
      el('header', { class: 'list-opening' }, el('h1', { tabindex: -1 }, t('guides_title')), el('p', { class: 'lead' }, t('guides_intro'))),
      el('search', { class: 'search field' }, el('label', { for: 'search' }, t('guides_search_label')), this.#box, this.#found),
      this.#hits,
      this.#families,
    );
    this.#show();
  }

  /** The index with the guides that are there; those of the other languages join one file after the other. */
  #ready(): GuideIndex {
    if (this.#index) return this.#index;
    const index = new GuideIndex(this.#book.names);
    this.#index = index;
    index.add(this.#book.guides);
    void this.#addOthers(index);
    return index;
  }

  async #addOthers(index: GuideIndex): Promise<void> {
    for (const lang of GUIDE_LANGUAGES) {
      index.add(await this.#load(lang));
      // Somebody may be waiting for just that language.
      this.#show();
    }
  }

  #show(): void {
    const query = this.#box.value.trim();
    const hits = query === '' ? null : this.#ready().search(query);
    this.#families.hidden = hits !== null;
    this.#hits.hidden = hits === null;
    if (!hits) {
      this.#hits.replaceChildren();
      this.#say('');
      return;
    }
    this.#hits.replaceChildren(...hits.map((hit) => this.#hitEntry(hit)));
    this.#say(hits.length === 0 ? t('guides_none') : counted('guides_found', hits.length));
  }

  /** A live region speaks when it is written to: only what is new. */
  #say(words: string): void {
    if (this.#found.textContent !== words) this.#found.textContent = words;
  }

  #hitEntry({ id, found }: Hit): HTMLElement {
    const own = this.#book.guides.find((guide) => guide.id === id) ?? found;
    const elsewhere = own.lang !== found.lang;
    return el(
      'li',
      {},
      el(
        'div',
        { class: 'card hit' },
        picture(own.picture, 'thumb'),
        el(
          'div',
          {},
          el('a', { href: hashOf({ guide: id }), ...spoken(own.lang) }, own.title),
          el('p', { class: 'soft', ...spoken(own.lang) }, own.summary),
          elsewhere && el('p', { class: 'small' }, el('a', { class: 'also', href: hashOf({ guide: id, lang: found.lang }) }, t('guide_also_in', languageName(found.lang), found.title))),
        ),
      ),
    );
  }
}

function familyCard({ id, name, guides }: Family): HTMLElement {
  const heading = `family-${id || 'other'}`;
  return el(
    'section',
    { class: 'family card', 'aria-labelledby': heading },
    picture(id, 'family-picture'),
    el('h2', { id: heading }, name),
    el('ul', {}, ...guides.map((guide) => el('li', {}, el('a', { href: hashOf({ guide: guide.id }), ...spoken(guide.lang) }, guide.title)))),
  );
}
