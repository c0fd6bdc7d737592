import { describe, expect, test, vi } from 'vitest';
import { DAY, inventory, json, newKey, NOW, packOf, part, parts, signed, type Making } from '../../test/updates/make';
import { code, file, files, floor, keys, offer, upTo, V2, V3, V4, world } from '../../test/updates/scene';
import { PACKAGED, versionInUse } from '../../test/updates/world';
import type { Bytes } from './bytes';
import { recordOf } from './record';

vi.mock('../browser', () => ({ browser: { runtime: {} } }));

const make = (version: bigint, list = parts(), change: Partial<Making> = {}) => signed(packOf(version, list), { signers: keys.slice(0, 2), ...change });

describe('before the user turns updates on', () => {
  test('the packaged rules are in use and nobody is asked', async () => {
    const { updates, slots } = world.background();
    offer(V2);
    await updates.check();
    await updates.nudge();
    expect(world.hosts).toEqual([]);
    expect(await versionInUse(slots)).toBe('packaged');
    expect(await updates.report()).toEqual({
      on: false, managed: null, inUse: { version: String(PACKAGED), source: 'packaged', made: Date.UTC(2026, 10, 23), expires: 0 },
      previous: null, use: 'newest', busy: false, checked: 0, succeeded: 0, host: 'unknown', problem: null, changes: null,
    });
  });

  test('nothing on the way to a verdict opens the database', async () => {
    const { slots } = world.background();
    await versionInUse(slots);
    expect(world.done).toEqual(['read record']);
  });

  test('and looking whether a check is due reads no more than what says that none ever is', async () => {
    const { updates } = world.background();
    await updates.nudge();
    expect(world.done).toEqual(['read record', 'read policy']);
  });

  test('nor after updates were on without bringing anything', async () => {
    const { slots } = await upTo();
    await versionInUse(slots);
    expect(world.done).toEqual(['read record']);
  });
});

describe('turned on', () => {
  test('the host is asked at once, and what it brings is in use', async () => {
    const { updates, slots, told } = world.background();
    offer(V2);
    await updates.set(true);
    expect((await updates.report()).busy).toBe(true);
    await updates.check();
    expect(world.hosts).toHaveLength(1);
    expect(await versionInUse(slots)).toBe(V2);
    expect(told.filter((what) => what === 'use')).toHaveLength(1);
    const report = await updates.report();
    expect(report).toMatchObject({
      on: true, busy: false, use: 'newest', host: 'there', problem: null, checked: world.now, succeeded: world.now,
      inUse: { version: String(V2), source: 'host', made: (NOW - DAY) * 1000, expires: (NOW + 30 * DAY) * 1000 },
      previous: { version: String(PACKAGED), source: 'packaged' },
    });
    expect(floor()).toBe(V2);
  });

  test('when the host has asked the network a while ago, that is when it was checked', async () => {
    const { updates } = await upTo(V2);
    world.now += 40 * 60_000;
    await updates.check();
    expect(await updates.report()).toMatchObject({ checked: world.now - 40 * 60_000, succeeded: world.now - 40 * 60_000, problem: null });
  });

  test('what has changed is told in words', async () => {
    const newer = inventory({ scams: { ...inventory().scams, 'fake-boss': { hash: '00000001', title: 'Fake boss' } } });
    files.set(V2, await make(V2, parts().map((old) => (old.kind === 7 ? { ...old, bytes: json(newer) } : old))));
    const { updates } = await upTo(V2);
    expect((await updates.report()).changes).toMatchObject({ scams: { added: ['Fake boss'], removed: [], changed: [] } });
    await updates.use('previous');
    expect((await updates.report()).changes).toMatchObject({ scams: { added: [], removed: ['Fake boss'] } });
    files.set(V2, await make(V2));
  });

  test('rules that do not list what they hold are used, and no difference is told', async () => {
    const { updates, slots } = world.background();
    await updates.import(await make(V2, parts().filter(({ kind }) => kind !== 7)));
    expect(await versionInUse(slots)).toBe(V2);
    expect((await updates.report()).changes).toBeNull();
  });

  test('what is here is not fetched again', async () => {
    const { updates, told } = await upTo(V2);
    await updates.check();
    expect(world.hosts.at(-1)?.asked.map(({ verb }) => verb)).toEqual(['hello', 'sync']);
    expect(told).not.toContain('use');
    expect(await code(updates)).toBeNull();
  });

  test('however many want a check at once, the host is asked once', async () => {
    const { updates } = await upTo();
    const before = world.hosts.length;
    await Promise.all([updates.check(), updates.check(), updates.check()]);
    expect(world.hosts.length - before).toBe(1);
  });

  test('what the host says went wrong is said, and what it has is used', async () => {
    world.problem = { code: 'offline', says: 'no mirror' };
    const { updates, slots } = await upTo(V2);
    expect([await versionInUse(slots), await code(updates)]).toEqual([V2, 'host-offline']);
    world.problem = null;
    await updates.check();
    expect(await code(updates)).toBeNull();
  });

  test('turned off, the rules in use stay, and nobody is asked any more', async () => {
    const { updates, slots } = await upTo(V2);
    await updates.set(false);
    const before = world.hosts.length;
    offer(V3);
    world.now += 30 * DAY * 1000;
    await updates.check();
    await updates.nudge();
    expect([world.hosts.length - before, await versionInUse(slots), (await updates.report()).on]).toEqual([0, V2, false]);
  });

  test('rules whose time has run out stay in use, and their end is told', async () => {
    const { updates, slots } = await upTo(V2);
    world.now += 60 * DAY * 1000;
    const { inUse, problem } = await updates.report();
    expect(inUse.expires).toBeLessThan(world.now);
    expect([problem, await versionInUse(slots)]).toEqual([null, V2]);
  });
});

describe('checks go off by themselves', () => {
  const HOURS = 60 * 60 * 1000;
  const nudged = async (updates: { nudge(): Promise<void> }, later: number) => {
    const before = world.hosts.length;
    world.now += later;
    await updates.nudge();
    return world.hosts.length - before;
  };

  test('six hours after the last one, give or take, and not before', async () => {
    const { updates } = await upTo(V2);
    expect(await nudged(updates, 0)).toBe(0);
    expect(await nudged(updates, 6 * HOURS)).toBe(0);
    expect(await nudged(updates, HOURS)).toBe(1);
    expect(await nudged(updates, HOURS)).toBe(0);
    expect(await nudged(updates, 8 * HOURS)).toBe(1);
  });

  test('a failed one is not repeated at every message', async () => {
    const { updates } = await upTo();
    world.offer = { version: V2, file: new Uint8Array(10) };
    await updates.check();
    expect([await code(updates), await nudged(updates, HOURS), await nudged(updates, 7 * HOURS)]).toEqual(['damaged', 0, 1]);
  });

  test('what passes by itself is tried again sooner', async () => {
    const { updates } = await upTo();
    world.problem = { code: 'offline', says: 'no mirror' };
    await updates.check();
    expect([await code(updates), await nudged(updates, HOURS), await nudged(updates, 1.1 * HOURS)]).toEqual(['host-offline', 0, 1]);
  });

  test('a clock that was set back does not put them off for years', async () => {
    world.now += 1000 * DAY * 1000;
    const { updates } = await upTo();
    expect(await nudged(updates, -1000 * DAY * 1000)).toBe(1);
  });

  test('whether one is due is looked up once a minute at most', async () => {
    const { updates } = await upTo(V2);
    await updates.nudge();
    const before = world.done.length;
    for (let i = 0; i < 50; i++) await updates.nudge();
    expect(world.done.length).toBe(before);
  });
});

describe('refused, in words, with the old rules still in use', () => {
  const DAMAGED = (bytes: Bytes) => bytes.map((byte, i) => (i === bytes.length - 20 ? byte ^ 1 : byte));
  const cases: [string, string, () => Promise<Bytes>, (() => void)?][] = [
    ['changed on the way', 'damaged', () => Promise.resolve(DAMAGED(file(V3)))],
    ['signed by one', 'not-signed', () => make(V3, parts(), { signers: keys.slice(0, 1) })],
    ['signed by strangers', 'not-signed', async () => make(V3, parts(), { signers: [await newKey(), await newKey()] })],
    ['expired', 'expired', () => make(V3, parts(), { expires: NOW - 1 })],
    ['from the future', 'clock', () => make(V3, parts(), { made: NOW + 3 * DAY })],
    ['older than what is in use', 'old', () => make(PACKAGED + 0n)],
    ['with markup in a guide', 'shape', () => make(V3, [...parts(), part(3, json({ lang: 'de', guides: [{ html: '<b>' }] }), 'de')])],
    ['without its core', 'core', () => make(V3), () => (world.holds = () => ['signal:other'])],
    ['that misses scams', 'gate', () => make(V3), () => (world.judge = () => 'none')],
    ['that fears the honest', 'gate', () => make(V3), () => (world.judge = () => 'danger')],
    ['that is no signed Pack', 'damaged', () => Promise.resolve(packOf(V3))],
    ['that is empty', 'damaged', () => Promise.resolve(new Uint8Array())],
    ['that is too large', 'too-large', () => Promise.resolve(new Uint8Array(17 << 20))],
  ];
  test.each(cases)('a file %s: %s', async (_, expected, bytes, bend) => {
    const { updates, slots, told } = await upTo(V2);
    bend?.();
    await updates.import(await bytes());
    expect([await code(updates), await versionInUse(slots), floor()]).toEqual([expected, V2, V2]);
    expect(told).not.toContain('use');
    expect((await updates.report()).problem?.at).toBe(world.now);
  });

  test('what is no base64 at all is a damaged file', async () => {
    const { updates } = world.background();
    await updates.import(null);
    expect(await code(updates)).toBe('damaged');
  });

  test('the same from the host, and the good one that comes after it is taken', async () => {
    const { updates, slots } = await upTo(V2);
    world.offer = { version: V3, file: DAMAGED(file(V3)) };
    await updates.check();
    expect([await code(updates), await versionInUse(slots)]).toEqual(['damaged', V2]);
    offer(V3);
    await updates.check();
    expect([await code(updates), await versionInUse(slots)]).toEqual([null, V3]);
  });

  test('a host that offers older rules than were in use before is said to be behind', async () => {
    const { updates, slots } = await upTo(V3);
    offer(V2);
    await updates.check();
    expect([await code(updates), await versionInUse(slots), floor()]).toEqual(['old', V3, V3]);
  });

  test('a host that is behind this very release is nothing to speak of', async () => {
    world.packaged = V4;
    const { updates, slots } = await upTo(V3);
    expect([await code(updates), await versionInUse(slots)]).toEqual([null, 'packaged']);
  });

  test('a host that calls old rules new is found out by what was signed', async () => {
    const { updates, slots } = await upTo(V3);
    world.offer = { version: V4, file: file(V2) };
    await updates.check();
    expect([await code(updates), await versionInUse(slots)]).toEqual(['old', V3]);
  });
});

describe('going back', () => {
  test('to the ones before, and forward again', async () => {
    const { updates, slots, told } = await upTo(V2, V3);
    expect((await updates.report()).previous?.version).toBe(String(V2));
    await updates.use('previous');
    expect(await versionInUse(slots)).toBe(V2);
    expect(await updates.report()).toMatchObject({ use: 'previous', previous: null, inUse: { version: String(V2) } });
    await updates.use('newest');
    expect([await versionInUse(slots), told.filter((what) => what === 'use').length]).toEqual([V3, 2]);
  });

  test('the version that was left does not come back by itself, a newer one does', async () => {
    const { updates, slots } = await upTo(V2, V3);
    await updates.use('previous');
    await updates.check();
    expect([await versionInUse(slots), await code(updates)]).toEqual([V2, null]);
    offer(V4);
    await updates.check();
    expect(await versionInUse(slots)).toBe(V4);
    // And what one goes back to from there is what was in use, not what was left.
    expect(await updates.report()).toMatchObject({ use: 'newest', previous: { version: String(V2) } });
    expect(floor()).toBe(V4);
  });

  test('from the first ones to the packaged ones', async () => {
    const { updates, slots } = await upTo(V2);
    await updates.use('previous');
    expect([await versionInUse(slots), (await updates.report()).use]).toEqual(['packaged', 'previous']);
    await updates.use('newest');
    expect(await versionInUse(slots)).toBe(V2);
  });

  test('to the packaged ones for good: nobody is asked until the user wants others', async () => {
    const { updates, slots } = await upTo(V2);
    await updates.use('packaged');
    offer(V3);
    world.now += DAY * 1000;
    const before = world.hosts.length;
    await updates.nudge();
    await updates.check();
    expect([await versionInUse(slots), (await updates.report()).use, world.hosts.length - before]).toEqual(['packaged', 'packaged', 0]);
    await updates.use('newest');
    expect(await versionInUse(slots)).toBe(V2);
  });

  test('does not lower the floor', async () => {
    const { updates } = await upTo(V2, V3);
    for (const which of ['previous', 'packaged', 'newest', 'previous'] as const) {
      await updates.use(which);
      expect(floor()).toBe(V3);
    }
    await updates.import(file(V2));
    expect(await code(updates)).toBe('old');
  });
});

describe('files', () => {
  test('are taken without the host and with updates off', async () => {
    const { updates, slots } = world.background();
    await updates.import(file(V2));
    expect([await versionInUse(slots), world.hosts.length, floor()]).toEqual([V2, 0, V2]);
    expect((await updates.report()).inUse.source).toBe('file');
  });

  test('that are here already are taken into use again', async () => {
    const { updates, slots } = await upTo(V2, V3);
    await updates.use('packaged');
    await updates.import(file(V3));
    expect([await versionInUse(slots), (await updates.report()).previous?.version]).toEqual([V3, String(V2)]);
    await updates.use('previous');
    await updates.import(file(V3));
    expect([await versionInUse(slots), (await updates.report()).use]).toEqual([V3, 'newest']);
  });
});

describe('a newer release', () => {
  test('wins against what was synced before it, and clears it away', async () => {
    await upTo(V2, V3);
    Object.assign(world, { packaged: V4, app: '0.2.0' });
    const { updates, slots } = world.background();
    expect(await versionInUse(slots)).toBe('packaged');
    await updates.nudge();
    expect([world.parts.size, world.state, recordOf(world.local).slots, floor()]).toEqual([0, null, 'none', V4]);
    expect(await updates.report()).toMatchObject({ inUse: { version: String(V4), source: 'packaged' }, previous: null, problem: null });
  });

  test('whose rules are older leaves it in use', async () => {
    await upTo(V2, V3);
    Object.assign(world, { packaged: V2, app: '0.2.0' });
    const { updates, slots } = world.background();
    expect(await versionInUse(slots)).toBe(V3);
    await updates.nudge();
    expect([await versionInUse(slots), floor()]).toEqual([V3, V3]);
    // What lay before it is no newer than the packaged rules.
    expect((await updates.report()).previous).toMatchObject({ source: 'packaged', version: String(V2) });
    expect((world.state as { release: object }).release).toEqual({ app: '0.2.0', packaged: String(V2) });
  });
});
