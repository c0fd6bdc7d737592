import type { Changes } from '../protocol';
import { fits, isId, isListOf, isWords, misshapen, type Frame } from './shape-text';
import { isFields } from './json';

/** Part kind 7: what a Pack holds, told by names and short hashes, so that two of them can be compared in words. */
export interface Inventory {
  scams: Record<string, { hash: string; title: string }>;
  signals: Record<string, string[]>;
  brands: Record<string, string>;
  sites: Record<string, { hash: string; name: string }>;
  guides: Record<string, Record<string, string>>;
  scoring: string;
  /** What no update may take away: `signal:<id>`, `scam:<id>`. Only the packaged list counts. */
  core: string[];
}

/** Several times what there is. */
const MOST_ENTRIES = 20_000;
const MOST_HASHES = 20_000;
const LONGEST_TITLE = 120;

/** Hashes of phrases are half as long: they are compared within one signal only. */
const isHash = (value: unknown): value is string => typeof value === 'string' && /^(?:[0-9a-f]{4}){1,2}$/.test(value);
const isTitle = (value: unknown): boolean => isWords(value, LONGEST_TITLE) && value !== '';
const by = (isKey: (key: string) => boolean, is: (value: unknown) => boolean) => (value: unknown): boolean =>
  isFields(value) && Object.keys(value).length <= MOST_ENTRIES && Object.entries(value).every(([key, entry]) => isKey(key) && is(entry));
const isLang = (key: string): boolean => /^[a-z]{2,4}$/.test(key);
const isCore = (value: unknown): value is string => typeof value === 'string' && /^(?:signal|scam):/.test(value) && isId(value.replace(/^\w+:/, ''));

const FRAME: Frame = {
  scams: by(isId, (value) => fits(value, { hash: isHash, title: isTitle })),
  signals: by(isId, (value) => isListOf(value, MOST_HASHES, isHash)),
  brands: by(isId, isHash),
  sites: by(isId, (value) => fits(value, { hash: isHash, name: isTitle })),
  guides: by(isLang, by(isId, isHash)),
  scoring: isHash,
  core: (value) => isListOf(value, MOST_ENTRIES, isCore),
};

export function inventoryOf(json: unknown): Inventory {
  if (!fits(json, FRAME)) throw misshapen('its list of what it holds is not as it must be');
  return json as Inventory;
}

/** A longer list than this nobody reads; the rest is left out. */
const MOST_TOLD = 40;

/** What `now` has that `before` had not. */
export function changesBetween(before: Inventory, now: Inventory): Changes {
  const hashes = (inventory: Inventory) => Object.entries(inventory.signals).flatMap(([id, list]) => list.map((hash) => `${id} ${hash}`));
  const [was, is] = [hashes(before), hashes(now)];
  return {
    scams: named(before.scams, now.scams, ({ title }) => title),
    phrases: { added: missingFrom(was, is), removed: missingFrom(is, was) },
    sites: named(before.sites, now.sites, ({ name }) => name),
    guides: differences(flat(before.guides), flat(now.guides)),
    brands: differences(before.brands, now.brands),
  };
}

function named<T extends { hash: string }>(before: Record<string, T>, now: Record<string, T>, nameOf: (entry: T) => string): Changes['scams'] {
  const pick = (from: Record<string, T>, is: (id: string, entry: T) => boolean) =>
    Object.entries(from).flatMap(([id, entry]) => (is(id, entry) ? [nameOf(entry)] : [])).sort().slice(0, MOST_TOLD);
  const had = (id: string) => (Object.hasOwn(before, id) ? before[id] : undefined);
  return {
    added: pick(now, (id) => !had(id)),
    removed: pick(before, (id) => !Object.hasOwn(now, id)),
    changed: pick(now, (id, { hash }) => had(id) !== undefined && had(id)?.hash !== hash),
  };
}

/** How many of `list` are not in `known`, each as often as it is there. */
function missingFrom(known: readonly string[], list: readonly string[]): number {
  const left = new Map<string, number>();
  for (const entry of known) left.set(entry, (left.get(entry) ?? 0) + 1);
  return list.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  }).length;
}

const flat = (guides: Inventory['guides']): Record<string, string> =>
  Object.fromEntries(Object.entries(guides).flatMap(([lang, list]) => Object.entries(list).map(([id, hash]) => [`${lang} ${id}`, hash])));

/** How many entries were added, taken away or changed. */
function differences(before: Record<string, string>, now: Record<string, string>): number {
  const ids = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...ids].filter((id) => (Object.hasOwn(before, id) ? before[id] : null) !== (Object.hasOwn(now, id) ? now[id] : null)).length;
}
