import { describe, expect, test, vi } from 'vitest';
import type { Finding, Told } from '../protocol';

vi.mock('../browser', () => import('../../test/fake-browser'));

const { shareText, sharedOf, unlinked } = await import('./share');
const { layout, WIDTH, wrap } = await import('./share-layout');

const WORDS = 'read Quibblewick the codes on https://amaz0n-help.example/pay';
const find = (says: string, text: string, weight = 1000): Finding => ({ signal: says, family: 'f', field: 'body', start: 0, end: text.length, text, says, weight });
const told = (change: Partial<Told> = {}): Told => ({
  level: 'danger',
  score: 0.99,
  scam: { id: 'x', title: 'This looks like a fake Amazon fraud alert', guide: 'x' },
  findings: [find('asks for the codes of gift cards', WORDS, 3000), find('was sent from help.amaz0n.example, which imitates the address of Amazon', 'anna@help.amaz0n.example', 2000)],
  exceptions: [],
  truncated: false,
  targets: [],
  claims: 'Amazon',
  steps: ['Do not call.', 'Open amazon.com yourself.', 'Call your bank.'],
  softened: null,
  ...change,
});
const text = (verdict: Told, words: boolean) => shareText(sharedOf(verdict, words));

describe('what is shared', () => {
  test('by default is level, title, reasons and steps, and no word of the message', () => {
    const said = text(told(), false);
    for (const words of ['Very likely a scam', 'This looks like a fake Amazon fraud alert', 'asks for the codes of gift cards', 'What to do now', '1. Do not call.', '3. Call your bank.', 'Checked by Caveat']) expect(said).toContain(words);
    for (const words of ['Quibblewick', 'read ', 'anna@', '“']) expect(said).not.toContain(words);
  });

  test('quotes the words when that is chosen', () => {
    const said = text(told(), true);
    expect(said).toContain('Quibblewick');
    expect(said).toContain('“');
  });

  test.each([
    ['a mail address', 'shows anna.smith@mail.example as its sender', 'anna'],
    ['a number', 'was sent from +44 7700 900123, an odd number', '7700'],
    ['a number with signs', 'asks to call (0151) 900-123-45', '900-123'],
  ])('a reason that names %s does not without that choice', (_, says, secret) => {
    expect(text(told({ findings: [find(says, secret)] }), true)).toContain(secret);
    expect(text(told({ findings: [find(says, secret)] }), false)).not.toContain(secret);
  });

  test.each([true, false])('no address in it can be pressed (with words: %s)', (words) => {
    const said = text(told(), words);
    expect(said).not.toMatch(/https?:\/\/|www\.|[a-z0-9]\.(?:com|example)\b/i);
    expect(said).toContain('amazon[.]com');
  });

  test.each([
    ['https://a.example/x.html', 'https[:]//a[.]example/x[.]html'],
    ['pay 1.000,50 or 3.5 or 12.', 'pay 1.000,50 or 3.5 or 12.'],
    ['at 10.0.0.1/login', 'at 10[.]0[.]0[.]1/login'],
    ['mailto:a@b.example', 'mailto[:]a@b[.]example'],
    ['Stop. Ask. Call.', 'Stop. Ask. Call.'],
    ['münchen.example', 'münchen[.]example'],
    ['amaz0n-.example', 'amaz0n-[.]example'],
  ])('%s cannot be pressed', (from, to) => expect(unlinked(from)).toBe(to));

  test('at caution it speaks as softly as the warning does', () => {
    const said = text(told({ level: 'caution', scam: null }), false);
    expect(said).toContain('Be careful');
    expect(said).not.toContain('Very likely');
  });
});

describe('the picture', () => {
  const measure = (words: string, { size }: { size: number }) => words.length * size * 0.5;
  const written = (verdict: Told, words: boolean) => layout(sharedOf(verdict, words), measure, 'en').ops.flatMap((op) => (op.op === 'text' ? [op.text] : [])).join(' ');

  test('says the same as the text, with words or without', () => {
    expect(written(told(), false)).toContain('This looks like a fake Amazon fraud alert');
    expect(written(told(), false)).toContain('Open amazon.com yourself.');
    expect(written(told(), false)).not.toContain('Quibblewick');
    expect(written(told(), true)).toContain('Quibblewick');
  });

  test('nothing stands outside, whatever is said', () => {
    const long = told({ findings: [find(`links to ${'verylong'.repeat(30)}.example`, 'x'.repeat(400))], steps: ['Schadensersatzforderungsabwehrversicherung '.repeat(6), '一'.repeat(200), ''] });
    const { ops, height } = layout(sharedOf(long, true), measure, 'de');
    for (const op of ops) {
      if (op.op !== 'text') continue;
      expect(op.start + measure(op.text, op.font)).toBeLessThanOrEqual(WIDTH);
      expect(op.y).toBeLessThan(height);
    }
    const lines = ops.filter((op) => op.op === 'text').map(({ y }) => y);
    expect(Math.max(...lines)).toBeGreaterThan(height - 80);
  });

  test.each([
    ['en', 'one two three four', ['one two', 'three four']],
    ['en', 'say “yes”, now.', ['say “yes”,', 'now.']],
    ['ja', 'これは詐欺のようです。', ['これは詐欺の', 'ようです。']],
    ['en', 'x'.repeat(25), ['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]],
  ])('lines in %s break between words: %s', (language, words, lines) => {
    const made = wrap(words, language === 'ja' ? 60 : 100, { size: 10, weight: 400 }, (piece) => [...piece].length * 10, language);
    expect(made).toEqual(lines);
  });
});
