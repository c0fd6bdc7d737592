// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReportChannel } from '../../src/ui/guide-data';

vi.mock('../../src/browser', () => import('../fake-browser'));
const { inline } = await import('../../src/ui/inline');
const { guidesOf, hrefOf, inLanguage, reportingOf } = await import('../../src/ui/guide-data');
const { familiesOf, nextOf } = await import('../../src/ui/guide-families');
const { rich } = await import('../../src/ui/guide-blocks');
const { guideView } = await import('../../src/ui/guide-view');
const { channelCard, copyButton, dateOf, deed, shown } = await import('../../src/ui/channel-card');
const { countryName, guessCountry } = await import('../../src/ui/country');
const { hashOf, routeOf } = await import('../../src/ui/guide-route');
const { book, guideJson, toll } = await import('./guide-book');

/** Watched sections come into view when a test says so. */
class Watcher {
  static all: Watcher[] = [];
  watched: Element[] = [];
  constructor(
    readonly told: (entries: { target: Element; isIntersecting: boolean }[]) => void,
    readonly options?: IntersectionObserverInit,
  ) {
    Watcher.all.push(this);
  }
  observe = (target: Element): void => void this.watched.push(target);
  disconnect = (): void => void (this.watched = []);
}

beforeEach(() => {
  document.body.replaceChildren();
  Watcher.all = [];
  vi.stubGlobal('IntersectionObserver', Watcher);
});
afterEach(() => void vi.unstubAllGlobals());

const show = (country: string | null, change: { guide?: typeof toll; choose?: (code: string) => void; lang?: string } = {}) => {
  const leave = new AbortController();
  const made = guideView(change.guide ?? toll, { book, country, choose: change.choose ?? (() => undefined), lang: change.lang ?? '', signal: leave.signal });
  document.body.append(made.element);
  return { ...made, view: made.element, leave };
};
const all = <E extends Element = HTMLElement>(view: Element, selector: string): E[] => [...view.querySelectorAll<E>(selector)];

describe('text', () => {
  test('markup is exactly bold, emphasis and channels; everything else is text', () => {
    expect(inline('a **b** *c* {channel:x-y} {other:z} <i>')).toEqual([
      { t: 'text', text: 'a ' },
      { t: 'bold', text: 'b' },
      { t: 'text', text: ' ' },
      { t: 'em', text: 'c' },
      { t: 'text', text: ' ' },
      { t: 'channel', text: 'x-y' },
      { t: 'text', text: ' {other:z} <i>' },
    ]);
    const box = document.createElement('div');
    box.append(rich('<img src=x> **<b>**', new Map()));
    expect(box.querySelector('img')).toBeNull();
    expect(box.querySelector('strong')?.textContent).toBe('<b>');
  });

  test('opening, sections, lists and the three first steps are there; unknown blocks are skipped', () => {
    const { view } = show('US');
    expect(view.querySelector('h1')?.textContent).toBe('The unpaid toll');
    expect(view.querySelector('.kicker')?.textContent).toBe('On the road');
    expect(view.querySelector('.opening-picture')?.getAttribute('src')).toBe('/pictures/road.svg');
    expect(view.querySelector('.opening-picture')?.getAttribute('alt')).toBe('');
    expect(all(view, '.first li').map((li) => li.textContent)).toEqual(['Wait.', 'Look.', 'Ask.']);
    expect(all(view, '.flags li')).toHaveLength(2);
    expect(view.querySelector('blockquote')?.textContent).toBe('Pay now');
    expect(view.textContent).not.toContain('unknown');
  });

  test('a channel that this release does not carry gives no link', () => {
    const { view } = show('US');
    expect(all(view, '[data-section=looks] p a').map((a) => a.getAttribute('href'))).toEqual(['https://us-ftc.example']);
    expect(view.textContent).toContain('your bank and the local police');
  });

  test('headings come in order', () => {
    const levels = all(show('GB').view, 'h1, h2, h3, h4').map(({ localName }) => Number(localName[1]));
    expect(levels[0]).toBe(1);
    levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  test('similar scams, and the next of the family', () => {
    const { view } = show('US');
    expect(all(view, '.related a').map((a) => a.getAttribute('href'))).toEqual(['#/parcel-fee', '#/parking-fine']);
    expect(view.querySelector('.above')?.textContent).toBe('Next in “On the road”');
  });

  test('a guide in another language says so once, and is marked as what it is', () => {
    const [german] = guidesOf({ lang: 'de', guides: [{ id: 'toll-unpaid', title: 'Die Maut', picture: 'road', first_steps: ['Warten.'] }] });
    const { view } = show('US', { guide: german as typeof toll });
    expect([view.lang, view.dir]).toEqual(['de', 'ltr']);
    expect(view.textContent.split('This guide is in German.')).toHaveLength(2);
    expect(view.querySelector('.kicker')?.getAttribute('lang')).toBe('en');
    expect(show('US').view.hasAttribute('lang')).toBe(false);
    expect(show('US').view.querySelector('.other-language')).toBeNull();
  });
});

describe('what happened', () => {
  const box = (view: Element, id: string) => view.querySelector(`.picker input[value="${id}"]`) as HTMLInputElement;
  const titles = (view: Element) => all<HTMLDetailsElement>(view, '.happened').filter(({ hidden }) => !hidden);

  test('all parts until something is picked, the first one open', () => {
    const parts = titles(show('GB').view);
    expect(parts.map((part) => part.querySelector('h3')?.textContent)).toEqual(['Nothing', 'Clicked', 'Card', 'Transfer']);
    expect(parts.map(({ open }) => open)).toEqual([true, false, false, false]);
  });
  test('then what was picked, open, the most urgent first', () => {
    const { view } = show('GB');
    for (const id of ['clicked', 'card', 'paid-transfer']) box(view, id).click();
    expect(titles(view).map((part) => [part.querySelector('h3')?.textContent, part.open])).toEqual([['Transfer', true], ['Card', true], ['Clicked', true]]);
    box(view, 'nothing').click();
    expect(titles(view).map((part) => part.querySelector('h3')?.textContent)).toEqual(['Nothing']);
    expect(all<HTMLInputElement>(view, '.picker :checked').map(({ value }) => value)).toEqual(['nothing']);
    (view.querySelector('.picker > button') as HTMLButtonElement).click();
    expect(titles(view)).toHaveLength(4);
    expect(document.activeElement).toBe(box(view, 'nothing'));
  });
  test('how something was paid is asked by itself', () => {
    const { view } = show('GB');
    expect(all<HTMLInputElement>(view, '.picker .paid input').map(({ value }) => value)).toEqual(['paid-transfer']);
    expect(all(view, '.picker legend').map(({ textContent }) => textContent)).toEqual(['What has happened? Pick all that fit.', 'I paid or sent something']);
  });
  test('the bank first as soon as money is in it, with the country’s line', () => {
    const { view, setCountry } = show('GB');
    const strip = view.querySelector('.bank-place') as HTMLElement;
    expect(strip.getAttribute('aria-live')).toBe('polite');
    box(view, 'clicked').click();
    expect(strip.textContent).toBe('');
    box(view, 'card').click();
    expect(strip.textContent).toContain('Call your bank now');
    expect(strip.querySelector('a')?.getAttribute('href')).toBe('tel:159');
    setCountry('US');
    expect(strip.textContent).toContain('Call your bank now');
    expect(strip.querySelector('a')).toBeNull();
    box(view, 'card').click();
    expect(strip.textContent).toBe('');
  });
  test('the country’s numbers stand in the step that needs them, each once', () => {
    const { view, setCountry } = show('GB');
    for (const id of ['card', 'paid-transfer', 'clicked']) box(view, id).click();
    const beside = () => titles(view).map((part) => all(part, '.beside:not([hidden]) li a').map((a) => a.getAttribute('href')));
    expect(beside()).toEqual([['tel:159', 'https://gb-report.example'], [], ['mailto:report@gb.example']]);
    setCountry('US');
    expect(beside()).toEqual([['https://us-ftc.example'], [], ['sms:7726']]);
    setCountry('other');
    expect(beside()).toEqual([[], [], []]);
  });
});

describe('where to report', () => {
  test('the country decides what is shown, and is handed on when changed', () => {
    const chosen: string[] = [];
    const { view, setCountry } = show('US', { choose: (code) => chosen.push(code) });
    expect(view.textContent).toContain('Label us-ftc');
    const select = view.querySelector('select') as HTMLSelectElement;
    expect(select.value).toBe('US');
    select.value = 'GB';
    select.dispatchEvent(new Event('change'));
    expect(chosen).toEqual(['GB']);
    setCountry('GB');
    expect(view.querySelector('.channel a[href="tel:159"]')).not.toBeNull();
    expect(view.textContent).not.toContain('Label us-sms');
    setCountry('other');
    expect(select.value).toBe('other');
    expect(view.textContent).toContain('Call the bank.');
    expect(view.querySelector('a[href="mailto:help@ezpass.example"]')).not.toBeNull();
    expect(view.textContent).not.toContain('other-mail');
  });

  const [gb] = book.reporting.countries.filter(({ country }) => country === 'GB');
  const line = gb?.channels[1] as ReportChannel;
  test('a card has all that is known', () => {
    expect(channelCard({ ...line, forward: 'Say 1.' }).textContent).toBe('Label gb-159if money or card details went outNoteCall 159CopyHow: Say 1.Hours: day and night · Cost: freeChecked November 2026');
  });
  test.each<[Partial<ReportChannel>, string]>([
    [{}, 'Call 159'],
    [{ kind: 'sms', value: '7726' }, 'Text 7726'],
    [{ kind: 'email', value: 'a@b.example' }, 'Write to a@b.example'],
    [{ kind: 'url', value: 'https://www.report.example/' }, 'Open report.example'],
    [{ value: 'ask at the desk' }, 'ask at the desk'],
  ])('%j is “%s”', (change, words) => expect(deed({ ...line, ...change })).toBe(words));
  test('an address is shown without what tells nobody anything', () => expect(shown({ kind: 'url', value: 'https://www.a.example/b/' })).toBe('a.example/b'));

  test('copying says so, on the button and politely', async () => {
    const written: string[] = [];
    const box = copyButton('159', async (text) => void written.push(text));
    document.body.append(box);
    const button = box.querySelector('button') as HTMLButtonElement;
    expect(button.getAttribute('aria-label')).toBe('Copy 159');
    button.click();
    await vi.waitFor(() => expect(button.textContent).toBe('Copied'));
    expect(written).toEqual(['159']);
    expect(box.querySelector('[role=status]')?.textContent).toBe('Copied');
    button.dispatchEvent(new Event('blur'));
    expect(button.textContent).toBe('Copy');
  });
  test('what cannot be copied is said', async () => {
    const box = copyButton('159', () => Promise.reject(new Error('refused')));
    (box.querySelector('button') as HTMLButtonElement).click();
    await vi.waitFor(() => expect(box.querySelector('[role=status]')?.textContent).toContain('by hand'));
    expect(box.querySelector('button')?.textContent).toBe('Copy');
  });

  test.each([
    ['2026-11', 'November 2026'],
    ['2026-11-22', 'November 22, 2026'],
    ['2026-99', '2026-99'],
    ['last year', 'last year'],
    ['', ''],
  ])('the date %s is %s', (written, words) => expect(dateOf(written)).toBe(words));

  test('only four kinds of addresses become links', () => {
    expect(hrefOf({ kind: 'url', value: 'javascript:alert(1)' })).toBeNull();
    expect(hrefOf({ kind: 'url', value: 'http://plain.example' })).toBeNull();
    expect(hrefOf({ kind: 'email', value: 'a@b.example?bcc=c@d.example' })).toBeNull();
    expect(hrefOf({ kind: 'phone', value: '0300 123 2040' })).toBe('tel:03001232040');
    expect(hrefOf({ kind: 'sms', value: '7726' })).toBe('sms:7726');
    expect(hrefOf({ kind: 'phone', value: 'ask at the desk' })).toBeNull();
  });
});

describe('contents', () => {
  const current = (view: Element) => all(view, '.contents [aria-current]').map(({ textContent }) => textContent);
  test('lead to the sections, also of a guide in another language', () => {
    expect(all(show('GB').view, '.contents a').map((a) => a.getAttribute('href'))).toEqual(['looks', 'flags', 'now', 'report', 'questions'].map((id) => `#/toll-unpaid/${id}`));
    expect(show('GB', { lang: 'de' }).view.querySelector('.contents a')?.getAttribute('href')).toBe('#/toll-unpaid@de/looks');
  });
  test('say where the reader is', () => {
    const { view, follow, leave } = show('GB');
    follow();
    const [sections, end] = Watcher.all as [Watcher, Watcher];
    const [looks, flags] = sections.watched as [Element, Element];
    sections.told([{ target: looks, isIntersecting: true }, { target: flags, isIntersecting: false }]);
    expect(current(view)).toEqual(['Looks']);
    sections.told([{ target: flags, isIntersecting: true }]);
    expect(current(view)).toEqual(['Flags']);
    sections.told([{ target: looks, isIntersecting: false }]);
    expect(current(view)).toEqual(['Flags']);
    // The last section is too short to come up there.
    end.told([{ target: end.watched[0] as Element, isIntersecting: true }]);
    expect(current(view)).toEqual(['Questions']);
    leave.abort();
    expect([sections.watched, end.watched]).toEqual([[], []]);
  });
  test('a section is gone to with the keyboard’s focus', () => {
    const { goTo } = show('GB');
    expect(goTo('report')).toBe(true);
    expect(document.activeElement?.id).toBe('report');
    expect(goTo('nowhere')).toBe(false);
  });
});

test.each([
  ['#/parcel-fee', { guide: 'parcel-fee', section: '', lang: '' }],
  ['#/parcel-fee/now', { guide: 'parcel-fee', section: 'now', lang: '' }],
  ['#/parcel-fee@de/now', { guide: 'parcel-fee', section: 'now', lang: 'de' }],
  ['#/', { guide: '', section: '', lang: '' }],
  ['', { guide: '', section: '', lang: '' }],
  ['#main', { guide: '', section: '', lang: '' }],
  ['#/../x', { guide: '', section: '', lang: '' }],
  ['#/A', { guide: '', section: '', lang: '' }],
  [`#/${'a'.repeat(65)}`, { guide: '', section: '', lang: '' }],
])('the address %s', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
  if (route.guide) expect(hashOf(route)).toBe(hash);
});

describe('families', () => {
  test('by picture, what has none at the end, titles in order', () => {
    expect(familiesOf(book.guides).map(({ name, guides }) => [name, guides.map(({ id }) => id)])).toEqual([
      ['Parcels', ['parcel-fee']],
      ['On the road', ['parking-fine', 'toll-unpaid']],
      ['More guides', ['oddity']],
    ]);
  });
  test('the next one goes round', () => {
    expect(nextOf(toll, book.guides)?.id).toBe('parking-fine');
    expect(nextOf(book.guides[2] as typeof toll, book.guides)?.id).toBe('toll-unpaid');
    expect(nextOf(book.guides[1] as typeof toll, book.guides)).toBeNull();
  });
});

describe('data', () => {
  test('a guide that the reader’s language has takes the place of the English one', () => {
    const german = guidesOf({ lang: 'de', guides: [{ id: 'parcel-fee', title: 'Das Paket' }, { id: 'bizum', title: 'Bizum' }] });
    const merged = inLanguage(guidesOf(guideJson), german);
    expect(merged.map(({ id, lang }) => `${id}@${lang}`)).toEqual(['toll-unpaid@en', 'parcel-fee@de', 'parking-fine@en', 'oddity@en', 'bizum@de']);
  });

  test('a damaged part gives an empty list, not an error', () => {
    for (const json of [null, 3, [], { guides: 'x' }, { guides: [null, 1, { id: 1 }] }]) expect(guidesOf(json)).toEqual([]);
    expect(reportingOf(null)).toEqual({ countries: [], brands: [], other: null });
    expect(reportingOf({ brands: [{ id: 'x', kind: 'carrier-pigeon' }] }).brands).toEqual([]);
  });
});

test('the country is guessed only where the browser names one that we know', () => {
  expect(guessCountry(['en', 'en-GB', 'de-DE'], ['GB', 'DE'])).toBe('GB');
  expect(guessCountry(['en'], ['US'])).toBeNull();
  expect(guessCountry(['pt-BR', '!!'], ['US'])).toBeNull();
});

test.each([
  ['GB', 'United Kingdom'],
  ['GB-SCT', 'as in the file'],
  ['other', 'Everywhere else'],
  ['XX', 'as in the file'],
])('the country %s is called %s', (country, name) => expect(countryName({ country, name: 'as in the file' })).toBe(name));
