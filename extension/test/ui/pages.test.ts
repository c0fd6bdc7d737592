// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import type { Finding, Judged, Level, Verdict } from '../../src/protocol';

vi.mock('../../src/browser', () => import('../fake-browser'));

const { pieces, quoted, reasons } = await import('../../src/ui/evidence');
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
