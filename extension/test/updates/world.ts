import { versionOf } from '../../src/pack/container';
import type { Level, Verdict } from '../../src/protocol';
import type { Bytes } from '../../src/updates/bytes';
import type { Policy } from '../../src/updates/managed';
import { recordOf } from '../../src/updates/record';
import { Slots } from '../../src/updates/slots';
import { stateOf, type Slot, type State, type Store } from '../../src/updates/store';
import { Updates } from '../../src/updates/updates';
import { soundHost, type FakeHost, type Offer } from './host';
import { gateJson, inventory, json, NOW, packOf, part, trustJson, type Key } from './make';

export const PACKAGED = 2026112301n;

/** Stopped or failing at the n-th thing that the background does outside its own memory. */
export interface Fault {
  at: number;
  /** Stopped just before or just after it is done, or it is refused (no space, no rights). */
  how: 'before' | 'after' | 'refused';
}

/** A browser profile that outlives the background, and as many backgrounds as one likes. */
export class World {
  local: unknown = undefined;
  state: unknown = null;
  parts = new Map<string, Bytes>();
  policy: Policy = { on: null, source: null, sites: null };
  packaged = PACKAGED;
  app = '0.1.0';
  now = NOW * 1000;
  offer: Offer | null = null;
  problem: unknown = null;
  /** How rules judge the messages of the gate: by the name of the rules. */
  judge: (rules: string, body: string) => Level = (_, body) => (body.startsWith('scam') ? 'danger' : 'none');
  holds: (rules: string) => string[] = () => inventory().core;
  readonly keys: readonly Key[];
  hosts: FakeHost[] = [];

  fault: Fault | null = null;
  done: string[] = [];
  /** Resolves when the background is stopped. */
  stopped: Promise<void>;
  #stop: () => void = () => undefined;
  #isDead = false;

  constructor(keys: readonly Key[]) {
    this.keys = keys;
    this.stopped = this.#alive();
  }

  /** A new background on the same profile. */
  background(): { updates: Updates; slots: Slots; told: string[] } {
    this.fault = null;
    this.done = [];
    this.stopped = this.#alive();
    const mine = this.stopped;
    const step = <T>(what: string, work: () => T | Promise<T>): Promise<T> => (mine === this.stopped ? this.#step(what, work) : new Promise<T>(() => undefined));
    const told: string[] = [];
    const store: Store = {
      state: () => step('read state', () => (this.state === null ? null : stateOf(structuredClone(this.state)))),
      part: (slot: Slot, name: string) => step('read part', () => this.parts.get(`${slot}/${name}`) ?? null),
      swap: (slot, parts, state) =>
        step('swap', () => {
          for (const name of [...this.parts.keys()]) if (name.startsWith(`${slot}/`)) this.parts.delete(name);
          for (const [name, bytes] of parts) this.parts.set(`${slot}/${name}`, bytes);
          this.state = structuredClone(state);
        }),
      keep: (state: State) => step('keep', () => void (this.state = structuredClone(state))),
      clear: () => step('clear', () => void ((this.state = null), this.parts.clear())),
    };
    const read = () => step('read record', () => structuredClone(this.local));
    const packaged = () => step('read packaged version', () => this.packaged);
    const policy = () => step('read policy', () => this.policy);
    const slots = new Slots({ record: async () => recordOf(await read()), store, policy, app: () => this.app, packaged });
    const updates = new Updates({
      local: { read, write: (record) => step('write record', () => void (this.local = structuredClone(record))) },
      store,
      slots,
      policy,
      engine: {
        trial: (pack, _words, run) =>
          step('trial', () => {
            const rules = new TextDecoder().decode(pack.subarray(48));
            return run({ scan: ({ body }) => ({ level: this.judge(rules, body) }) as Verdict, inventory: () => this.holds(rules), speak: () => undefined });
          }),
      },
      file: (path) =>
        step(`read ${path}`, () => {
          if (path === '/trust.json') return trustJson(this.keys);
          return path === '/packs/gate.json' ? gateJson() : packOf(this.packaged, [part(7, json(inventory()))]);
        }),
      packaged,
      app: () => this.app,
      connect: () => {
        const host = soundHost(this.offer, this.problem);
        this.hosts.push(host);
        return host.connect();
      },
      now: () => this.now,
      random: () => 0.5,
      onUse: () => void told.push('use'),
      onReport: () => void told.push('report'),
    });
    return { updates, slots, told };
  }

  #alive(): Promise<void> {
    this.#isDead = false;
    return new Promise((resolve) => (this.#stop = resolve));
  }

  async #step<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    // As in the browser, nothing is there at once.
    await Promise.resolve();
    if (this.#isDead) return new Promise<T>(() => undefined);
    this.done.push(what);
    if (this.fault?.at !== this.done.length) return work();
    if (this.fault.how === 'refused') throw new Error('no space left');
    if (this.fault.how === 'after') await work();
    this.#isDead = true;
    this.#stop();
    return new Promise<T>(() => undefined);
  }
}

/** Versions of everything that a background would read: the parts of a Pack belong together, or the test fails. */
export async function versionInUse(slots: Slots): Promise<bigint | 'packaged'> {
  const versions = new Set<bigint | 'packaged' | null>();
  for (const name of ['engine', 'sites', 'guides.en', 'words.de']) {
    const bytes = await slots.part(name);
    versions.add(bytes === null ? 'packaged' : versionOf(bytes));
  }
  const [only, ...others] = versions;
  if (others.length > 0 || only === undefined || only === null) throw new Error(`parts of several versions: ${[...versions].join(', ')}`);
  return only;
}
