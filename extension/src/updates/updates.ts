import type { Engine } from '../engine/engine';
import { jsonOf, KIND, readPack } from '../pack/container';
import type { PackFacts, UpdateProblem, UpdatesReport, UpdatesUse } from '../protocol';
import type { Bytes } from './bytes';
import { factsOf, highestIn, packagedFacts, stateWith } from './facts';
import { gateOf, passGate, type Gate } from './gate';
import { bringFromHost, type Connect } from './host';
import { changesBetween, inventoryOf, type Inventory } from './inventory';
import type { Policy } from './managed';
import { FRESH, recordOf, storedRecord, type UpdatesRecord } from './record';
import { codeOf, Refused } from './refused';
import { contentOf, type Content } from './shape';
import { inTime, unpacked, verified, type Statement } from './signed';
import { usable, type InUse, type Slots, type Usable } from './slots';
import { DamagedState, type Slot, type State, type Store } from './store';
import { publishersOf, type Publishers } from './trust';

export interface UpdatesFrom {
  /** The record in `storage.local`. */
  local: { read(): Promise<unknown>; write(record: Record<string, unknown>): Promise<void> };
  store: Store;
  slots: Slots;
  policy(): Promise<Policy>;
  engine: Pick<Engine, 'trial'>;
  /** Files of the package. */
  file(path: '/trust.json' | '/packs/gate.json' | '/packs/inventory.pack'): Promise<Uint8Array>;
  packaged(): Promise<bigint>;
  app(): string;
  connect: Connect;
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Other rules are in use from now on. */
  onUse(): void;
  /** The report is not what it was. */
  onReport(): void;
}

const HOUR = 60 * 60 * 1000;
/** At most so often the host is asked without anybody's wish; it asks the network at most hourly itself. */
const PERIOD = 6 * HOUR;
/** Spreads what started together: a million browsers at nine in the morning. */
const JITTER = 2 * HOUR;
/** After what passes by itself: a laptop that was opened before its network was there. The host asks nobody more often. */
const AGAIN = HOUR;
const PASSING: ReadonlySet<UpdateProblem> = new Set(['host-offline', 'host-mirror', 'host-limits', 'host-busy'] as const);
/** Whether a check is due is looked up at most so often. */
const LOOK = 60_000;

/** The workplace has laid down otherwise. */
export class NotAllowed extends Error {}

/** Everything at one moment that a decision needs. */
interface Now {
  record: UpdatesRecord;
  policy: Policy;
  packaged: bigint;
  /** Null without one, when it is damaged, and when it cannot be read. */
  state: State | null;
  unreadable: boolean;
  slots: Usable;
}

/**
 * Keeps the rules up to date: asks the host, checks all that it brings, and exchanges the rules in use. One thing at a
 * time. The background may be stopped between any two steps: then the old rules are in use as a whole, or the new ones,
 * and the version floor is never lower than before.
 */
export class Updates {
  readonly #from: UpdatesFrom;
  #turn: Promise<unknown> = Promise.resolve();
  #working = 0;
  #checking: Promise<void> | null = null;
  #looked = -Infinity;
  #unwritten: UpdatesReport['problem'] = null;

  constructor(from: UpdatesFrom) {
    this.#from = from;
  }

  async report(): Promise<UpdatesReport> {
    const unreadable = () => this.#now({ ...FRESH, problem: { code: 'storage', at: this.#from.now() } });
    const [inUse, now] = await Promise.all([this.#from.slots.inUse(), this.#now().catch(unreadable)]);
    const { record, policy, packaged, state, slots } = now;
    const facts = (slot: Slot | null): PackFacts => (slot && state?.slots[slot] ? factsOf(state.slots[slot]) : packagedFacts(packaged));
    const use = isPackagedOnly(now) ? 'packaged' : (state?.use ?? 'newest');
    return {
      on: isOn(now),
      managed: policy.on === null && policy.source === null ? null : { on: policy.on, source: policy.source },
      inUse: inUse.facts ? factsOf(inUse.facts) : packagedFacts(packaged),
      previous: use === 'newest' && inUse.slot !== null ? facts(slots.previous) : null,
      use,
      busy: this.#working > 0,
      checked: record.checked,
      succeeded: record.succeeded,
      host: record.host,
      problem: inUse.problem ? { code: inUse.problem, at: this.#from.now() } : (this.#unwritten ?? record.problem),
      changes: record.changes,
    };
  }

  /** Turning on is also the way out when the version floor is lost: see `floor.ts`. A check follows by itself. */
  async set(on: boolean): Promise<void> {
    await this.#inTurn(async () => {
      const now = await this.#now();
      if (now.policy.on !== null && now.policy.on !== on) throw new NotAllowed();
      const record = on ? await this.#withFloor(now.record, now.packaged) : now.record;
      await this.#write({ ...record, on });
      if (now.record.floor === 'damaged' || record.slots !== now.record.slots) this.#exchanged();
    });
    if (on) this.check().catch(() => undefined);
  }

  /** Asks the host, once however many want it. What went wrong stands in the report. */
  check(): Promise<void> {
    this.#checking ??= this.#inTurn(() => this.#check()).finally(() => (this.#checking = null));
    return this.#checking;
  }

  /** A signed Pack that the user has opened from a file. */
  import(file: Bytes | null): Promise<void> {
    return this.#inTurn(async () => {
      const now = await this.#now();
      if (now.policy.source !== null && now.policy.source !== 'file') throw new NotAllowed();
      try {
        if (!file) throw new Refused('damaged', 'not base64');
        const record = now.record.floor === null ? await this.#withFloor(now.record, now.packaged) : now.record;
        await this.#take(file, 'file', { ...now, record });
      } catch (thrown) {
        await this.#say(codeOf(thrown));
      }
    });
  }

  use(which: UpdatesUse): Promise<void> {
    return this.#inTurn(async () => {
      const now = await this.#now();
      if (now.policy.source === 'packaged' && which !== 'packaged') throw new NotAllowed();
      try {
        if (which !== 'packaged') readable(now);
        const before = await this.#inventory(await this.#from.slots.inUse());
        if (which !== 'packaged' && now.state) await this.#from.store.keep({ ...now.state, use: which });
        await this.#write({ ...now.record, packaged: which === 'packaged', problem: null });
        this.#exchanged();
        await this.#tellChanges(before);
      } catch (thrown) {
        await this.#say(codeOf(thrown));
      }
    });
  }

  /** After a verdict, never before one: looks whether a check is due. */
  async nudge(): Promise<void> {
    const time = this.#from.now();
    if (Math.abs(time - this.#looked) < LOOK || this.#working > 0) return;
    this.#looked = time;
    const [record, policy] = await Promise.all([this.#record(), this.#from.policy()]);
    if (record.slots === 'none' && !(policy.on ?? record.on)) return;
    const now = await this.#now(record);
    const { next } = record;
    // Later than any check could be due: the clock has been set back since.
    const isDue = next <= time || next > time + PERIOD + JITTER;
    if (now.state && now.state.release.app !== this.#from.app()) await this.#inTurn(() => this.#settle());
    if (isDue && mayAsk(now)) await this.check();
  }

  async #check(): Promise<void> {
    const now = await this.#now();
    if (!mayAsk(now)) return;
    const time = this.#from.now();
    const spread = Math.floor(this.#from.random() * JITTER);
    const asked = { checked: time, next: time + PERIOD + spread };
    try {
      const record = now.record.floor === null ? await this.#withFloor(now.record, now.packaged) : now.record;
      const { floor } = record;
      readable(now);
      if (floor === null || floor === 'damaged') throw new Refused('storage', 'the database cannot be read');
      const { problem: storage } = await this.#from.slots.inUse();
      // What cannot be read is fetched again, but not what the user has gone back from.
      const isKept = storage === null || now.state?.use === 'previous';
      const here = isKept && now.slots.newest ? now.state?.slots[now.slots.newest]?.version : undefined;
      const wanted = (version: bigint) => version >= floor && version > now.packaged && String(version) !== here;
      const { checked, file, version, problem } = await bringFromHost(this.#from.connect, wanted);
      // The host asks the network once an hour at most; between, it says again what it heard then.
      if (checked > 0) asked.checked = Math.min(time, checked);
      await this.#write({ ...record, ...asked, host: 'there' });
      if (file) await this.#take(file, 'host', await this.#now());
      // A repository that is behind this very release is nothing to speak of; one that is behind what was in use is.
      if (version !== null && version < floor && floor > now.packaged) throw new Refused('old', 'older than what was in use before');
      if (problem) throw new Refused(`host-${problem}`, 'the host says so');
      await this.#change({ succeeded: asked.checked, problem: null });
    } catch (thrown) {
      const code = codeOf(thrown);
      const host = code === 'host-missing' ? { host: 'missing' as const } : code === 'host-broken' ? { host: 'there' as const } : {};
      await this.#say(code, { ...asked, ...host, ...(PASSING.has(code) ? { next: time + AGAIN + spread } : {}) });
    }
  }

  /** Checks a signed Pack in every way there is, and puts it into use. Throws [`Refused`], and then nothing has changed. */
  async #take(file: Bytes, source: 'host' | 'file', now: Now): Promise<void> {
    const { floor } = now.record;
    if (floor === 'damaged') throw new Refused('floor', 'it is not known which versions were in use before');
    readable(now);
    if (floor === null) throw new Refused('storage', 'the database cannot be read');
    const signed = await verified(file, await this.#publishers());
    inTime(signed.statement, this.#from.now());
    const { version } = signed.statement;
    if (version < floor || version <= now.packaged) throw new Refused('old', 'older than what was in use before');
    const inUse = await this.#from.slots.inUse();
    const newest = now.slots.newest && now.state?.slots[now.slots.newest];
    if (newest && BigInt(newest.version) === version && inUse.problem === null) return this.#backToNewest(now);
    const content = contentOf(await unpacked(signed));
    const [gate, core] = await this.#tests();
    await passGate(this.#from.engine, rulesIn(content), gate, core);
    await this.#activate(content, signed.statement, source, now, inUse);
  }

  /**
   * The floor first, then the rules: stopped in between, these rules are still not too old to be taken the next time.
   * The other way round, older ones could be.
   */
  async #activate(content: Content, statement: Statement, source: 'host' | 'file', now: Now, inUse: InUse): Promise<void> {
    const before = await this.#inventory(inUse);
    const floor = content.version > (now.record.floor as bigint) ? content.version : now.record.floor;
    await this.#write({ ...now.record, floor, slots: now.record.slots === 'none' ? 'maybe' : now.record.slots });
    const release = { app: this.#from.app(), packaged: String(now.packaged) };
    const { slot, state } = stateWith(now.state, content, statement, source, inUse.problem === 'storage', release);
    await this.#from.store.swap(slot, content.parts, state);
    await this.#change({ slots: 'used', packaged: false, problem: null, succeeded: this.#from.now() }).finally(() => this.#exchanged());
    await this.#tellChanges(before);
  }

  /** What was opened or brought is here already, and the user wants it again. */
  async #backToNewest({ record, state }: Now): Promise<void> {
    const before = await this.#inventory(await this.#from.slots.inUse());
    if (state) await this.#from.store.keep({ ...state, use: 'newest' });
    await this.#write({ ...record, packaged: false, problem: null });
    this.#exchanged();
    await this.#tellChanges(before);
  }

  /** A newer release has come: its packaged rules may be newer than what was brought before it. */
  async #settle(): Promise<void> {
    const { record, packaged, state } = await this.#now();
    if (!state || record.floor === 'damaged') return;
    const { newest, previous } = usable(state, packaged, { on: null, source: null, sites: null });
    const floor = record.floor === null || record.floor < packaged ? packaged : record.floor;
    if (newest === null && previous === null) {
      // In three steps: a record that says "used" promises that they are there, one that says "none" that they are not.
      await this.#write({ ...record, floor, slots: 'maybe' });
      await this.#from.store.clear();
      await this.#write({ ...record, floor, slots: 'none', changes: null, problem: null });
    } else {
      await this.#from.store.keep({ ...state, release: { app: this.#from.app(), packaged: String(packaged) } });
      await this.#write({ ...record, floor });
    }
  }

  /**
   * The record with a version floor that is known for sure: the packaged version, or what the database remembers. As it
   * was when the database cannot be read: it may remember more than we know.
   */
  async #withFloor(record: UpdatesRecord, packaged: bigint): Promise<UpdatesRecord> {
    if (record.floor !== null && record.floor !== 'damaged') return record;
    const failed = (cause: unknown) => (cause instanceof DamagedState ? null : undefined);
    const state = await this.#from.store.state().catch(failed);
    if (state === undefined) return record;
    if (!state) {
      const isClear = await this.#from.store.clear().then(() => true, () => false);
      return { ...record, floor: packaged, slots: isClear ? 'none' : 'maybe', problem: null };
    }
    const highest = highestIn(state);
    return { ...record, floor: highest > packaged ? highest : packaged, slots: 'used', problem: null };
  }

  async #publishers(): Promise<Publishers> {
    try {
      return await publishersOf(await this.#from.file('/trust.json'));
    } catch (cause) {
      throw new Refused('not-signed', 'this release trusts nobody', cause);
    }
  }

  /** What new rules are held to: parts of the package, without which none can be taken. */
  async #tests(): Promise<[Gate, readonly string[]]> {
    try {
      const [gate, { core }] = await Promise.all([this.#from.file('/packs/gate.json').then(gateOf), this.#packagedInventory()]);
      return [gate, core];
    } catch (cause) {
      throw new Refused('gate', 'this release has nothing to try rules on', cause);
    }
  }

  async #packagedInventory(): Promise<Inventory> {
    return inventoryOf(jsonOf(readPack(await this.#from.file('/packs/inventory.pack')), KIND.inventory));
  }

  /** What those rules hold; null when they do not say. */
  async #inventory({ slot }: InUse): Promise<Inventory | null> {
    try {
      if (slot === null) return await this.#packagedInventory();
      const part = await this.#from.store.part(slot, 'inventory');
      return part && inventoryOf(jsonOf(readPack(part), KIND.inventory));
    } catch {
      return null;
    }
  }

  /** When the new rules are in use already: if this cannot be kept, nothing is told, and nothing is wrong. */
  async #tellChanges(before: Inventory | null): Promise<void> {
    const now = await this.#inventory(await this.#from.slots.inUse());
    await this.#change({ changes: before && now ? changesBetween(before, now) : null }).catch(() => undefined);
  }

  #exchanged(): void {
    this.#from.slots.renew();
    this.#from.onUse();
  }

  async #now(known?: UpdatesRecord): Promise<Now> {
    const [record, policy, packaged] = await Promise.all([known ?? this.#record(), this.#from.policy(), this.#from.packaged()]);
    let unreadable = false;
    const failed = (cause: unknown): null => {
      // What is there and is no state may be written over; what cannot be read may be whole.
      unreadable = !(cause instanceof DamagedState);
      return null;
    };
    const state = record.slots === 'none' ? null : await this.#from.store.state().catch(failed);
    const slots = state ? usable(state, packaged, policy) : { newest: null, previous: null, inUse: null };
    return { record, policy, packaged, state, unreadable, slots };
  }

  async #say(code: UpdateProblem, change: Partial<UpdatesRecord> = {}): Promise<void> {
    const problem = { code, at: this.#from.now() };
    // Where not even this can be written, it is said as long as the background lives.
    await this.#change({ ...change, problem }).catch(() => (this.#unwritten = problem));
  }

  async #change(change: Partial<UpdatesRecord>): Promise<void> {
    await this.#write({ ...(await this.#record()), ...change });
  }

  /** Rejects when it cannot be read: then nothing may be written over it either. */
  async #record(): Promise<UpdatesRecord> {
    return recordOf(await this.#from.local.read());
  }

  async #write(record: UpdatesRecord): Promise<void> {
    await this.#from.local.write(storedRecord(record));
    this.#unwritten = null;
  }

  /** Things that change the rules go one after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#working++;
    const turn = this.#turn.then(work).finally(() => {
      this.#working--;
      this.#from.onReport();
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** Throws unless it is known what the slots hold. */
function readable({ unreadable }: Now): void {
  if (unreadable) throw new Refused('storage', 'it is not known which rules are here');
}

const isOn = ({ record, policy }: Now): boolean => policy.on ?? record.on;
const isPackagedOnly = ({ record, policy }: Now): boolean => policy.source === 'packaged' || record.packaged;
/** Whether the host may be asked at all. */
const mayAsk = (now: Now): boolean =>
  isOn(now) && !isPackagedOnly(now) && now.policy.source !== 'file' && now.record.floor !== 'damaged';

const rulesIn = ({ version, parts, words, texts }: Content) => ({
  version,
  pack: parts.get('engine') as Bytes,
  words: words.map((language) => parts.get(`words.${language}`) as Bytes),
  texts: texts.map((language) => ({ language, pack: parts.get(`texts.${language}`) as Bytes })),
});
