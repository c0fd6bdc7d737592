import { HOST_PROBLEMS, type Changes, type UpdateProblem, type UpdatesReport } from '../protocol';
import { floorOf, storedFloor, type Floor } from './floor';
import { isCount, isFields } from './json';
import { isListOf } from './shape-text';

/** What is kept of updates in `storage.local`: choices, times, the version floor. Nothing of any message. */
export interface UpdatesRecord {
  on: boolean;
  /** The user wants the packaged rules and no others. */
  packaged: boolean;
  /** Whether the database holds rules. `maybe`: it was about to. While `none`, nobody opens it. */
  slots: 'none' | 'maybe' | 'used';
  floor: Floor;
  checked: number;
  succeeded: number;
  /** Before this, no check goes off by itself. */
  next: number;
  host: UpdatesReport['host'];
  problem: UpdatesReport['problem'];
  changes: Changes | null;
}

/** Its key. Settings that are reset leave it alone, or an old version could pass for a new one. */
export const RECORD = 'updates';

export const FRESH: UpdatesRecord = { on: false, packaged: false, slots: 'none', floor: null, checked: 0, succeeded: 0, next: 0, host: 'unknown', problem: null, changes: null };

/** Held together with the type by the compiler. */
const OWN_PROBLEMS: Record<Exclude<UpdateProblem, `host-${(typeof HOST_PROBLEMS)[number]}`>, true> = {
  'host-missing': true,
  'host-broken': true,
  'not-signed': true,
  damaged: true,
  expired: true,
  old: true,
  shape: true,
  core: true,
  gate: true,
  storage: true,
  floor: true,
  'too-large': true,
  clock: true,
  browser: true,
};
const PROBLEMS: ReadonlySet<string> = new Set([...Object.keys(OWN_PROBLEMS), ...HOST_PROBLEMS.map((code) => `host-${code}`)]);

/** Whatever lies in storage, as a record. What cannot be read falls back one by one, save the floor: that is damaged then. */
export function recordOf(stored: unknown): UpdatesRecord {
  if (stored === undefined) return { ...FRESH };
  if (!isFields(stored)) return { ...FRESH, slots: 'maybe', floor: 'damaged' };
  const slots = (['none', 'used'] as const).find((known) => known === stored.slots) ?? 'maybe';
  // Where updates were never used there is none, and none is missed.
  const floor = slots === 'none' && stored.floor === undefined ? null : floorOf(stored.floor);
  const time = (value: unknown) => (isCount(value) ? value : 0);
  return {
    on: stored.on === true,
    packaged: stored.packaged === true,
    slots,
    floor,
    checked: time(stored.checked),
    succeeded: time(stored.succeeded),
    next: time(stored.next),
    host: (['missing', 'there'] as const).find((known) => known === stored.host) ?? 'unknown',
    problem: problemOf(stored.problem),
    changes: isChanges(stored.changes) ? stored.changes : null,
  };
}

/** As it is stored. A damaged floor stays one: it is written as nothing, where something must be. */
export function storedRecord(record: UpdatesRecord): Record<string, unknown> {
  const { floor, ...rest } = record;
  if (floor === null) return rest;
  return floor === 'damaged' ? { ...rest, slots: rest.slots === 'none' ? 'maybe' : rest.slots } : { ...rest, floor: storedFloor(floor) };
}

function problemOf(stored: unknown): UpdatesReport['problem'] {
  if (!isFields(stored) || typeof stored.code !== 'string' || !PROBLEMS.has(stored.code)) return null;
  return { code: stored.code as UpdateProblem, at: isCount(stored.at) ? stored.at : 0 };
}

const isNames = (value: unknown): boolean => isListOf(value, 200, (name): name is string => typeof name === 'string');
const isLists = (value: unknown): boolean => isFields(value) && isNames(value.added) && isNames(value.removed) && isNames(value.changed);

function isChanges(value: unknown): value is Changes {
  if (!isFields(value) || !isLists(value.scams) || !isLists(value.sites) || !isFields(value.phrases)) return false;
  return isCount(value.phrases.added) && isCount(value.phrases.removed) && isCount(value.guides) && isCount(value.brands);
}
