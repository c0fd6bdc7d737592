import type { PackFacts } from '../protocol';
import type { Content } from './shape';
import type { Statement } from './signed';
import { otherThan, type SlotFacts, type State, type Slot } from './store';

/** The packaged rules: made on the day in their version, YYYYMMDDNN. */
export function packagedFacts(version: bigint): PackFacts {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)\d\d$/.exec(String(version)) ?? [];
  const made = year ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : 0;
  return { version: String(version), source: 'packaged', made, expires: 0 };
}

export const factsOf = ({ version, source, made, expires }: SlotFacts): PackFacts => ({ version, source, made, expires });

/** The state once `content` is in use, and the slot it goes into: never the one whose rules are in use, or are to be gone back to. */
export function stateWith(state: State | null, content: Content, { made, expires }: Statement, source: 'host' | 'file', damaged: boolean, release: State['release']): { slot: Slot; state: State } {
  // Rules that the user has gone back from, or that cannot be read, are no rules to go back to.
  const instead = state !== null && (state.use === 'previous' || damaged);
  const newest = state?.newest ?? 'b';
  const slot = instead ? newest : otherThan(newest);
  const kept = state?.slots[otherThan(slot)] ?? null;
  const facts: SlotFacts = { version: String(content.version), source, made, expires, names: [...content.parts.keys()] };
  const slots = slot === 'a' ? { a: facts, b: kept } : { a: kept, b: facts };
  const floor = state && BigInt(state.floor) > content.version ? state.floor : String(content.version);
  return { slot, state: { newest: slot, use: 'newest', slots, floor, release } };
}

/** The highest version that the database knows to have been in use. */
export function highestIn(state: State): bigint {
  const versions = [state.floor, state.slots.a?.version ?? '0', state.slots.b?.version ?? '0'].map(BigInt);
  return versions.reduce((most, version) => (version > most ? version : most));
}
