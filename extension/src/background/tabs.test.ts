import { expect, test, vi } from 'vitest';
import { target } from '../../test/verdicts';
import type { Level, Told } from '../protocol';
import { badgeOf } from './badge';
import { revived, Tabs } from './tabs';

const SECRET = 'the words of a message';
vi.mock('../browser', () => import('../../test/fake-browser'));

const message = (subject: string) => ({ subject, sender: { name: 'A', address: `Secret@Letters.example`, number: '' }, links: [{ text: SECRET, href: 'https://a.example' }] });
const verdict = (level: Level): Told => ({
  level,
  score: 0.9,
  scam: level === 'none' ? null : { id: 'toll-unpaid', title: 'This looks like a fake toll notice', guide: 'toll-unpaid' },
  findings: [{ signal: 's', family: 'f', field: 'body', start: 0, end: 3, text: SECRET, says: 'asks', weight: 900 }],
  exceptions: [],
  truncated: false,
  targets: [target('a.example')],
  claims: '',
  steps: [SECRET],
  softened: null,
});
const SITE = 'https://mail.google.com';

function filled(incognito = false): Tabs {
  const tabs = new Tabs();
  tabs.begin(1, 0, SITE, incognito);
  tabs.judged(1, 0, SITE, incognito, 'gmail', 'a', message(SECRET), verdict('danger'));
  tabs.judged(1, 0, SITE, incognito, 'gmail', 'b', message(SECRET), verdict('none'));
  tabs.view(1, 0, SITE, incognito, 'gmail', ['a', 'b'], ['picture']);
  return tabs;
}

test('the report holds what is in view and nothing else', () => {
  const tabs = filled();
  expect(tabs.report(1)?.messages.map(({ key }) => key)).toEqual(['a', 'b']);
  tabs.view(1, 0, SITE, false, 'gmail', ['b'], []);
  expect(tabs.report(1)?.messages.map(({ key }) => key)).toEqual(['b']);
  expect(tabs.report(2)).toBeNull();
});

test('a view names the messages that have to be scanned again', () => {
  const tabs = new Tabs();
  expect(tabs.view(1, 0, SITE, false, 'gmail', ['a', 'b'], [])).toEqual(['a', 'b']);
  tabs.judged(1, 0, SITE, false, 'gmail', 'a', message(''), verdict('caution'));
  expect(tabs.view(1, 0, SITE, false, 'gmail', ['a', 'b'], [])).toEqual(['b']);
});

test('frames add up, and a new document forgets its own frame only', () => {
  const tabs = filled();
  tabs.judged(1, 4, SITE, false, 'roundcube', 'c', message(''), verdict('caution'));
  tabs.view(1, 4, SITE, false, 'roundcube', ['c'], ['frame']);
  expect(tabs.report(1)).toMatchObject({ sites: ['gmail', 'roundcube'], unread: ['picture', 'frame'] });
  tabs.begin(1, 0, SITE, false);
  expect(tabs.report(1)?.messages.map(({ key }) => key)).toEqual(['c']);
  tabs.begin(1, 0, 'https://outlook.live.com', false);
  expect(tabs.report(1)?.messages).toEqual([]);
});

test('what may be stored has no word of any message', () => {
  const stored = filled().stored(1);
  expect(stored?.messages).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toMatch(/the words of|letters|a\.example/);
  expect(revived(stored as NonNullable<typeof stored>).messages[0]).toMatchObject({ level: 'danger', verdict: null, subject: '', sender: '' });
});

test('what was found is kept with its sender and, for danger, with where its links lead', () => {
  const tabs = filled();
  expect(tabs.report(1)?.messages[0]?.sender).toBe('secret@letters.example');
  expect(tabs.find(1, 0, 'a')?.hrefs).toEqual(['https://a.example']);
  expect(tabs.find(1, 0, 'b')?.hrefs).toEqual([]);
  expect([tabs.find(1, 1, 'a'), tabs.find(2, 0, 'a'), tabs.find(1, 0, 'x')]).toEqual([null, null, null]);
  tabs.addSteps(1, 'toll-unpaid', ['One.', 'Two.']);
  expect(tabs.report(1)?.messages.map((one) => one.verdict?.steps)).toEqual([['One.', 'Two.'], [SECRET]]);
});

test('of a private window nothing is stored', () => {
  expect(filled(true).stored(1)).toBeNull();
  expect(filled(true).report(1)?.messages).toHaveLength(2);
});

test('memory is bounded, and what is in view stays', () => {
  const tabs = filled();
  for (let i = 0; i < 2000; i++) tabs.judged(1, 0, SITE, false, 'gmail', `k${i}`, message(''), verdict('none'));
  expect(tabs.view(1, 0, SITE, false, 'gmail', ['a', 'b', 'k0', 'k1999'], [])).toEqual(['k0']);
});

test('the badge says level and number without colour', () => {
  const report = (...levels: Level[]) => ({ sites: ['gmail'], origin: SITE, unread: [], messages: levels.map((level, i) => ({ key: `${i}`, subject: '', sender: '', level, scam: null, verdict: null })) });
  expect(badgeOf(null).text).toBe('');
  expect(badgeOf(report('none')).text).toBe('');
  expect(badgeOf(report('caution'))).toMatchObject({ text: '1', title: 'Caveat: be careful with a message on this page' });
  expect(badgeOf(report('caution', 'none', 'caution'))).toMatchObject({ text: '2', title: 'Caveat: be careful with 2 messages on this page' });
  expect(badgeOf(report('danger'))).toMatchObject({ text: '!', title: 'Caveat: a message on this page is very likely a scam' });
  expect(badgeOf(report('danger', 'caution'))).toMatchObject({ text: '2!', title: expect.stringMatching(/^Caveat: 2 messages on this page were warned about/) });
  expect(badgeOf(report(...Array.from({ length: 2000 }, () => 'danger' as const)))).toMatchObject({ text: '99+!', title: expect.stringContaining('2,000') });
});
