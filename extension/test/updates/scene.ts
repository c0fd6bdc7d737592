import { beforeAll, beforeEach } from 'vitest';
import type { Bytes } from '../../src/updates/bytes';
import { recordOf } from '../../src/updates/record';
import { newKey, packOf, signed, type Key } from './make';
import { World } from './world';

/** What the tests of updates begin with: three publishers, three signed Packs, and a world of its own for each test. */

export const [V2, V3, V4] = [2026112302n, 2026112401n, 2026112501n] as const;
export let keys: Key[];
export let world: World;
export const files = new Map<bigint, Bytes>();

beforeAll(async () => {
  keys = await Promise.all([newKey(), newKey(), newKey()]);
  for (const version of [V2, V3, V4]) files.set(version, await signed(packOf(version), { signers: keys.slice(0, 2) }));
});
beforeEach(() => void (world = new World(keys)));

export const file = (version: bigint) => files.get(version) as Bytes;
export const offer = (version: bigint) => (world.offer = { version, file: file(version) });
export const floor = () => recordOf(world.local).floor;

/** A background whose updates are on and that has taken these versions from the host. */
export async function upTo(...versions: bigint[]) {
  const first = world.background();
  await first.updates.set(true);
  await first.updates.check();
  for (const version of versions) {
    offer(version);
    await first.updates.check();
  }
  return world.background();
}

export const code = async (updates: { report(): Promise<{ problem: { code: string } | null }> }) => (await updates.report()).problem?.code ?? null;
