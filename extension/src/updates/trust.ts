import { hexOf, ofHex, sha256, type Bytes } from './bytes';
import { isFields, jsonIn, keysWithin } from './json';

/** Whose signatures this release believes: `trust/publishers.json` of the tree it was built from. */
export interface Publishers {
  /** So many different ones must have signed. */
  threshold: number;
  /** Public keys by their id. */
  keys: ReadonlyMap<string, Bytes>;
}

/** One publisher alone, or one stolen key, must never be enough, whatever the file says. */
const LEAST_THRESHOLD = 2;
/** More than there will ever be; the file is ours, the limit only keeps a damaged one from costing time. */
const MOST_KEYS = 64;

/** Throws when the file is not what a build makes: then no update can be believed. */
export async function publishersOf(file: Uint8Array): Promise<Publishers> {
  const json = jsonIn(file);
  if (!isFields(json) || !keysWithin(json, ['format', 'threshold', 'keys']) || json.format !== 1) throw new Error('trust.json is of another format');
  const { threshold, keys: list } = json;
  if (!Array.isArray(list) || list.length > MOST_KEYS) throw new Error('trust.json has no list of keys');
  const keys = new Map<string, Bytes>();
  for (const entry of list as unknown[]) {
    const raw = isFields(entry) && keysWithin(entry, ['name', 'public']) && typeof entry.name === 'string' ? ofHex(entry.public, 32) : null;
    if (!raw) throw new Error('trust.json has a key that is none');
    keys.set(hexOf(await sha256(raw)), raw);
  }
  // Counted by id: one key under two names is one publisher.
  if (!Number.isSafeInteger(threshold) || (threshold as number) < LEAST_THRESHOLD || (threshold as number) > keys.size) throw new Error('trust.json asks for an impossible number of signatures');
  return { threshold: threshold as number, keys };
}
