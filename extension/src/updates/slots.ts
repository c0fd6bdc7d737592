import { versionOf } from '../pack/container';
import type { Bytes } from './bytes';
import type { Policy } from './managed';
import type { UpdatesRecord } from './record';
import { otherThan, type Slot, type SlotFacts, type State, type Store } from './store';

/** The rules in use; without a slot they are the packaged ones. */
export interface InUse {
  slot: Slot | null;
  facts: SlotFacts | null;
  /** Why they are the packaged ones although there should be others. */
  problem: 'floor' | 'storage' | null;
}

export interface SlotsFrom {
  record(): Promise<UpdatesRecord>;
  store: Store;
  policy(): Promise<Policy>;
  /** This release, and the version of its packaged rules. */
  app(): string;
  packaged(): Promise<bigint>;
}

/** The slots as far as they may be used: rules not newer than the packaged ones, or from where the workplace does not want them, are as good as none. */
export interface Usable {
  newest: Slot | null;
  previous: Slot | null;
  inUse: Slot | null;
}

export function usable(state: State, packaged: bigint, { source }: Policy): Usable {
  const may = (slot: Slot | null): Slot | null => {
    const facts = slot && state.slots[slot];
    return facts && BigInt(facts.version) > packaged && (source === null || source === facts.source) ? slot : null;
  };
  const newest = may(state.newest);
  const previous = may(state.newest && otherThan(state.newest));
  return { newest, previous, inUse: state.use === 'newest' ? newest : previous };
}

/** A database that has not answered by then will not: some never do on a damaged profile. Messages are waiting. */
const STORE_MS = 3_000;

/** That part is not in the rules in use, as others are not in the package. */
export class NoSuchPart extends Error {}

const PACKAGED: InUse = { slot: null, facts: null, problem: null };

/**
 * Which rules are in use, and their parts: on the way to every verdict. Where updates were never used this costs one look
 * into `storage.local`, begun before anything else, and no database is opened. Whatever goes wrong here means the
 * packaged rules, all of them: never an exception, and never parts of two versions.
 */
export class Slots {
  readonly #from: SlotsFrom;
  #inUse: Promise<InUse> | null = null;
  /** Called when rules that were in use turn out to be unreadable: what was read of them must be forgotten. */
  onDistrust: () => void = () => undefined;

  constructor(from: SlotsFrom) {
    this.#from = from;
  }

  inUse(): Promise<InUse> {
    this.#inUse ??= this.#find();
    return this.#inUse;
  }

  /** Other rules are in use from now on: look again. */
  renew(): void {
    this.#inUse = null;
  }

  /** The rules in use cannot be read: the packaged ones from now on. Whether that makes a difference. */
  async distrust(): Promise<boolean> {
    const { slot } = await this.inUse();
    if (slot === null) return false;
    this.#inUse = Promise.resolve({ ...PACKAGED, problem: 'storage' });
    this.onDistrust();
    return true;
  }

  /** A part of the rules in use; null when those are the packaged ones. */
  async part(name: string): Promise<Bytes | null> {
    const { slot, facts } = await this.inUse();
    if (slot === null || facts === null) return null;
    if (!facts.names.includes(name)) throw new NoSuchPart(`the rules in use have no ${name}`);
    const bytes = await within(STORE_MS, this.#from.store.part(slot, name)).catch(() => null);
    if (bytes && String(versionOf(bytes)) === facts.version) return bytes;
    // Exchanged while we were reading: then it is no damage, and the new ones are asked.
    const now = await this.inUse();
    if (now.slot !== slot || now.facts?.version !== facts.version) return this.part(name);
    await this.distrust();
    return null;
  }

  async #find(): Promise<InUse> {
    try {
      const record = await this.#from.record();
      if (record.floor === 'damaged') return { ...PACKAGED, problem: 'floor' };
      if (record.slots === 'none' || record.packaged) return PACKAGED;
      const [state, policy] = await Promise.all([within(STORE_MS, this.#from.store.state()), this.#from.policy()]);
      if (state === null) return record.slots === 'used' ? { ...PACKAGED, problem: 'storage' } : PACKAGED;
      const packaged = state.release.app === this.#from.app() ? BigInt(state.release.packaged) : await this.#from.packaged();
      const { inUse } = usable(state, packaged, policy);
      return inUse ? { slot: inUse, facts: state.slots[inUse], problem: null } : PACKAGED;
    } catch {
      return { ...PACKAGED, problem: 'storage' };
    }
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
