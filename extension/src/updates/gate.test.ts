import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gateJson, json, message } from '../../test/updates/make';
import type { Trial } from '../engine/engine';
import type { Level, Verdict } from '../protocol';
import { gateOf, MAY_DOUBT, MAY_MISS, passGate } from './gate';
import { Refused } from './refused';

const gate = gateOf(gateJson());
const CORE = ['signal:small-fee', 'scam:parcel-fee'];
const rules = { version: 1n, pack: new Uint8Array(), words: [], texts: ['de', 'fr'].map((language) => ({ language, pack: new Uint8Array() })) };

/** Rules that judge as `level` says, by the message's words. */
const engine = (level: (body: string) => Level, holds: string[] = CORE) => ({
  trial: async <T>(_pack: Uint8Array, _words: readonly Uint8Array[], run: (trial: Trial) => T): Promise<T> =>
    run({ scan: ({ body }) => ({ level: level(body) }) as Verdict, inventory: () => holds, speak: () => undefined }),
});
const codeOf = (one: ReturnType<typeof engine>) => passGate(one, rules, gate, CORE).then(() => 'passed', (thrown: unknown) => (thrown instanceof Refused ? thrown.code : String(thrown)));

/** Misses so many scams, is wary of so many honest messages, and fears so many. */
const judging = (missed: number, wary: number, feared: number) =>
  engine((body) => {
    const [kind, n] = [body.split(' ')[0], Number(body.split(' ')[1])];
    if (kind === 'scam') return n < missed ? 'none' : n % 2 ? 'caution' : 'danger';
    return n < feared ? 'danger' : n < feared + wary ? 'caution' : 'none';
  });

describe('how new rules must judge', () => {
  test.each([
    [0, 0, 0, 'passed'],
    [3, 1, 0, 'passed'],
    [4, 0, 0, 'gate'],
    [60, 0, 0, 'gate'],
    [0, 2, 0, 'gate'],
    [0, 60, 0, 'gate'],
    [0, 0, 1, 'gate'],
    [3, 1, 1, 'gate'],
  ])('%i missed, %i doubted, %i feared: %s', async (missed, wary, feared, code) => expect(await codeOf(judging(missed, wary, feared))).toBe(code));

  test('as an edition is held to before it is published', () => {
    const source = readFileSync(resolve(import.meta.dirname, '../../../crates/cli/src/gate.rs'), 'utf8');
    const number = (name: string) => Number(new RegExp(`const ${name}: usize = (\\d+);`).exec(source)?.[1]);
    expect([number('MAY_MISS'), number('MAY_DOUBT')]).toEqual([MAY_MISS, MAY_DOUBT]);
  });
});

test('rules that lack one of the core are refused, whatever else they hold', async () => {
  const all = (body: string): Level => (body.startsWith('scam') ? 'danger' : 'none');
  expect(await codeOf(engine(all, [...CORE, 'scam:new']))).toBe('passed');
  for (const gone of CORE) expect(await codeOf(engine(all, CORE.filter((id) => id !== gone)))).toBe('core');
  expect(await codeOf(engine(all, []))).toBe('core');
  expect(await codeOf(engine(all, ['small-fee', 'parcel-fee']))).toBe('core');
});

test('rules are refused that say more than plain words, in whichever language', async () => {
  for (const bad of ['en', 'de', 'fr', 'none']) {
    let spoken = 'en';
    const inventory = () => {
      if (spoken === bad) throw new Error('signals.says: more than plain words');
      return CORE;
    };
    const scan = ({ body }: { body: string }) => ({ level: body.startsWith('scam') ? 'danger' : 'none' }) as Verdict;
    const one: ReturnType<typeof engine> = { trial: async (_pack, _words, run) => run({ scan, inventory, speak: ({ language }) => void (spoken = language) }) };
    expect(await codeOf(one), bad).toBe(bad === 'none' ? 'passed' : 'shape');
  }
});

test('rules that the engine refuses are no rules, and rules at which it breaks judge badly', async () => {
  const failing = (cause: unknown) => ({ trial: () => Promise.reject(cause as Error) });
  expect(await codeOf(failing(new Error('damaged')))).toBe('shape');
  expect(await codeOf(failing(new WebAssembly.RuntimeError('unreachable')))).toBe('gate');
});

test('a gate that is not as a build makes it tries nothing', () => {
  const { scams, honest } = JSON.parse(new TextDecoder().decode(gateJson())) as { scams: unknown[]; honest: unknown[] };
  const wrong: unknown[] = [
    null, [], {}, { format: 1, scams }, { format: 1, honest }, { format: 2, scams, honest }, { format: 1, scams, honest, more: 1 }, { format: 1, scams: {}, honest },
    { format: 1, scams: scams.slice(1), honest }, { format: 1, scams, honest: honest.slice(1) }, { format: 1, scams: [...scams, 'text'], honest },
    { format: 1, scams: [...scams, { ...message('x'), more: 1 }], honest }, { format: 1, scams: [...scams, { ...message('x'), channel: 'fax' }], honest },
  ];
  for (const file of wrong) expect(() => gateOf(json(file)), JSON.stringify(file).slice(0, 60)).toThrow();
});
