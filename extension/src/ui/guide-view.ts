import { t } from '../i18n';
import { el } from './dom';
import { channelsById, hrefOf, type Block, type Guide, type GuideBook, type ReportChannel, type Section } from './guide-data';
import { inline } from './inline';
import { countryOf, countryPicker, guessCountry } from './country';

type Channels = ReadonlyMap<string, ReportChannel>;

/** A channel as a link, or as plain words when its value is none. */
function channelLink(channel: ReportChannel, words: string): HTMLElement {
  const href = hrefOf(channel);
  return href ? el('a', { href, target: channel.kind === 'url' ? '_blank' : null, rel: 'noopener noreferrer' }, words) : el('span', {}, words);
}

/** Guide text as nodes. */
export function rich(text: string, channels: Channels): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const piece of inline(text)) {
    if (piece.t === 'bold') made.append(el('strong', {}, piece.text));
    else if (piece.t === 'em') made.append(el('em', {}, piece.text));
    else if (piece.t === 'text') made.append(piece.text);
    else {
      const channel = channels.get(piece.text);
      // A newer guide may name a channel that this release does not carry: better no link than a wrong one.
      made.append(channel ? channelLink(channel, channel.label) : t('channel_unknown'));
    }
  }
  return made;
}

/** Blocks in order, neighbouring list entries in one list. */
export function blocks(list: readonly Block[], channels: Channels): HTMLElement[] {
  const made: HTMLElement[] = [];
  for (const { t: kind, text } of list) {
    if (kind === 'li' || kind === 'step') {
      const tag = kind === 'li' ? 'ul' : 'ol';
      let last = made.at(-1);
      if (last?.localName !== tag) made.push((last = el(tag, { class: kind === 'li' ? 'flags' : 'steps' })));
      last.append(el('li', {}, rich(text, channels)));
    } else if (kind === 'quote') {
      made.push(el('blockquote', {}, rich(text, channels)));
    } else {
      made.push(el('p', kind === 'q' ? { class: 'question' } : {}, rich(text, channels)));
    }
  }
  return made;
}

function heading(section: Section): HTMLElement {
  return el('h2', { id: section.id || null }, section.title);
}

/** "What happened to you?": the steps for what the reader picks; all of them until something is picked. */
function nowSection(section: Section, channels: Channels): HTMLElement {
  const parts = (section.sub ?? []).map((sub) => ({ id: sub.id, title: sub.title, body: el('section', { class: 'happened stack tight' }, el('h3', {}, sub.title), ...blocks(sub.blocks, channels)) }));
  const picked = new Set<string>();
  const show = () => {
    for (const { id, body } of parts) body.hidden = picked.size > 0 && !picked.has(id);
  };
  const chips = parts.map(({ id, title }) => {
    const box = el('input', { type: 'checkbox' });
    box.addEventListener('change', () => {
      if (box.checked) picked.add(id);
      else picked.delete(id);
      show();
    });
    return el('label', { class: 'chip' }, box, title);
  });
  const picker = el('fieldset', { class: 'picker' }, el('legend', {}, t('what_happened')), ...chips);
  return el('section', { class: 'stack' }, heading(section), ...blocks(section.blocks, channels), ...(parts.length > 1 ? [picker] : []), ...parts.map(({ body }) => body));
}

function questions(section: Section, channels: Channels): HTMLElement {
  const asked = (section.sub ?? []).map((sub) => el('details', {}, el('summary', {}, sub.title), el('div', { class: 'stack tight' }, ...blocks(sub.blocks, channels))));
  return el('section', { class: 'stack' }, heading(section), ...blocks(section.blocks, channels), el('div', { class: 'questions' }, ...asked));
}

const MOST_URGENT: readonly string[] = ['lost-money'];

function channelEntry(channel: ReportChannel): HTMLElement {
  const words = channel.kind === 'url' ? channel.value.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '') : channel.value;
  const urgent = channel.purpose.some((purpose) => MOST_URGENT.includes(purpose));
  return el(
    'li',
    { class: 'channel' },
    el('div', { class: 'channel-head' }, el('strong', {}, channel.label), urgent && el('span', { class: 'tag' }, t('channel_lost_money'))),
    channelLink(channel, words),
    channel.note && el('p', { class: 'small' }, channel.note),
    channel.forward && el('p', { class: 'small' }, t('channel_forward', channel.forward)),
    channel.hours && el('p', { class: 'small' }, t('channel_hours', channel.hours)),
    channel.cost && el('p', { class: 'small' }, t('channel_cost', channel.cost)),
    el('p', { class: 'small soft' }, t('channel_checked', channel.checked)),
  );
}

/** The reporting section: the guide's own words, then the reader's country (its bank line first), the brand, the platform, the police. */
function reportSection(section: Section, guide: Guide, book: GuideBook, channels: Channels, chosen: string | null, choose: (country: string) => void): HTMLElement {
  const { reporting } = book;
  const list = el('div', { class: 'stack', 'aria-live': 'polite' });
  const show = (code: string | null) => {
    const country = countryOf(reporting, code);
    list.replaceChildren();
    if (!country) return;
    if (country.intro) list.append(el('p', {}, country.intro));
    if (country.steps.length > 0) list.append(el('ol', { class: 'steps' }, ...country.steps.map((step) => el('li', {}, step))));
    if (country.channels.length > 0) list.append(el('ul', { class: 'channels' }, ...country.channels.map(channelEntry)));
  };
  const picker = countryPicker(reporting, chosen, (country) => {
    choose(country);
    show(country);
  });
  show(chosen ?? guessCountry(navigator.languages, reporting.countries.map(({ country }) => country)));
  const brands = reporting.brands.filter(({ brand }) => brand !== undefined && guide.brands.includes(brand));
  const brandPart = brands.length > 0 ? [el('h3', {}, t('report_brand')), el('ul', { class: 'channels' }, ...brands.map(channelEntry))] : [];
  return el('section', { class: 'stack' }, heading(section), ...blocks(section.blocks, channels), el('label', { class: 'country' }, t('country_label'), picker), list, ...brandPart, el('ul', {}, el('li', {}, t('report_platform')), el('li', {}, t('report_police'))));
}

/** A whole guide. */
export function guideView(guide: Guide, book: GuideBook, chosen: string | null, choose: (country: string) => void): HTMLElement {
  const channels = channelsById(book.reporting);
  const sections = guide.sections.map((section) => {
    if (section.id === 'now') return nowSection(section, channels);
    if (section.id === 'questions') return questions(section, channels);
    if (section.id === 'report') return reportSection(section, guide, book, channels, chosen, choose);
    const inner = (section.sub ?? []).flatMap((sub) => [el('h3', {}, sub.title), ...blocks(sub.blocks, channels)]);
    return el('section', { class: `stack ${section.id === 'honest' ? 'honest' : ''}` }, heading(section), ...blocks(section.blocks, channels), ...inner);
  });
  const contents = guide.sections.map(({ id, title }) => {
    // Not a hash link: the hash names the guide.
    const jump = el('button', { type: 'button', class: 'jump' }, title);
    jump.addEventListener('click', () => document.getElementById(id)?.scrollIntoView());
    return el('li', {}, jump);
  });
  const first = guide.first_steps.length > 0 ? el('section', { class: 'first stack tight' }, el('h2', {}, t('first_steps')), el('ol', { class: 'steps' }, ...guide.first_steps.map((step) => el('li', {}, step)))) : null;
  const related = guide.related.flatMap((id) => book.guides.find((other) => other.id === id) ?? []);
  return el(
    'article',
    { class: 'guide', lang: guide.lang },
    el('header', { class: 'stack tight' }, el('h1', { tabindex: -1 }, guide.title), el('p', { class: 'lead' }, guide.summary)),
    first,
    el('nav', { 'aria-label': t('guide_contents') }, el('ul', { class: 'contents' }, ...contents)),
    ...sections,
    related.length > 0 && el('section', { class: 'stack tight' }, el('h2', {}, t('guide_related')), el('ul', { class: 'related' }, ...related.map(({ id, title }) => el('li', {}, el('a', { href: `#/${id}` }, title))))),
    guide.sources.length > 0 && el('section', { class: 'stack tight small soft' }, el('h2', {}, t('guide_sources')), el('ul', {}, ...guide.sources.map((source) => el('li', {}, source)))),
    el('p', { class: 'small soft' }, t('guide_checked', guide.checked)),
  );
}
