import type { Bytes } from './bytes';
import { isCount, isFields, keysAre, versionIn } from './json';

/** Two places for rules: one is in use, the other keeps the ones before, or waits. */
export type Slot = 'a' | 'b';

export const otherThan = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a');

export interface SlotFacts {
  version: string;
  source: 'host' | 'file';
  /** Milliseconds since 1970. */
  made: number;
  expires: number;
  /** Its parts. */
  names: string[];
}

export interface State {
  /** Which slot holds the newest rules. */
  newest: Slot | null;
  /** Whether those are in use, or what was before them. */
  use: 'newest' | 'previous';
  slots: Record<Slot, SlotFacts | null>;
  /** Copy of the version floor. */
  floor: string;
  /** The release that wrote this, and the version of its packaged rules. */
  release: { app: string; packaged: string };
}

/** Where rules that did not come with the release are kept. What fails, rejects. */
export interface Store {
  state(): Promise<State | null>;
  part(slot: Slot, name: string): Promise<Bytes | null>;
  /** Fills a slot and puts the state beside it, both or neither. */
  swap(slot: Slot, parts: ReadonlyMap<string, Bytes>, state: State): Promise<void>;
  keep(state: State): Promise<void>;
  /** Everything is gone, as if updates had never been used. */
  clear(): Promise<void>;
}

/** What lies in the database is no state that we wrote. */
export class DamagedState extends Error {}

const NAME = 'updates';
const VERSION = 1;
const PARTS = 'parts';
const STATE = 'state';

/** The browser's own database. Opened at the first need, and then kept open. */
export class Database implements Store {
  #open: Promise<IDBDatabase> | null = null;

  async state(): Promise<State | null> {
    const stored = await this.#read(STATE, STATE);
    return stored === undefined ? null : stateOf(stored);
  }

  async part(slot: Slot, name: string): Promise<Bytes | null> {
    const stored = await this.#read(PARTS, `${slot}/${name}`);
    return stored instanceof Uint8Array ? (stored as Bytes) : null;
  }

  swap(slot: Slot, parts: ReadonlyMap<string, Bytes>, state: State): Promise<void> {
    return this.#write((transaction) => {
      const held = transaction.objectStore(PARTS);
      held.delete(IDBKeyRange.bound(`${slot}/`, `${slot}/\uffff`));
      for (const [name, bytes] of parts) held.put(bytes, `${slot}/${name}`);
      transaction.objectStore(STATE).put(state, STATE);
    });
  }

  keep(state: State): Promise<void> {
    return this.#write((transaction) => void transaction.objectStore(STATE).put(state, STATE));
  }

  clear(): Promise<void> {
    return this.#write((transaction) => {
      transaction.objectStore(PARTS).clear();
      transaction.objectStore(STATE).clear();
    });
  }

  async #read(store: string, key: string): Promise<unknown> {
    const database = await this.#opened();
    const request = database.transaction(store).objectStore(store).get(key);
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('not readable'));
    });
  }

  async #write(change: (transaction: IDBTransaction) => void): Promise<void> {
    const database = await this.#opened();
    // On the disk before it counts: the version floor already says that these rules were in use.
    const transaction = database.transaction([PARTS, STATE], 'readwrite', { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
    });
    try {
      change(transaction);
    } catch (cause) {
      // What was put before it would be written all the same.
      transaction.abort();
      await done.catch(() => undefined);
      throw cause;
    }
    return done;
  }

  #opened(): Promise<IDBDatabase> {
    this.#open ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        for (const store of [PARTS, STATE]) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
      };
      request.onsuccess = () => {
        // Closed by the browser (its data were cleared): opened anew at the next need.
        request.result.onclose = () => void (this.#open = null);
        request.result.onversionchange = () => {
          request.result.close();
          this.#open = null;
        };
        resolve(request.result);
      };
      request.onerror = () => reject(request.error ?? new Error('cannot be opened'));
      request.onblocked = () => reject(new Error('held by another version of this extension'));
    }).catch((cause: unknown) => {
      this.#open = null;
      throw cause;
    });
    return this.#open;
  }
}

/** Throws [`DamagedState`] for what is none. */
export function stateOf(stored: unknown): State {
  const isSlot = (slot: unknown): slot is Slot => slot === 'a' || slot === 'b';
  if (
    !keysAre(stored, ['newest', 'use', 'slots', 'floor', 'release']) ||
    !(stored.newest === null || isSlot(stored.newest)) ||
    !(stored.use === 'newest' || stored.use === 'previous') ||
    !keysAre(stored.slots, ['a', 'b']) ||
    ![stored.slots.a, stored.slots.b].every((facts) => facts === null || isFacts(facts)) ||
    (stored.newest !== null && stored.slots[stored.newest] === null) ||
    versionIn(stored.floor) === null ||
    !keysAre(stored.release, ['app', 'packaged']) ||
    typeof stored.release.app !== 'string' ||
    versionIn(stored.release.packaged) === null
  ) {
    throw new DamagedState('the database holds something else than rules');
  }
  return stored as unknown as State;
}

const isFacts = (value: unknown): boolean =>
  isFields(value) &&
  versionIn(value.version) !== null &&
  (value.source === 'host' || value.source === 'file') &&
  isCount(value.made) &&
  isCount(value.expires) &&
  Array.isArray(value.names) &&
  value.names.every((name) => typeof name === 'string');
