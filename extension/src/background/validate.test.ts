import { describe, expect, test } from 'vitest';
import { LIMITS, type Message } from '../protocol';
import { validMessage, validRequest } from './validate';

const message = (): Message => ({
  channel: 'email',
  subject: 'Hello',
  body: 'Text',
  hidden: '',
  sender: { name: 'A', address: 'a@mail.example', number: '' },
  replyTo: '',
  links: [{ text: 'here', href: 'https://mail.example/' }],
  turns: [{ own: true, text: 'hi' }],
});

const good: Record<string, unknown>[] = [
  { kind: 'adapter' },
  { kind: 'scan', site: 'gmail', key: 'k1', message: message() },
  { kind: 'view', site: 'gmail', keys: ['k1', 'k2'], unread: ['picture'] },
  { kind: 'open-guide', guide: 'amazon-fraud-call' },
  { kind: 'check', message: message() },
  { kind: 'report', tabId: 7 },
  { kind: 'handoff', token: 'abc' },
  { kind: 'updates' },
  { kind: 'updates-set', on: true },
  { kind: 'updates-check' },
  { kind: 'updates-use', which: 'previous' },
  { kind: 'updates-import', data: 'AQID' },
];

describe('every known request', () => {
  test.each(good)('$kind passes as it is', (request) => {
    expect(validRequest(request)).toEqual(request);
  });

  test.each(good)('$kind with one key more is refused', (request) => {
    expect(validRequest({ ...request, extra: 1 })).toBeNull();
    expect(validRequest({ ...request, [Symbol('s')]: 1 })).toBeNull();
  });

  test.each(good)('$kind with one key less, or one of another type, is refused', (request) => {
    for (const key of Object.keys(request)) {
      const { [key]: _gone, ...rest } = request;
      expect(validRequest(rest), `without ${key}`).toBeNull();
      for (const other of [null, undefined, 3.5, true, {}, [], () => 1, Symbol('x')]) {
        if (key === 'on' && other === true) continue;
        expect(validRequest({ ...request, [key]: other }) === null || (key === 'keys' && Array.isArray(other)) || (key === 'unread' && Array.isArray(other)), `${key}: ${String(other)}`).toBe(true);
      }
    }
  });

  test.each(good)('$kind from a prototype is no request', (request) => {
    expect(validRequest(Object.create(request))).toBeNull();
  });
});

test('what is no object, or of an unknown kind, is refused', () => {
  for (const input of [null, undefined, 1, 'scan', [], ['adapter'], { kind: 'fetch', url: 'https://mail.example' }, { kind: '__proto__' }, { kind: 'constructor' }]) {
    expect(validRequest(input)).toBeNull();
  }
});

test('every field of a message is checked, all the way down', () => {
  const broken: [string, unknown][] = [
    ['channel', 'fax'],
    ['subject', 1],
    ['body', null],
    ['sender', { name: '', address: '' }],
    ['sender', { name: '', address: '', number: '', phone: '' }],
    ['links', [{ text: 'a' }]],
    ['links', [{ text: 'a', href: 1 }]],
    ['links', { length: 0 }],
    ['turns', [{ own: 1, text: 'a' }]],
    ['turns', [null]],
  ];
  for (const [key, value] of broken) expect(validMessage({ ...message(), [key]: value }), `${key}: ${JSON.stringify(value)}`).toBeNull();
});

test('limits hold at their edge', () => {
  expect(validMessage({ ...message(), body: 'a'.repeat(LIMITS.body) })).not.toBeNull();
  expect(validMessage({ ...message(), body: 'a'.repeat(LIMITS.body + 1) })).toBeNull();
  const links = (n: number) => Array.from({ length: n }, () => ({ text: '', href: '' }));
  expect(validMessage({ ...message(), links: links(LIMITS.links) })).not.toBeNull();
  expect(validMessage({ ...message(), links: links(LIMITS.links + 1) })).toBeNull();
  expect(validRequest({ kind: 'scan', site: 'gmail', key: 'k'.repeat(LIMITS.key + 1), message: message() })).toBeNull();
  expect(validRequest({ kind: 'view', site: 'gmail', keys: Array.from({ length: LIMITS.keys + 1 }, (_, i) => `${i}`), unread: [] })).toBeNull();
});

test('guides are names, never paths or addresses', () => {
  for (const guide of ['', '../check', 'a/b', 'https://mail.example', 'A', '-a', 'a--b', 'a#b', 'x'.repeat(65)]) {
    expect(validRequest({ kind: 'open-guide', guide }), guide).toBeNull();
  }
});

test('random trees never throw and never pass', () => {
  let seed = 20261122;
  const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const words = ['kind', 'scan', 'message', 'links', 'body', 'keys', '__proto__', 'toString', 'length', 'site'];
  const tree = (depth: number): unknown => {
    const pick = next(depth > 4 ? 5 : 7);
    if (pick === 0) return next(1000);
    if (pick === 1) return null;
    if (pick < 5) return words[next(words.length)];
    if (pick === 5) return Array.from({ length: next(4) }, () => tree(depth + 1));
    return Object.fromEntries(Array.from({ length: next(5) }, () => [words[next(words.length)], tree(depth + 1)]));
  };
  for (let i = 0; i < 2500; i++) {
    expect(validRequest(tree(0))).toBeNull();
    const noisy: Record<string, unknown> = message() as never;
    noisy[words[next(words.length)] as string] = tree(2);
    const checked = validMessage(noisy);
    if (checked) expect(Object.keys(checked).sort()).toEqual(Object.keys(message()).sort());
  }
});
