/** The module's border: what it refuses, how it says so, and that its shapes are those of protocol.ts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PACK, startEngine, WORDS } from './engine.mjs';

const pack = readFileSync(PACK);
const engine = await startEngine();

const message = (change = {}) => ({
  channel: 'sms',
  subject: '',
  body: 'Mom I dropped my phone, this is my new number. Can you pay a bill for me today? I will pay you back tomorrow',
  hidden: '',
  sender: { name: '', address: '', number: '+15550100' },
  replyTo: '',
  links: [{ text: 'here', href: 'https://example.com/' }],
  turns: [{ own: true, text: 'hi' }],
  ...change,
});

const refuses = (code, call) =>
  assert.throws(call, (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.code, code);
    assert.match(error.message, /\w+ \w+/, 'a person can read it');
    return true;
  });

// First, because it is the only test that needs an engine without rules.
test('a scan before the rules are loaded is refused', () => refuses('not-loaded', () => engine.scan(message())));

test('a Pack is taken into use and its version told as text', () => {
  assert.match(engine.load(pack), /^\d+$/);
  assert.equal(engine.scan(message()).level, 'danger');
});

test('a Pack that is refused leaves the rules as they were', () => {
  engine.load(pack);
  const before = engine.scan(message());
  const damaged = Buffer.from(pack);
  damaged[damaged.length >> 1] ^= 1;
  for (const wrong of [new Uint8Array(), new Uint8Array(100), pack.subarray(0, pack.length - 1), damaged]) {
    refuses('pack', () => engine.load(wrong));
  }
  assert.deepEqual(engine.scan(message()), before);
});

test('a language is told by its words, and learned', () => {
  engine.load(pack);
  const german = message({ body: 'Hallo Mama, mein Handy ist kaputt. Das ist meine neue Nummer, bitte speichern. Kannst du heute eine Rechnung für mich bezahlen?' });
  assert.deepEqual(engine.scan(german).unread, ['de']);
  assert.deepEqual(engine.scan(message()).unread, []);
  engine.learn(readFileSync(WORDS.find((name) => name.endsWith('words.de.pack'))));
  const verdict = engine.scan(german);
  assert.deepEqual([verdict.level, verdict.scam.id, verdict.unread], ['danger', 'family-new-number', []]);
});

test('words that are damaged, of another version or none at all are refused', () => {
  engine.load(pack);
  const words = readFileSync(WORDS[0]);
  const damaged = Buffer.from(words);
  damaged[damaged.length >> 1] ^= 1;
  const later = Buffer.from(words);
  later.writeBigUInt64LE(later.readBigUInt64LE(12) + 1n, 12);
  for (const wrong of [new Uint8Array(), damaged, later, pack]) refuses('pack', () => engine.learn(wrong));
});

test('findings are told in the language that was asked for', () => {
  engine.load(pack);
  const english = engine.scan(message()).scam.title;
  engine.speak(readFileSync(PACK.replace('engine.pack', 'texts.de.pack')), 'de');
  const german = engine.scan(message()).scam.title;
  assert.notEqual(german, english);
  assert.match(german, /\b(das|die|der|Nachricht|ein|eine)\b/i);
  refuses('pack', () => engine.speak(new Uint8Array(), 'de'));
  engine.load(pack);
  assert.equal(engine.scan(message()).scam.title, english);
});

test('what is no message is refused, and its words are not repeated', () => {
  engine.load(pack);
  const without = (key) => {
    const { [key]: _, ...rest } = message();
    return rest;
  };
  const wrong = [
    undefined, null, 0, 'text', [], {}, () => 1,
    ...Object.keys(message()).map(without),
    message({ channel: 'secret-word' }), message({ body: 5 }), message({ body: null }), message({ links: 'secret-word' }),
    message({ links: [{ text: 'secret-word' }] }), message({ turns: [{ own: 'secret-word', text: '' }] }), message({ sender: null }),
  ];
  for (const value of wrong) {
    refuses('message', () => engine.scan(value));
    try {
      engine.scan(value);
    } catch (error) {
      assert.doesNotMatch(error.message, /secret-word/);
    }
  }
});

test('a getter that throws is refused like any other wrong shape', () => {
  engine.load(pack);
  const trap = Object.defineProperty(message(), 'body', { get() { throw new Error('secret-word'); } });
  assert.throws(() => engine.scan(trap));
  assert.equal(engine.scan(message()).level, 'danger', 'and the engine goes on');
});

test('the same message has the same verdict each time', () => {
  engine.load(pack);
  assert.deepEqual(engine.scan(message()), engine.scan(message()));
});

/** The keys of an interface in protocol.ts, in its order. */
function keysOf(name) {
  const source = readFileSync(new URL('../../extension/src/protocol.ts', import.meta.url), 'utf8');
  const [, body] = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(source);
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, key]) => key);
}

test('what comes out has the shape of protocol.ts, key by key', () => {
  engine.load(pack);
  const found = engine.scan(message());
  assert.deepEqual(Object.keys(found), [...keysOf('Verdict'), 'unread']);
  assert.deepEqual(Object.keys(found.scam), ['id', 'title', 'guide']);
  assert.deepEqual(Object.keys(found.findings[0]), keysOf('Finding'));
  assert.deepEqual(Object.keys(found.targets[0]), keysOf('Target'));
  const told = engine.scan(message({ body: 'We will never ask you to buy gift cards. Never share your code with anyone.' }));
  assert.ok(told.exceptions.length > 0, 'something was held back');
  assert.deepEqual(Object.keys(told.exceptions[0]), keysOf('Exception'));
  assert.equal(engine.scan(message({ body: 'See you at six', links: [] })).scam, null);
});

test('what goes in has the keys of protocol.ts', () => {
  assert.deepEqual(Object.keys(message()), keysOf('Message'));
  assert.deepEqual(Object.keys(message().sender), keysOf('Sender'));
  assert.deepEqual(Object.keys(message().links[0]), keysOf('Link'));
  assert.deepEqual(Object.keys(message().turns[0]), keysOf('Turn'));
});
