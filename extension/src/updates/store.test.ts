import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { utf8 } from '../../test/updates/make';
import { DamagedState, Database, stateOf, type Slot, type State } from './store';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

const facts = (version: string, names: string[]) => ({ version, source: 'host' as const, made: 1, expires: 2, names });
const state = (newest: Slot, versions: { a?: string; b?: string }): State => ({
  newest,
  use: 'newest',
  slots: { a: versions.a ? facts(versions.a, ['engine']) : null, b: versions.b ? facts(versions.b, ['engine']) : null },
  floor: '5',
  release: { app: '0.1.0', packaged: '1' },
});
const parts = (...names: string[]) => new Map(names.map((name) => [name, utf8(name)]));
const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

test('there is nothing in a new database', async () => {
  const database = new Database();
  expect(await database.state()).toBeNull();
  expect(await database.part('a', 'engine')).toBeNull();
});

test('a swap fills one slot and leaves the other', async () => {
  const database = new Database();
  await database.swap('a', parts('engine', 'words.de'), state('a', { a: '2' }));
  await database.swap('b', parts('engine', 'sites'), state('b', { a: '2', b: '3' }));
  expect(await database.state()).toEqual(state('b', { a: '2', b: '3' }));
  expect(text(await database.part('a', 'words.de'))).toBe('words.de');
  expect(text(await database.part('b', 'sites'))).toBe('sites');
  await database.swap('a', parts('engine'), state('a', { a: '4', b: '3' }));
  // Nothing of the rules that were there before is left among the new ones.
  expect(await database.part('a', 'words.de')).toBeNull();
  expect(text(await database.part('b', 'sites'))).toBe('sites');
  // Another process (an options page) sees the same.
  expect(await new Database().state()).toEqual(state('a', { a: '4', b: '3' }));
});

test('a swap that cannot be written as a whole is not written at all', async () => {
  const database = new Database();
  await database.swap('a', parts('engine'), state('a', { a: '2' }));
  const unwritable = new Map([['engine', utf8('new')], ['sites', (() => undefined) as never]]);
  await expect(database.swap('a', unwritable, state('a', { a: '3' }))).rejects.toThrow();
  const again = new Database();
  expect(await again.state()).toEqual(state('a', { a: '2' }));
  expect(text(await again.part('a', 'engine'))).toBe('engine');
});

test('when it is cleared, nothing is left', async () => {
  const database = new Database();
  await database.swap('a', parts('engine'), state('a', { a: '2' }));
  await database.clear();
  expect([await database.state(), await database.part('a', 'engine')]).toEqual([null, null]);
});

test('a database that cannot be opened is tried again at the next need', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new Error('no space');
  });
  const database = new Database();
  await expect(database.state()).rejects.toThrow('no space');
  expect(await database.state()).toBeNull();
  expect(open).toHaveBeenCalledTimes(2);
});

describe('what is no state', () => {
  const good = state('a', { a: '2' });
  test('the good one is one', () => expect(stateOf(good)).toEqual(good));
  test.each<[string, unknown]>([
    ['null', null],
    ['text', 'a'],
    ['an empty object', {}],
    ['a key more', { ...good, more: 1 }],
    ['a slot that is none', { ...good, newest: 'c' }],
    ['a newest slot that is empty', { ...good, newest: 'b' }],
    ['a use that is none', { ...good, use: 'packaged' }],
    ['three slots', { ...good, slots: { ...good.slots, c: null } }],
    ['a slot of text', { ...good, slots: { a: 'x', b: null } }],
    ['a version that is a number', { ...good, slots: { a: { ...good.slots.a, version: 2 }, b: null } }],
    ['a source of its own', { ...good, slots: { a: { ...good.slots.a, source: 'packaged' }, b: null } }],
    ['names that are numbers', { ...good, slots: { a: { ...good.slots.a, names: [1] }, b: null } }],
    ['times that are text', { ...good, slots: { a: { ...good.slots.a, made: 'x' }, b: null } }],
    ['a floor that is none', { ...good, floor: '-1' }],
    ['a release that is none', { ...good, release: { app: 1, packaged: '1' } }],
    ['a release without rules', { ...good, release: { app: '0.1.0', packaged: '' } }],
  ])('%s', async (_, wrong) => {
    expect(() => stateOf(wrong)).toThrow(DamagedState);
    const database = new Database();
    await database.keep(wrong as State);
    await expect(database.state()).rejects.toThrow(DamagedState);
  });
});
