// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding, Judged, Level, Verdict } from '../../src/protocol';

vi.mock('../../src/browser', () => import('../fake-browser'));

const { pieces, quoted, reasons } = await import('../../src/ui/evidence');
const { inline } = await import('../../src/ui/inline');
const { guidesOf, hrefOf, inLanguage, reportingOf, search } = await import('../../src/ui/guide-data');
const { guideView, rich } = await import('../../src/ui/guide-view');
const { guessCountry } = await import('../../src/ui/country');
const { byOrder, pageState } = await import('../../src/ui/page-state');
const { markedText, verdictCard } = await import('../../src/ui/verdict');
const { linksIn } = await import('../../src/ui/paste-box');

const finding = (text: string, body: string, change: Partial<Finding> = {}): Finding => {
  const start = body.indexOf(text);
  return { signal: text, family: 'f', field: 'body', start, end: start + text.length, text, says: `says ${text}`, weight: 1000, ...change };
};
const verdict = (level: Level, findings: Finding[] = []): Verdict => ({
  level,
  score: 0.5,
  scam: level === 'none' ? null : { id: 'x', title: 'This looks like a test', guide: 'toll-unpaid' },
  findings,
  exceptions: [],
  truncated: false,
  targets: [],
  claims: '',
});

describe('evidence', () => {
  const body = 'Buy gift cards and send the codes today';
  test('pieces join up to the text again, whatever overlaps', () => {
    const findings = [finding('gift cards', body), finding('cards and send', body), finding('today', body), finding('Buy', body, { end: 999 }), finding('send', body, { text: 'wrong' })];
    const cut = pieces(body, 'body', findings);
    expect(cut.map(({ text }) => text).join('')).toBe(body);
    expect(cut.filter(({ says }) => says.length > 0).map(({ text }) => text)).toEqual(['gift ', 'cards', ' and send', 'today']);
    expect(cut.find(({ text }) => text === 'cards')?.says).toHaveLength(2);
  });
  test('findings of other fields mark nothing here', () => {
    expect(pieces(body, 'body', [finding('today', body, { field: 'subject' })])).toEqual([{ text: body, says: [] }]);
  });
  test('reasons are the strongest, each said once; calming and silent ones are none', () => {
    const all = [finding('a', 'abc', { weight: 10 }), finding('b', 'abc', { weight: 90 }), finding('c', 'abc', { weight: 50, says: 'says b' }), finding('a', 'abc', { weight: -5, says: 'calms' }), finding('a', 'abc', { weight: 0, says: 'context' })];
    expect(reasons(verdict('danger', all), 3).map(({ says }) => says)).toEqual(['says b', 'says a']);
    expect(reasons(verdict('danger', all), 1)).toHaveLength(1);
  });
  test('long quotes are cut', () => expect(quoted(`a  ${'b'.repeat(300)}`, 20)).toHaveLength(20));
});

describe('a verdict on our pages', () => {
  test('says level, title and reasons in words, and leads to its guide', () => {
    const card = verdictCard({ ...verdict('danger'), verdict: verdict('danger', [finding('today', 'today')]) });
    expect(card.textContent).toContain('Very likely a scam');
    expect(card.textContent).toContain('The message says today.');
    expect(card.querySelector('a')?.getAttribute('href')).toBe('/guide.html#/toll-unpaid');
  });
  test('never calls a message good', () => {
    const card = verdictCard({ ...verdict('none'), verdict: verdict('none') });
    expect(card.textContent).toContain('No known scam pattern found');
    expect(card.querySelector('a')).toBeNull();
  });
  test('without reasons (background stopped) it still says level and kind', () => {
    expect(verdictCard({ ...verdict('caution'), verdict: null }).textContent).toContain('This looks like a test');
  });
  test('hostile text stays text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const box = markedText(evil, verdict('danger', [finding(evil, evil, { says: evil })]));
    const card = verdictCard({ ...verdict('danger'), verdict: verdict('danger', [finding(evil, evil, { says: evil })]) }, { about: evil });
    for (const made of [box as HTMLElement, card]) {
      expect(made.querySelector('img')).toBeNull();
      expect(made.textContent).toContain(evil);
    }
  });
  test('only the words behind the reasons that are given are marked', () => {
    const text = 'one two three';
    const box = markedText(text, verdict('danger', [finding('one', text), finding('two', text, { weight: 2000 }), finding('three', text, { weight: 500 })]), 2);
    expect([...(box?.querySelectorAll('mark') ?? [])].map(({ textContent }) => textContent)).toEqual(['one', 'two']);
  });
  test('a verdict says what to do first, where it says anything', () => {
    const scam = { id: 'x', title: 'This looks like a test', guide: 'toll-unpaid', firstStep: 'Pay nothing.' };
    expect(verdictCard({ level: 'caution', scam, verdict: null }).textContent).toContain('Do this first: Pay nothing.');
    expect(verdictCard({ level: 'none', scam, verdict: null }).textContent).not.toContain('Pay nothing.');
  });
  test('links of a pasted mail are read without loading anything', () => {
    expect(linksIn('<a href="https://evil.example/x">paypal.com</a><img src="https://evil.example/p.gif"><a>none</a>')).toEqual([{ text: 'paypal.com', href: 'https://evil.example/x' }]);
    expect(document.querySelector('img')).toBeNull();
  });
});

const guideJson = {
  lang: 'en',
  guides: [
    {
      id: 'toll-unpaid',
      title: 'The unpaid toll',
      summary: 'A text asks for a small sum.',
      checked: '2026-11-22',
      brands: ['ezpass'],
      related: ['parcel-fee', 'gone'],
      first_steps: ['Wait.', 'Look.', 'Ask.'],
      sources: ['A published warning'],
      sections: [
        { id: 'looks', title: 'Looks', blocks: [{ t: 'p', text: 'Say **no** to *that*, <b>tell</b> {channel:us-ftc} or {channel:new-one}.' }, { t: 'quote', text: 'Pay now' }, { t: 'video', text: 'unknown' }] },
        { id: 'flags', title: 'Flags', blocks: [{ t: 'li', text: 'one' }, { t: 'li', text: 'two', signal: 's' }] },
        { id: 'now', title: 'Now', blocks: [], sub: [{ id: 'nothing', title: 'Nothing', blocks: [{ t: 'step', text: 'Delete it.' }] }, { id: 'clicked', title: 'Clicked', blocks: [{ t: 'step', text: 'Close it.' }] }] },
        { id: 'report', title: 'Report', blocks: [] },
        { id: 'questions', title: 'Questions', blocks: [], sub: [{ id: '', title: 'Why me?', blocks: [{ t: 'p', text: 'Chance.' }] }] },
      ],
    },
    { id: 'parcel-fee', title: 'The parcel', summary: 'A fee, by gift card', checked: '', brands: [], related: [], first_steps: [], sources: [], sections: [] },
  ],
};
const channel = (id: string, change = {}) => ({ id, label: `Label ${id}`, purpose: ['lost-money'], kind: 'url', value: `https://${id}.example`, note: 'Note', source: 's', checked: '2026-11', ...change });
const book = {
  guides: guidesOf(guideJson),
  reporting: reportingOf({
    countries: [
      { country: 'US', name: 'United States', intro: 'First the bank.', steps: [], channels: [channel('us-ftc')] },
      { country: 'GB', name: 'United Kingdom', intro: '', steps: [], channels: [channel('gb-159', { kind: 'phone', value: '159' })] },
    ],
    brands: [channel('ezpass-mail', { brand: 'ezpass', kind: 'email', value: 'help@ezpass.example' }), channel('other-mail', { brand: 'other' })],
    other: { country: 'other', name: 'Everywhere else', intro: 'Steps', steps: ['Call the bank.'], channels: [] },
  }),
};

describe('guides', () => {
  beforeEach(() => document.body.replaceChildren());
  const show = (country: string | null, choose: (code: string) => void = () => undefined) => {
    const view = guideView(book.guides[0] as (typeof book.guides)[0], book, country, choose);
    document.body.append(view);
    return view;
  };

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

  test('sections, lists and the three first steps are there; unknown blocks are skipped', () => {
    const view = show('US');
    expect(view.querySelector('h1')?.textContent).toBe('The unpaid toll');
    expect([...view.querySelectorAll('.first li')].map((li) => li.textContent)).toEqual(['Wait.', 'Look.', 'Ask.']);
    expect(view.querySelectorAll('.flags li')).toHaveLength(2);
    expect(view.querySelector('blockquote')?.textContent).toBe('Pay now');
    expect(view.textContent).not.toContain('unknown');
    expect([...view.querySelectorAll('.related a')].map((a) => a.getAttribute('href'))).toEqual(['#/parcel-fee']);
  });

  test('a channel that this release does not carry gives no link', () => {
    const links = [...show('US').querySelectorAll('#looks ~ p a')].map((a) => a.getAttribute('href'));
    expect(links).toEqual(['https://us-ftc.example']);
    expect(document.body.textContent).toContain('your bank and the local police');
  });

  test('what happened filters the steps', () => {
    const view = show('US');
    const parts = [...view.querySelectorAll<HTMLElement>('.happened')];
    expect(parts.map((part) => part.hidden)).toEqual([false, false]);
    const second = view.querySelectorAll<HTMLInputElement>('.picker input')[1] as HTMLInputElement;
    second.click();
    expect(parts.map((part) => part.hidden)).toEqual([true, false]);
    second.click();
    expect(parts.map((part) => part.hidden)).toEqual([false, false]);
  });

  test('the country decides what is shown, and is handed on when changed', () => {
    const chosen: string[] = [];
    const view = show('US', (code) => chosen.push(code));
    expect(view.textContent).toContain('Label us-ftc');
    const select = view.querySelector('select') as HTMLSelectElement;
    select.value = 'GB';
    select.dispatchEvent(new Event('change'));
    expect(chosen).toEqual(['GB']);
    expect(view.querySelector('a[href="tel:159"]')).not.toBeNull();
    select.value = 'other';
    select.dispatchEvent(new Event('change'));
    expect(view.textContent).toContain('Call the bank.');
    expect(view.querySelector('a[href="mailto:help@ezpass.example"]')).not.toBeNull();
    expect(view.textContent).not.toContain('other-mail');
  });

  test('only four kinds of addresses become links', () => {
    expect(hrefOf({ kind: 'url', value: 'javascript:alert(1)' })).toBeNull();
    expect(hrefOf({ kind: 'url', value: 'http://plain.example' })).toBeNull();
    expect(hrefOf({ kind: 'email', value: 'a@b.example?bcc=c@d.example' })).toBeNull();
    expect(hrefOf({ kind: 'phone', value: '0300 123 2040' })).toBe('tel:03001232040');
    expect(hrefOf({ kind: 'sms', value: '7726' })).toBe('sms:7726');
    expect(hrefOf({ kind: 'phone', value: 'ask at the desk' })).toBeNull();
  });

  test('search wants every word and puts titles first', () => {
    expect(search(book.guides, 'toll').map(({ id }) => id)).toEqual(['toll-unpaid']);
    expect(search(book.guides, 'GIFT card').map(({ id }) => id)).toEqual(['parcel-fee']);
    expect(search(book.guides, 'toll parcel')).toEqual([]);
    expect(search(book.guides, '  ')).toHaveLength(2);
  });

  test('a guide that the reader’s language has takes the place of the English one', () => {
    const german = guidesOf({ lang: 'de', guides: [{ id: 'parcel-fee', title: 'Das Paket' }, { id: 'bizum', title: 'Bizum' }] });
    const merged = inLanguage(guidesOf(guideJson), german);
    expect(merged.map(({ id, lang, title }) => [id, lang, title])).toEqual([
      ['toll-unpaid', 'en', 'The unpaid toll'],
      ['parcel-fee', 'de', 'Das Paket'],
      ['bizum', 'de', 'Bizum'],
    ]);
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

test('what the popup says of a page', () => {
  const one = (level: Level): Judged => ({ key: level, subject: '', level, scam: null, verdict: null });
  const report = (change = {}) => ({ sites: ['gmail'], origin: '', messages: [], unread: [], ...change });
  const open = { readable: true, allowed: true };
  expect(pageState(report({ messages: [one('none'), one('caution')] }), open)).toBe('warned');
  expect(pageState(report({ messages: [one('none')], unread: ['picture'] }), open)).toBe('quiet');
  expect(pageState(report({ unread: ['selectors'] }), open)).toBe('partly');
  expect(pageState(report(), open)).toBe('nothing-open');
  expect(pageState(report({ sites: [] }), { readable: true, allowed: false })).toBe('not-read');
  expect(pageState(report({ sites: [] }), open)).toBe('unknown-layout');
  expect(pageState(report({ sites: [] }), { readable: false, allowed: false })).toBe('closed');
  expect(byOrder([one('caution'), one('none'), one('danger')]).map(({ level }) => level)).toEqual(['danger', 'caution']);
});
