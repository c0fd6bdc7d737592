import { describe, expect, test, vi } from 'vitest';
import { floorOf, storedFloor } from './floor';
import { policyOf } from './managed';
import { FRESH, recordOf, storedRecord, type UpdatesRecord } from './record';

vi.mock('../browser', () => ({ browser: {} }));

const used: UpdatesRecord = {
  on: true,
  packaged: false,
  slots: 'used',
  floor: 2026112302n,
  checked: 1,
  succeeded: 2,
  next: 3,
  host: 'there',
  problem: { code: 'host-offline', at: 4 },
  changes: { scams: { added: ['Fake boss'], removed: [], changed: [] }, phrases: { added: 1, removed: 0 }, sites: { added: [], removed: [], changed: ['Gmail'] }, guides: 1, brands: 2 },
};
const stored = (record: UpdatesRecord) => JSON.parse(JSON.stringify(storedRecord(record))) as Record<string, unknown>;

describe('the version floor', () => {
  test('comes back as it was written', () => {
    for (const version of [0n, 2026112302n, (1n << 64n) - 1n]) expect(floorOf(storedFloor(version))).toBe(version);
  });

  test('is damaged as soon as anything about it has changed', () => {
    const { version, sum } = storedFloor(2026112302n);
    const wrong: unknown[] = [undefined, null, 7, '2026112302', [], {}, { version }, { sum }, { version, sum, more: 1 }, { version: '2026112301', sum }, { version: '02026112302', sum }, { version: 2026112302, sum }, { version, sum: '' }, { version, sum: sum.toUpperCase() }, { version, sum: `${sum}0` }];
    for (const one of wrong) expect(floorOf(one), JSON.stringify(one)).toBe('damaged');
    for (let i = 0; i < version.length; i++) for (let digit = 0; digit < 10; digit++) {
      const other = version.slice(0, i) + String(digit) + version.slice(i + 1);
      if (other !== version) expect(floorOf({ version: other, sum }), other).toBe('damaged');
    }
  });
});

describe('what is kept of updates', () => {
  test('comes back as it was written', () => {
    for (const record of [FRESH, used, { ...FRESH, floor: 5n }]) expect(recordOf(stored(record))).toEqual(record);
  });

  test('is nothing where updates were never used, and that is no damage', () => {
    expect(recordOf(undefined)).toEqual(FRESH);
    expect(recordOf({})).toMatchObject({ slots: 'maybe', floor: 'damaged' });
    expect(recordOf({ slots: 'none', on: true })).toMatchObject({ on: true, floor: null });
  });

  test('has a damaged floor wherever there should be one and none can be read', () => {
    for (const wrong of [null, 3, 'x', [], {}, { ...stored(used), floor: undefined }, { ...stored(used), floor: { version: '1', sum: '0' } }, { ...stored(used), slots: 'none', floor: 7 }, { slots: 'some' }]) {
      expect(recordOf(wrong).floor, JSON.stringify(wrong)).toBe('damaged');
    }
  });

  test('and a damaged floor is still damaged after it was written again', () => {
    for (const slots of ['none', 'maybe', 'used'] as const) expect(recordOf(stored({ ...used, slots, floor: 'damaged' })).floor).toBe('damaged');
  });

  test('falls back field by field', () => {
    const noise = { on: 'yes', packaged: 1, checked: -1, succeeded: 0.5, next: 'x', host: 'gone', problem: { code: '<b>', at: 1 }, changes: { scams: 1 } };
    expect(recordOf({ ...stored(used), ...noise })).toEqual({ ...FRESH, slots: 'used', floor: used.floor });
    expect(recordOf({ ...stored(used), problem: { code: 'host-nothing', at: 1 } }).problem).toBeNull();
    expect(recordOf({ ...stored(used), problem: { code: 'gate', at: 'x' } }).problem).toEqual({ code: 'gate', at: 0 });
  });
});

describe('what a workplace lays down', () => {
  const nothing = { on: null, source: null, sites: null };
  test.each<[unknown, object]>([
    [undefined, nothing],
    [null, nothing],
    ['text', nothing],
    [[], nothing],
    [{}, nothing],
    [{ updates: true }, { ...nothing, on: true }],
    [{ updates: false, more: 1 }, { ...nothing, on: false }],
    [{ updates: 'yes', source: 'host' }, { ...nothing, source: 'host' }],
    [{ source: 'https://mail.example', sites: ['gmail'] }, { ...nothing, sites: ['gmail'] }],
    [{ sites: [] }, { ...nothing, sites: [] }],
    [{ sites: ['gmail', 7] }, nothing],
    [{ sites: 'gmail' }, nothing],
    [{ sites: ['../x'] }, nothing],
    [{ source: 'packaged', updates: 1 }, { ...nothing, source: 'packaged' }],
  ])('%j', (laid, means) => expect(policyOf(laid)).toEqual(means));
});
