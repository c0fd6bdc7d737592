import { describe, expect, test } from 'vitest';
import { besideSteps, DID, inOrder, involvesMoney, isHappened, moneyLine, PAID, pick, type Happened } from '../../src/ui/guide-happened';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReportChannel } from '../../src/ui/guide-data';

const set = (...ids: Happened[]): Set<Happened> => new Set(ids);
const parts = [...DID, ...PAID].map((id) => ({ id: id as string }));

test('everything that a guide may ask about is known here, and nothing else', () => {
  const rust = readFileSync(fileURLToPath(new URL('../../../crates/compiler/src/guides.rs', import.meta.url)), 'utf8');
  const known = [...(/const HAPPENED[^=]*= \[([^\]]*)\]/.exec(rust)?.[1] ?? '').matchAll(/"([a-z-]+)"/g)].map(([, id]) => id as string);
  expect(known.length).toBeGreaterThan(10);
  expect([...DID, ...PAID].sort()).toEqual(known.sort());
});

describe('picking', () => {
  test.each<[string, Set<Happened>, Happened, boolean, Happened[]]>([
    ['one more', set('clicked'), 'code', true, ['clicked', 'code']],
    ['one less', set('clicked', 'code'), 'code', false, ['clicked']],
    ['nothing takes the others back', set('clicked', 'code'), 'nothing', true, ['nothing']],
    ['something takes nothing back', set('nothing'), 'code', true, ['code']],
    ['the same again', set('code'), 'code', true, ['code']],
    ['none left', set('nothing'), 'nothing', false, []],
  ])('%s', (_, picked, id, on, left) => expect([...pick(picked, id, on)]).toEqual(left));
});

describe('order', () => {
  test('as the guide has it until something is picked', () => expect(inOrder(parts, set())).toEqual(parts));
  test.each<[Happened[], Happened[]]>([
    [['clicked', 'paid-transfer'], ['paid-transfer', 'clicked']],
    [['password', 'card', 'replied'], ['card', 'password', 'replied']],
    [['identity', 'software', 'code', 'paid-crypto', 'paid-cash'], ['paid-cash', 'paid-crypto', 'software', 'code', 'identity']],
    [['called', 'paid-gift-card', 'paid-card'], ['paid-card', 'paid-gift-card', 'called']],
    [['nothing'], ['nothing']],
  ])('%j becomes %j', (picked, order) => expect(inOrder(parts, set(...picked)).map(({ id }) => id)).toEqual(order));
  test('whatever is picked, money comes before all else', () => {
    const order = inOrder(parts, set(...DID, ...PAID)).map(({ id }) => involvesMoney(set(id as Happened)));
    expect(order.indexOf(false)).toBe(order.filter(Boolean).length);
    expect(order.filter(Boolean)).toHaveLength(PAID.length + 1);
  });
  test('what this guide does not have is not made up', () => expect(inOrder([{ id: 'clicked' }], set('clicked', 'card'))).toEqual([{ id: 'clicked' }]));
  test('a part that a newer guide brings is shown until something else is picked', () => {
    expect(isHappened('abducted')).toBe(false);
    expect(inOrder([{ id: 'abducted' }, { id: 'clicked' }], set())).toHaveLength(2);
    expect(inOrder([{ id: 'abducted' }, { id: 'clicked' }], set('clicked'))).toEqual([{ id: 'clicked' }]);
  });
});

const channel = (id: string, kind: ReportChannel['kind'], ...purpose: string[]): ReportChannel => ({ id, label: id, purpose, kind, value: '1', note: '', hours: '', cost: '', forward: '', source: '', checked: '' });
const channels = [channel('form', 'url', 'lost-money', 'email'), channel('police', 'url', 'lost-money'), channel('line', 'phone', 'lost-money', 'call'), channel('text', 'sms', 'sms'), channel('papers', 'url', 'identity'), channel('late', 'phone', 'lost-money')];

test.each<[Happened, string[]]>([
  ['paid-transfer', ['line', 'late', 'form']],
  ['card', ['line', 'late', 'form']],
  ['code', ['line', 'late', 'form']],
  ['identity', ['papers']],
  ['called', ['line']],
  ['clicked', ['form', 'text']],
  ['nothing', ['form', 'text']],
])('beside the steps for %s stand %j', (id, ids) => expect(besideSteps(id, channels).map((one) => one.id)).toEqual(ids));

test('the line of the strip is a telephone that helps with money, or none', () => {
  expect(moneyLine(channels)?.id).toBe('line');
  expect(moneyLine(channels.filter(({ kind }) => kind !== 'phone'))).toBeNull();
});
