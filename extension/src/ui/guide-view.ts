import { language, t, tag } from '../i18n';
import { dateOf } from './channel-card';
import { likelyCountry } from './country';
import { el } from './dom';
import { blocks, type Channels } from './guide-blocks';
import { contentsOf } from './guide-contents';
import { channelsById, type Guide, type GuideBook, type Section } from './guide-data';
import { familyName, nextOf } from './guide-families';
import { languageName, ours, spoken } from './guide-language';
import { NowSection } from './guide-now';
import { printing, sheetOf } from './guide-print';
import { ReportSection } from './guide-report';
import { hashOf } from './guide-route';
import { readAloud } from './guide-speech';

export interface GuideView {
  element: HTMLElement;
  /** Shows what there is in that country: as chosen, or null where nobody has chosen. */
  setCountry(code: string | null): void;
  /** Goes to a section and its heading; false when there is no such section. */
  goTo(section: string, behavior?: ScrollBehavior): boolean;
  /** From when the view stands in the page. */
  follow(): void;
}

export interface ViewOptions {
  book: GuideBook;
  country: string | null;
  choose(country: string): void;
  /** The language asked for in the address; '' for the page's own. */
  lang?: string;
  /** Aborted when another view takes the place of this one. */
  signal: AbortSignal;
}

/** Decoration: the guide says everything without it. */
export const picture = (name: string, look: string): HTMLElement | null => (name ? el('img', { class: look, src: `/pictures/${name}.svg`, alt: '', width: 480, height: 300 }) : null);

function questions(section: Section, channels: Channels, heading: HTMLElement): HTMLElement {
  const asked = (section.sub ?? []).map((sub) => el('details', {}, el('summary', {}, el('h3', {}, sub.title)), el('div', { class: 'stack tight' }, ...blocks(sub.blocks, channels))));
  return el('section', { class: 'stack' }, heading, ...blocks(section.blocks, channels), el('div', { class: 'questions' }, ...asked));
}

function plainSection(section: Section, channels: Channels, heading: HTMLElement): HTMLElement {
  const inner = (section.sub ?? []).flatMap((sub) => [el('h3', {}, sub.title), ...blocks(sub.blocks, channels)]);
  return el('section', { class: `stack ${section.id}` }, heading, ...blocks(section.blocks, channels), ...inner);
}

function opening(guide: Guide, tools: HTMLElement): HTMLElement {
  const own = ours(guide.lang);
  return el(
    'header',
    { class: guide.picture ? 'opening pictured' : 'opening' },
    el(
      'div',
      { class: 'opening-words' },
      el('p', { class: 'kicker no-read', ...own }, familyName(guide.picture)),
      el('h1', { tabindex: -1 }, guide.title),
      el('p', { class: 'lead' }, guide.summary),
      guide.lang !== language() && el('p', { class: 'small soft no-read other-language', ...own }, t('guide_language', languageName(guide.lang))),
      tools,
    ),
    picture(guide.picture, 'opening-picture'),
  );
}

/** What to read next: similar scams, and the next of the same family. */
function further(guide: Guide, book: GuideBook): HTMLElement | null {
  const card = (other: Guide, above: string | null): HTMLElement =>
    el(
      'li',
      {},
      el(
        'a',
        { class: 'further-card', href: hashOf({ guide: other.id }) },
        picture(other.picture, 'thumb'),
        el('span', {}, above && el('span', { class: 'small soft above' }, above), el('strong', spoken(other.lang), other.title)),
      ),
    );
  const related = guide.related.flatMap((id) => book.guides.find((other) => other.id === id) ?? []);
  const next = nextOf(guide, book.guides, tag());
  const nextCard = next && !related.includes(next) ? card(next, t('guide_next', familyName(next.picture))) : null;
  if (related.length === 0 && !nextCard) return null;
  return el('nav', { class: 'further stack no-read', 'aria-labelledby': 'further', ...ours(guide.lang) }, el('h2', { id: 'further' }, t('guide_related')), el('ul', { class: 'related' }, ...related.map((other) => card(other, null)), nextCard));
}

function colophon(guide: Guide): HTMLElement {
  const own = ours(guide.lang);
  return el(
    'footer',
    { class: 'colophon small soft no-read' },
    guide.sources.length > 0 && el('div', { class: 'fine' }, el('h2', own, t('guide_sources')), el('ul', {}, ...guide.sources.map((source) => el('li', {}, source)))),
    el('p', own, t('guide_checked', dateOf(guide.checked))),
  );
}

/** A whole guide. */
export function guideView(guide: Guide, { book, country, choose, lang = '', signal }: ViewOptions): GuideView {
  const { reporting } = book;
  const channels = channelsById(reporting);
  const hearers: { setCountry(code: string): void }[] = [];
  let now: NowSection | null = null;
  let chosen = likelyCountry(reporting, country);

  const sections = guide.sections.map((section) => {
    const heading = el('h2', { id: section.id || null, tabindex: -1 }, section.title);
    const made = ((): HTMLElement => {
      if (section.id === 'now') {
        hearers.push((now = new NowSection(section, guide, reporting, channels, heading)));
        return now.element;
      }
      if (section.id === 'report') {
        const report = new ReportSection(section, guide, reporting, channels, heading, choose);
        hearers.push(report);
        return report.element;
      }
      return section.id === 'questions' ? questions(section, channels, heading) : plainSection(section, channels, heading);
    })();
    made.dataset.section = section.id;
    return made;
  });

  const print = el('button', { type: 'button', class: 'quiet' }, t('guide_print'));
  print.addEventListener('click', () => window.print());
  const article = el('article', { class: 'guide', ...spoken(guide.lang) });
  const tools = el('div', { class: 'tools no-read', ...ours(guide.lang) }, readAloud(() => article, guide.lang, navigator.languages, signal), print);
  // Who has lost something already should not have to read to the middle of the page.
  const already = now && el('a', { class: 'first-more no-read', href: hashOf({ guide: guide.id, lang, section: 'now' }), ...ours(guide.lang) }, t('first_more'));
  const first = guide.first_steps.length > 0 && el('section', { class: 'first' }, el('h2', ours(guide.lang), t('first_steps')), el('ol', { class: 'steps' }, ...guide.first_steps.map((step) => el('li', {}, step))), already);
  const contents = contentsOf(guide, lang, signal);
  const end = el('div', { class: 'guide-end' });
  article.append(opening(guide, tools), el('div', { class: 'reading-room' }, contents.element, el('div', { class: 'text' }, first || '', ...sections, further(guide, book) ?? '', colophon(guide), end)));

  const setCountry = (code: string | null): void => {
    chosen = likelyCountry(reporting, code);
    for (const hearer of hearers) hearer.setCountry(chosen);
  };
  setCountry(country);
  printing(() => ({ sheet: sheetOf(guide, reporting, chosen, now?.picked ?? new Set()), lang: guide.lang }), signal);
  return {
    element: article,
    setCountry,
    goTo: (id, behavior = 'auto') => {
      const section = sections.find((one) => one.dataset.section === id);
      section?.scrollIntoView({ behavior });
      section?.querySelector('h2')?.focus({ preventScroll: true });
      return Boolean(section);
    },
    follow: () => contents.follow(sections, end),
  };
}
