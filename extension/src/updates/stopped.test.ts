import { beforeAll, expect, test, vi } from 'vitest';
import { newKey, packOf, signed, type Key } from '../../test/updates/make';
import { PACKAGED, versionInUse, World, type Fault } from '../../test/updates/world';
import type { Bytes } from './bytes';
import { recordOf } from './record';
import type { Updates } from './updates';

/**
 * Browsers stop the background whenever they like, and storage says no when a disk is full. Here both happen at every
 * single thing that the background does outside its own memory, in everything that changes the rules in use.
 */

vi.mock('../browser', () => ({ browser: { runtime: {} } }));

const [V2, V3, V4] = [2026112302n, 2026112401n, 2026112501n];
let keys: Key[];
const files = new Map<bigint, Bytes>();

beforeAll(async () => {
  keys = await Promise.all([newKey(), newKey(), newKey()]);
  for (const version of [V2, V3, V4]) files.set(version, await signed(packOf(version), { signers: keys.slice(1) }));
});

interface Scene {
  name: string;
  /** Versions taken before it. */
  before: bigint[];
  prepare?: (world: World, updates: Updates) => Promise<void> | void;
  act: (updates: Updates, world: World) => Promise<unknown>;
  /** What may be in use whenever it is stopped, and what is in use when it is not. */
  may: (bigint | 'packaged')[];
  ends: bigint | 'packaged';
}
const offered = (version: bigint) => (world: World) => void (world.offer = { version, file: files.get(version) as Bytes });

const SCENES: Scene[] = [
  { name: 'the first update', before: [], prepare: offered(V2), act: (updates) => updates.check(), may: ['packaged', V2], ends: V2 },
  { name: 'the second update', before: [V2], prepare: offered(V3), act: (updates) => updates.check(), may: [V2, V3], ends: V3 },
  { name: 'the third update', before: [V2, V3], prepare: offered(V4), act: (updates) => updates.check(), may: [V3, V4], ends: V4 },
  { name: 'an update that goes off by itself', before: [V2], prepare: (world) => (offered(V3)(world), void (world.now += 24 * 3_600_000)), act: (updates) => updates.nudge(), may: [V2, V3], ends: V3 },
  { name: 'a file', before: [V2], prepare: (world) => void (world.offer = null), act: (updates) => updates.import(files.get(V3) as Bytes), may: [V2, V3], ends: V3 },
  { name: 'the first file', before: [], act: (updates) => updates.import(files.get(V2) as Bytes), may: ['packaged', V2], ends: V2 },
  { name: 'a file that is here already', before: [V2, V3], prepare: (_, updates) => updates.use('previous'), act: (updates) => updates.import(files.get(V3) as Bytes), may: [V2, V3], ends: V3 },
  { name: 'going back', before: [V2, V3], act: (updates) => updates.use('previous'), may: [V2, V3], ends: V2 },
  { name: 'going back to packaged rules', before: [V2, V3], act: (updates) => updates.use('packaged'), may: [V3, 'packaged'], ends: 'packaged' },
  { name: 'from packaged rules to the newest', before: [V2, V3], prepare: (_, updates) => updates.use('packaged'), act: (updates) => updates.use('newest'), may: ['packaged', V3], ends: V3 },
  { name: 'from packaged rules to the ones before', before: [V2, V3], prepare: (_, updates) => updates.use('packaged'), act: (updates) => updates.use('previous'), may: ['packaged', V2], ends: V2 },
  { name: 'an update after going back', before: [V2, V3], prepare: (world, updates) => (offered(V4)(world), updates.use('previous')), act: (updates) => updates.check(), may: [V2, V4], ends: V4 },
  { name: 'turning off and on', before: [V2], act: (updates) => updates.set(false).then(() => updates.set(true)), may: [V2], ends: V2 },
  { name: 'the way out of a lost floor', before: [V2, V3], prepare: (world) => void (world.local = { ...(world.local as object), floor: 'gone' }), act: (updates) => updates.set(true), may: ['packaged', V3], ends: V3 },
  { name: 'a newer release', before: [V2, V3], prepare: (world) => void Object.assign(world, { packaged: V4, app: '0.2.0' }), act: (updates) => updates.nudge(), may: ['packaged'], ends: 'packaged' },
  { name: 'a newer release with older rules', before: [V2, V3], prepare: (world) => void Object.assign(world, { packaged: V2, app: '0.2.0' }), act: (updates) => updates.nudge(), may: [V3], ends: V3 },
];

async function prepared({ before, prepare }: Scene): Promise<World> {
  const world = new World(keys);
  const { updates } = world.background();
  await updates.set(true);
  await updates.check();
  for (const version of before) {
    offered(version)(world);
    await updates.check();
  }
  await prepare?.(world, updates);
  return world;
}

const floorOf = (world: World): bigint => {
  const { floor } = recordOf(world.local);
  return floor === null || floor === 'damaged' ? 0n : floor;
};

/** Everything that outlives a background, as it is now. */
async function soundAfter(world: World, scene: Scene, floorBefore: bigint, refused: boolean, where: string): Promise<void> {
  const { updates, slots } = world.background();
  const inUse = await versionInUse(slots);
  expect(scene.may, where).toContain(inUse);
  expect(floorOf(world), where).toBeGreaterThanOrEqual(floorBefore);
  if (inUse !== 'packaged') expect(floorOf(world), where).toBeGreaterThanOrEqual(inUse);
  const report = await updates.report();
  if (scene.name !== 'turning off and on') expect(report.on, where).toBe(true);
  // To be stopped is nobody's fault; what was refused may be said.
  if (!refused) expect(['floor', undefined], where).toContain(report.problem?.code);
  expect(BigInt(report.inUse.version), where).toBe(inUse === 'packaged' ? world.packaged : inUse);
  // And the same wish, said again, is done.
  await scene.act(updates, world);
  await updates.check();
  const { slots: fresh } = world.background();
  expect(await versionInUse(fresh), where).toBe(scene.ends);
}

async function faulty(scene: Scene, fault: Fault): Promise<number> {
  const world = await prepared(scene);
  const floorBefore = floorOf(world);
  const { updates, slots } = world.background();
  world.fault = fault;
  const acted = slots.inUse().then(() => scene.act(updates, world)).then(() => updates.check()).catch(() => undefined);
  await Promise.race([acted, world.stopped]);
  const happened = world.done.length;
  // One that was only refused something lives on: what it reads now is sound as well.
  if (fault.how === 'refused') expect(['packaged', ...scene.may], `${scene.name}, ${fault.how} at ${fault.at}`).toContain(await versionInUse(slots));
  await soundAfter(world, scene, floorBefore, fault.how === 'refused', `${scene.name}, ${fault.how} ${fault.at}: ${world.done.slice(0, fault.at).join(', ')}`);
  return happened;
}

let points = 0;
test.each(SCENES.map((scene) => [scene.name, scene] as const))('%s, stopped anywhere', async (_, scene) => {
  const steps = await faulty(scene, { at: Infinity, how: 'before' });
  expect(steps).toBeGreaterThan(3);
  for (const how of ['before', 'after', 'refused'] as const) {
    for (let at = 1; at <= steps; at++) {
      await faulty(scene, { at, how });
      points++;
    }
  }
  // Some hundred backgrounds each, on whatever machine runs this.
}, 60_000);

test('these were enough points to mean something', () => {
  console.info(`${points} points at which the background was stopped or refused`);
  expect(points).toBeGreaterThan(300);
  expect(PACKAGED).toBeLessThan(V2);
});
