import { expect, test, vi } from 'vitest';
import { packOf } from '../../test/updates/make';
import { storedFloor } from './floor';
import { FRESH, type UpdatesRecord } from './record';
import { Slots } from './slots';
import type { Slot, State, Store } from './store';

const V2 = 2026112302n;
const state: State = {
  newest: 'a',
  use: 'newest',
  slots: { a: { version: String(V2), source: 'host', made: 1, expires: 2, names: ['engine', 'sites'] }, b: null },
  floor: String(V2),
  release: { app: '0.1.0', packaged: '1' },
};
const used: UpdatesRecord = { ...FRESH, slots: 'used', floor: V2 };
const never = <T>() => new Promise<T>(() => undefined);
const NOBODY = { on: null, source: null, sites: null };

function slotsOn(record: UpdatesRecord | Error, change: Partial<Store> = {}) {
  const asked: string[] = [];
  const store = {
    state: () => Promise.resolve(state),
    part: (_slot: Slot, _name: string) => Promise.resolve(packOf(V2)),
    ...change,
  } as Store;
  const slots = new Slots({
    record: () => (asked.push('record'), record instanceof Error ? Promise.reject(record) : Promise.resolve(record)),
    store: { ...store, state: () => (asked.push('state'), store.state()), part: (slot: Slot, name: string) => (asked.push(name), store.part(slot, name)) },
    policy: () => (asked.push('policy'), Promise.resolve(NOBODY)),
    app: () => '0.1.0',
    packaged: () => (asked.push('packaged'), Promise.resolve(1n)),
  });
  return { slots, asked };
}

test('the way to the first verdict: one look where updates were never used, and three where they are', async () => {
  const fresh = slotsOn(FRESH);
  expect(await fresh.slots.part('engine')).toBeNull();
  expect(fresh.asked).toEqual(['record']);
  const { slots, asked } = slotsOn(used);
  expect(await slots.part('engine')).toEqual(packOf(V2));
  // State and policy together, and no packaged file is read to compare versions.
  expect(asked).toEqual(['record', 'state', 'policy', 'engine']);
});

test('whoever wants the packaged rules needs no database', async () => {
  const { slots, asked } = slotsOn({ ...used, packaged: true });
  expect([await slots.part('engine'), asked]).toEqual([null, ['record']]);
});

test('many parts at once cost one look', async () => {
  const { slots, asked } = slotsOn(used);
  await Promise.all([slots.part('engine'), slots.part('sites'), slots.part('engine')]);
  expect(asked.filter((what) => what === 'record' || what === 'state')).toEqual(['record', 'state']);
});

test.each<[string, UpdatesRecord | Error, Partial<Store>]>([
  ['storage that cannot be read', new Error('no'), {}],
  ['a database that cannot be read', used, { state: () => Promise.reject(new Error('no')) }],
  ['a part that cannot be read', used, { part: () => Promise.reject(new Error('no')) }],
  ['a part that is not there', used, { part: () => Promise.resolve(null) }],
  ['a part that is too short', used, { part: () => Promise.resolve(new Uint8Array(3)) }],
  ['a part of other rules', used, { part: () => Promise.resolve(packOf(5n)) }],
  ['a database without rules where there were some', used, { state: () => Promise.resolve(null) }],
])('%s: the packaged rules, and it is said', async (_, record, change) => {
  const { slots } = slotsOn(record, change);
  expect(await slots.part('engine')).toBeNull();
  expect(await slots.inUse()).toEqual({ slot: null, facts: null, problem: 'storage' });
});

test('a database that was about to be filled, and was not, is no damage', async () => {
  const { slots } = slotsOn({ ...used, slots: 'maybe' }, { state: () => Promise.resolve(null) });
  expect(await slots.inUse()).toEqual({ slot: null, facts: null, problem: null });
});

test.each([['state', { state: never }], ['part', { part: never }]] as [string, Partial<Store>][])('a database that never answers (%s) keeps no message waiting for longer than three seconds', async (_, change) => {
  vi.useFakeTimers();
  const { slots } = slotsOn(used, change);
  let part: unknown = 'waiting';
  void slots.part('engine').then((bytes) => (part = bytes));
  await vi.advanceTimersByTimeAsync(2_900);
  expect(part).toBe('waiting');
  await vi.advanceTimersByTimeAsync(200);
  expect(part).toBeNull();
  expect((await slots.inUse()).problem).toBe('storage');
  vi.useRealTimers();
});

test('rules that were exchanged while a part of them was read are no damage: the new ones are read', async () => {
  const later: State = { ...state, newest: 'b', slots: { ...state.slots, b: { ...(state.slots.a as never as object), version: '2026112401' } as never } };
  let now = state;
  const { slots } = slotsOn(used, {
    state: () => Promise.resolve(now),
    part: (slot) => {
      if (slot === 'b') return Promise.resolve(packOf(2026112401n));
      now = later;
      slots.renew();
      return Promise.resolve(null);
    },
  });
  expect(await slots.part('engine')).toEqual(packOf(2026112401n));
  expect((await slots.inUse()).problem).toBeNull();
});

test('a damaged floor means the packaged rules before anything else is looked at', async () => {
  const { slots, asked } = slotsOn({ ...used, floor: 'damaged' });
  expect(await slots.part('engine')).toBeNull();
  expect([await slots.inUse(), asked]).toEqual([{ slot: null, facts: null, problem: 'floor' }, ['record']]);
  expect(storedFloor(V2).version).toBe(state.floor);
});
