// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import type { Finding, Level, Target, Told } from '../../src/protocol';

vi.mock('../../src/browser', () => import('../fake-browser'));

const { pieces, quoted, reasons } = await import('../../src/ui/evidence');
const { markedParts, withWords } = await import('../../src/ui/marked');
const { checkedView, partsOf } = await import('../../src/ui/checked-view');
const { verdictCard } = await import('../../src/ui/verdict');
const { EMPTY } = await import('../../src/ui/questions');

const finding = (text: string, body: string, change: Partial<Finding> = {}): Finding => {
  const start = body.indexOf(text);
  return { signal: text, family: 'f', field: 'body', start, end: start + text.length, text, says: `says ${text}`, weight: 1000, ...change };
};
const told = (level: Level, findings: Finding[] = [], change: Partial<Told> = {}): Told => ({
  level,
  score: 0.5,
  scam: level === 'none' ? null : { id: 'x', title: 'This looks like a test', guide: 'toll-unpaid' },
  findings,
  exceptions: [],
  truncated: false,
  targets: [],
  claims: '',
  steps: level === 'none' ? [] : ['Stop.', 'Ask.', 'Call.'],
  softened: null,
  ...change,
});
const card = (verdict: Told, options = {}) => verdictCard({ ...verdict, verdict }, options);
const marks = (box: HTMLElement | null) => [...(box?.querySelectorAll('mark') ?? [])].map(({ textContent }) => textContent);
const taste = { helper: false, contact: null };

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
    expect(reasons(told('danger', all), 3).map(({ says }) => says)).toEqual(['says b', 'says a']);
    expect(reasons(told('danger', all), 1)).toHaveLength(1);
  });
  test('long quotes are cut', () => expect(quoted(`a  ${'b'.repeat(300)}`, 20)).toHaveLength(20));
});

describe('a verdict on our pages', () => {
  test('says level, title, reasons and steps in words, and leads to its guide', () => {
    const made = card(told('danger', [finding('today', 'today')]));
    for (const words of ['Very likely a scam', 'This looks like a test', 'The message says today.', 'What to do now', 'Stop.Ask.Call.']) expect(made.textContent).toContain(words);
    expect(made.querySelector('a')?.getAttribute('href')).toBe('/guide.html#/toll-unpaid');
    expect(made.getAttribute('aria-labelledby')).toBe(made.querySelector('h2')?.id);
  });
  test('never calls a message good', () => {
    const made = card(told('none'));
    expect(made.textContent).toContain('No known scam pattern found');
    expect(made.textContent).toContain('not a promise');
    expect(made.querySelector('a, ul, ol')).toBeNull();
  });
  test('without reasons (background stopped) it still says level and kind', () => {
    expect(verdictCard({ level: 'caution', scam: told('caution').scam, verdict: null }).textContent).toContain('This looks like a test');
  });
  test('what the user has silenced is told with its reasons, and not called harmless', () => {
    const made = card(told('none', [finding('today', 'today')], { softened: { level: 'caution', by: ['muted'] } }));
    expect(made.textContent).toContain('Not warned about, because of your own choices');
    expect(made.textContent).toContain('The message says today.');
    expect(made.textContent).not.toContain('No known scam pattern');
  });
  test('the first few different targets are named, the others counted', () => {
    const target = (name: string, change: Partial<Target> = {}): Target => ({ kind: 'web', name, domain: name, owner: '', not: '', ...change });
    const all = [target('a.example', { not: 'Amazon' }), target('a.example', { not: 'Amazon' }), target('b.example'), target('c.example'), target('d.example'), target('e.example')];
    const made = card(told('danger', [], { targets: all }));
    expect([...made.querySelectorAll('.verdict-leads li')].map(({ textContent }) => textContent?.replace(/[\u2068\u2069]/g, ''))).toEqual(['This goes to a.example, which is not Amazon.', 'This goes to b.example.', 'This goes to c.example.', 'There are 2 more links.']);
    expect([...made.querySelectorAll('.host')].map(({ textContent }) => textContent)).toEqual(['a.example', 'b.example', 'c.example']);
    expect(card(told('none', [], { targets: all })).querySelector('.verdict-leads')).toBeNull();
  });
  test('helper mode: one reason, and whom to call', () => {
    const made = card(told('danger', [finding('a', 'ab'), finding('b', 'ab')]), { helper: true, contact: { name: 'Anna', number: '0151 1' } });
    expect(made.querySelectorAll('.reason')).toHaveLength(1);
    expect(made.textContent).toContain('Not sure? Call Anna: 0151 1');
  });
  test('hostile text stays text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const verdict = told('danger', [finding(evil, evil, { says: evil })], { steps: [evil], targets: [{ kind: 'web', name: evil, domain: '', owner: evil, not: '' }] });
    const view = checkedView({ verdict, message: { ...EMPTY, body: evil }, most: 3, taste });
    expect(view.querySelector('img')).toBeNull();
    expect(view.textContent).toContain(evil);
    expect(card(verdict, { about: evil }).querySelector('img')).toBeNull();
  });
});

describe('marks', () => {
  const text = 'one two three';
  const three = told('danger', [finding('one', text), finding('two', text, { weight: 2000 }), finding('three', text, { weight: 500 })]);

  test('only the words behind the reasons that are given are marked, with their number', () => {
    const box = markedParts([{ field: 'body', label: '', text }], three, reasons(three, 2));
    expect(marks(box)).toEqual(['one', 'two']);
    expect([...(box?.querySelectorAll('mark') ?? [])].map(({ dataset }) => dataset.numbers)).toEqual(['2', '1']);
    expect(withWords(box)).toEqual(new Set([0, 1]));
    // The numbers are no part of the text.
    expect(box?.textContent).toBe(text);
  });

  test('evidence outside the text is shown with what it is, all else of the head is not', () => {
    const message = { ...EMPTY, subject: 'Hello', body: 'Nothing here', sender: { name: 'Anna', address: 'x@evil.example', number: '' }, links: [{ text: 'here', href: 'https://evil.example' }] };
    const verdict = told('danger', [finding('x@evil.example', 'x@evil.example', { field: 'from.address' }), finding('evil.example', 'https://evil.example', { field: 'links.0.href' })]);
    const box = markedParts(partsOf(message), verdict, reasons(verdict, 3));
    expect(marks(box)).toEqual(['x@evil.example', 'evil.example']);
    expect(box?.textContent).toContain('Nothing here');
    expect(box?.textContent).not.toContain('Anna');
    expect(box?.textContent).not.toContain('Hello');
  });

  test('nothing marked, nothing shown', () => {
    expect(markedParts([{ field: 'body', label: '', text }], told('danger'), [])).toBeNull();
  });

  test('of a megabyte only the surroundings of the marks are drawn', () => {
    const long = `${'a '.repeat(300_000)}EVIDENCE${' b'.repeat(300_000)} PROOF${' c'.repeat(100_000)}`;
    const verdict = told('danger', [finding('EVIDENCE', long), finding('PROOF', long)]);
    const box = markedParts([{ field: 'body', label: '', text: long }], verdict, reasons(verdict, 3));
    expect(marks(box)).toEqual(['EVIDENCE', 'PROOF']);
    expect(box?.textContent?.length).toBeLessThan(3_000);
    expect(box?.querySelectorAll('.gap')).toHaveLength(3);
  });

  test('pointing at a reason lights its words, and pointing at words their reason', () => {
    const view = checkedView({ verdict: three, message: { ...EMPTY, body: text }, most: 3, taste });
    const reason = view.querySelector('[data-reason="0"]') as HTMLElement;
    const mark = view.querySelector('mark[data-reasons="0"]') as HTMLElement;
    const lit = () => [...view.querySelectorAll('.lit')].map((one) => one.textContent?.slice(0, 3));
    reason.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(mark.classList.contains('lit')).toBe(true);
    expect(lit()).toHaveLength(2);
    view.querySelector('h2')?.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(lit()).toEqual([]);
    mark.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(reason.classList.contains('lit')).toBe(true);
  });

  test('the quoted words are a button where they stand in the text, and lead there', () => {
    const view = checkedView({ verdict: three, message: { ...EMPTY, body: text }, most: 3, taste });
    const quote = view.querySelector<HTMLElement>('[data-reason="1"] .quote') as HTMLElement;
    expect(quote.getAttribute('title')).toContain('The message says one.');
    const mark = view.querySelector('mark[data-reasons="1"]') as HTMLElement;
    mark.scrollIntoView = vi.fn();
    quote.click();
    expect(mark.scrollIntoView).toHaveBeenCalledOnce();
    expect(card(three).querySelector('.quote')).toBeNull();
  });
});
