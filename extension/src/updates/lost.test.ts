import { describe, expect, test, vi } from 'vitest';
import { packOf } from '../../test/updates/make';
import { code, file, floor, offer, upTo, V2, V3, V4, world } from '../../test/updates/scene';
import { versionInUse } from '../../test/updates/world';
import { storedFloor } from './floor';
import { NotAllowed } from './updates';

/** What the updates do when something that they rely on is gone, or laid down by somebody else. */

vi.mock('../browser', () => ({ browser: { runtime: {} } }));

describe('when the version floor is damaged or lost', () => {
  const break_ = (change: object) => (world.local = { ...(world.local as object), ...change });

  test('only the packaged rules are used, nobody is asked, and it is said', async () => {
    await upTo(V3);
    break_({ floor: { ...storedFloor(V2), sum: '00000000' } });
    const { updates, slots } = world.background();
    const before = world.hosts.length;
    await updates.check();
    await updates.import(file(V4));
    expect([await versionInUse(slots), await code(updates), world.hosts.length - before]).toEqual(['packaged', 'floor', 0]);
    await updates.use('newest');
    expect([await versionInUse(slots), await code(updates)]).toEqual(['packaged', 'floor']);
  });

  test('the user turns updates off and on again: it begins at what the database remembers', async () => {
    await upTo(V2, V3);
    break_({ floor: undefined });
    const { updates, slots } = world.background();
    await updates.set(false);
    expect(await code(updates)).toBe('floor');
    offer(V2);
    await updates.set(true);
    await updates.check();
    expect([await versionInUse(slots), await code(updates), floor()]).toEqual([V3, 'old', V3]);
  });

  test('with the database lost as well, at the packaged version', async () => {
    await upTo(V3);
    break_({ floor: null });
    Object.assign(world, { state: null, parts: new Map() });
    const { updates, slots } = world.background();
    await updates.set(true);
    await updates.check();
    expect([await versionInUse(slots), await code(updates), floor()]).toEqual([V3, null, V3]);
  });

  test('a database that cannot be read just then is not taken for one that remembers nothing', async () => {
    await upTo(V2, V3);
    world.local = undefined;
    offer(V2);
    const { updates } = world.background();
    // Turning on reads record, policy, packaged version, and then the database.
    world.fault = { at: 4, how: 'refused' };
    await updates.set(true);
    expect(world.done[3]).toBe('read state');
    await updates.check();
    const { updates: later, slots } = world.background();
    await later.check();
    expect([await versionInUse(slots), await code(later), floor()]).toEqual([V3, 'old', V3]);
  });

  test('the whole record lost: as on the first day, and old rules still do not come back', async () => {
    await upTo(V2, V3);
    world.local = undefined;
    const { updates, slots } = world.background();
    expect([await versionInUse(slots), (await updates.report()).on]).toEqual(['packaged', false]);
    offer(V2);
    await updates.set(true);
    await updates.check();
    expect([await versionInUse(slots), await code(updates), floor()]).toEqual([V3, 'old', V3]);
  });
});

describe('when the database is damaged or lost', () => {
  test.each<[string, (world: World) => void]>([
    ['everything in it is gone', (one) => Object.assign(one, { state: null, parts: new Map() })],
    ['its state is something else', (one) => (one.state = { some: 'thing' })],
    ['a part is gone', (one) => one.parts.delete('a/sites')],
    ['a part is of another version', (one) => one.parts.set('a/sites', packOf(V4))],
    ['a part is empty', (one) => one.parts.set('a/sites', new Uint8Array())],
  ])('%s: the packaged rules, all of them, until new ones come', async (_, damage) => {
    await upTo(V2);
    damage(world);
    const { updates, slots } = world.background();
    let distrusted = 0;
    slots.onDistrust = () => distrusted++;
    for (const name of ['sites', 'engine', 'guides.en']) expect(await slots.part(name)).toBeNull();
    expect(await code(updates)).toBe('storage');
    expect(distrusted).toBeLessThanOrEqual(1);
    await updates.check();
    expect([await versionInUse(slots), await code(updates)]).toEqual([V2, null]);
    // The damaged ones are nothing to go back to.
    expect((await updates.report()).previous?.source).toBe('packaged');
  });

  test('rules that the engine cannot read give way to the packaged ones, once', async () => {
    const { slots } = await upTo(V2);
    expect(await versionInUse(slots)).toBe(V2);
    expect([await slots.distrust(), await slots.distrust()]).toEqual([true, false]);
    expect(await versionInUse(slots)).toBe('packaged');
  });

  test('a part that the rules in use never had is simply not there', async () => {
    const { slots } = await upTo(V2);
    await expect(slots.part('words.fr')).rejects.toThrow('no words.fr');
    expect(await versionInUse(slots)).toBe(V2);
  });
});

describe('what a workplace lays down', () => {
  const lay = (policy: object) => Object.assign(world.policy, policy);

  test('on: without a click', async () => {
    lay({ on: true });
    offer(V2);
    const { updates, slots } = world.background();
    await updates.nudge();
    expect([await versionInUse(slots), (await updates.report()).on]).toEqual([V2, true]);
    await expect(updates.set(false)).rejects.toBeInstanceOf(NotAllowed);
    expect((await updates.report()).managed).toEqual({ on: true, source: null });
  });

  test('off: whatever the user had chosen', async () => {
    const { updates } = await upTo(V2);
    lay({ on: false });
    const before = world.hosts.length;
    await updates.check();
    await expect(updates.set(true)).rejects.toBeInstanceOf(NotAllowed);
    expect([world.hosts.length - before, (await updates.report()).on]).toEqual([0, false]);
  });

  test('only packaged rules: nothing synced is used, asked for or opened', async () => {
    await upTo(V2);
    lay({ source: 'packaged' });
    const { updates, slots } = world.background();
    const before = world.hosts.length;
    await updates.check();
    expect([await versionInUse(slots), world.hosts.length - before, (await updates.report()).use]).toEqual(['packaged', 0, 'packaged']);
    await expect(updates.import(file(V3))).rejects.toBeInstanceOf(NotAllowed);
    await expect(updates.use('newest')).rejects.toBeInstanceOf(NotAllowed);
  });

  test('only files: what the host brought is not used, and the host is not asked', async () => {
    await upTo(V2);
    lay({ source: 'file' });
    const { updates, slots } = world.background();
    const before = world.hosts.length;
    await updates.check();
    expect([await versionInUse(slots), world.hosts.length - before]).toEqual(['packaged', 0]);
    await updates.import(file(V3));
    expect([await versionInUse(slots), (await updates.report()).inUse.source]).toEqual([V3, 'file']);
  });

  test('only the host: no file is opened', async () => {
    lay({ source: 'host' });
    const { updates, slots } = await upTo(V2);
    await expect(updates.import(file(V3))).rejects.toBeInstanceOf(NotAllowed);
    expect(await versionInUse(slots)).toBe(V2);
  });
});
