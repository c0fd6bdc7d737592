import { crc32 } from '../pack/container';
import { keysAre, versionIn } from './json';

/**
 * The highest version of the rules that was ever in use here: nothing older is taken into use from outside. It stands in
 * `storage.local` under a checksum, and once more in the database beside the rules. When it is lost or damaged, only the
 * packaged rules are used, and the options page says so; the user's own click on "on" begins anew at what is known for
 * sure: the packaged version, or the database's copy where that is higher.
 */
export type Floor =
  /** Updates have never been used. */
  | null
  | bigint
  /** It was there, and cannot be read. */
  | 'damaged';

export interface StoredFloor {
  version: string;
  sum: string;
}

const sumOf = (version: string): string => crc32(new TextEncoder().encode(`caveat version floor ${version}`)).toString(16).padStart(8, '0');

export const storedFloor = (version: bigint): StoredFloor => ({ version: String(version), sum: sumOf(String(version)) });

export function floorOf(stored: unknown): bigint | 'damaged' {
  if (!keysAre(stored, ['version', 'sum'])) return 'damaged';
  const version = versionIn(stored.version);
  return version !== null && stored.sum === sumOf(String(version)) ? version : 'damaged';
}
