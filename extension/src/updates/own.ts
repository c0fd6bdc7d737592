import { browser } from '../browser';
import type { Engine } from '../engine/engine';
import { database, ownFile, packagedVersion, slots } from '../pack/files';
import { connectHost } from './host';
import { policy } from './managed';
import { RECORD } from './record';
import { Updates } from './updates';

/** The updates of this extension, on the real browser. */
export function ownUpdates(engine: Engine, told: { onUse(): void; onReport(): void }): Updates {
  let packaged: Promise<bigint> | null = null;
  return new Updates({
    local: {
      read: async () => (await browser.storage.local.get(RECORD))[RECORD],
      write: (record) => browser.storage.local.set({ [RECORD]: record }),
    },
    store: database,
    slots,
    policy,
    engine,
    file: ownFile,
    // It changes with the release only, and then the background begins anew.
    packaged: () => (packaged ??= packagedVersion()),
    app: () => browser.runtime.getManifest().version,
    connect: connectHost,
    now: () => Date.now(),
    random: () => Math.random(),
    ...told,
  });
}
