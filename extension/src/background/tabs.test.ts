import { expect, test } from 'vitest';
import type { Level, Verdict } from '../protocol';
import { badgeOf } from './badge';
import { revived, Tabs } from './tabs';

const SECRET = 'the words of a message';
const verdict = (level: Level): Verdict => ({
  level,
  score: 0.9,
  scam: level === 'none' ? null : { id: 'toll-unpaid', title: 'This looks like a fake toll notice', guide: 'toll-unpaid' },
  findings: [{ signal: 's', family: 'f', field: 'body', start: 0, end: 3, text: SECRET, says: 'asks', weight: 900 }],
  exceptions: [],
  truncated: false,
  targets: [],
  claims: '',
});
const SITE = 'https://mail.google.com';

function filled(incognito = false): Tabs {
  const tabs = new Tabs();
  tabs.begin(1, 0, SITE, incognito);
  tabs.judged(1, 0, SITE, incognito, 'gmail', 'a', SECRET, verdict('danger'));
  tabs.judged(1, 0, SITE, incognito, 'gmail', 'b', SECRET, verdict('none'));
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
  tabs.judged(1, 0, SITE, false, 'gmail', 'a', '', verdict('caution'));
  expect(tabs.view(1, 0, SITE, false, 'gmail', ['a', 'b'], [])).toEqual(['b']);
});

test('frames add up, and a new document forgets its own frame only', () => {
  const tabs = filled();
  tabs.judged(1, 4, SITE, false, 'roundcube', 'c', '', verdict('caution'));
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
  expect(JSON.stringify(stored)).not.toContain(SECRET);
  expect(revived(stored as NonNullable<typeof stored>).messages[0]).toMatchObject({ level: 'danger', verdict: null, subject: '' });
});

test('of a private window nothing is stored', () => {
  expect(filled(true).stored(1)).toBeNull();
  expect(filled(true).report(1)?.messages).toHaveLength(2);
});

test('memory is bounded, and what is in view stays', () => {
  const tabs = filled();
  for (let i = 0; i < 2000; i++) tabs.judged(1, 0, SITE, false, 'gmail', `k${i}`, '', verdict('none'));
  expect(tabs.view(1, 0, SITE, false, 'gmail', ['a', 'b', 'k0', 'k1999'], [])).toEqual(['k0']);
});

test('the badge says level and number without colour', () => {
  const report = (...levels: Level[]) => ({ sites: ['gmail'], origin: SITE, unread: [], messages: levels.map((level, i) => ({ key: `${i}`, subject: '', level, scam: null, verdict: null })) });
  expect(badgeOf(null).text).toBe('');
  expect(badgeOf(report('none')).text).toBe('');
  expect(badgeOf(report('caution'))).toMatchObject({ text: '1', title: 'badge_caution_one' });
  expect(badgeOf(report('caution', 'none', 'caution'))).toMatchObject({ text: '2', title: 'badge_caution_many', count: 2 });
  expect(badgeOf(report('danger'))).toMatchObject({ text: '!', title: 'badge_danger_one' });
  expect(badgeOf(report('danger', 'caution'))).toMatchObject({ text: '2!', title: 'badge_danger_many', count: 2 });
  expect(badgeOf(report(...Array.from({ length: 200 }, () => 'danger' as const))).text).toBe('99+!');
});
