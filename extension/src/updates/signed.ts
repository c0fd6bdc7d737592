import { MOST_BYTES, readPack, type Pack } from '../pack/container';
import { hexOf, sha256, type Bytes } from './bytes';
import { Refused } from './refused';
import type { Publishers } from './trust';

/**
 * Reads a signed Pack; its layout stands in `crates/pack/src/signed.rs`. Whoever brought it (host, mirror, a file) is
 * only a courier: nothing of it is unpacked before enough publishers have put their names to exactly these bytes.
 */

const MAGIC = 'CAVEATSP';
const FORMAT = 1;
const STATEMENT = { start: 12, end: 76 };
const SIGNATURE = 96;
const CONTEXT = new TextEncoder().encode('caveat signed pack 1\n');
/** `MAX_SIGNATURES` there: three publishers, and room for when keys change. */
const MOST_SIGNATURES = 16;
/** `MAX_SIGNED_BYTES` there: a Pack that does not get smaller by gzip, and what stands around it. */
export const MAX_SIGNED_BYTES = MOST_BYTES + 64 * 1024;
/** The end of the year 9999: later times are no times. */
const LAST_SECOND = 253_402_300_799n;
/** Clocks of people stand wrong by hours, not by more than a day. */
const CLOCK_SLACK = 24 * 60 * 60 * 1000;

export interface Statement {
  /** Milliseconds since 1970. */
  made: number;
  expires: number;
  version: bigint;
  /** Bytes of the Pack when it is unpacked. */
  unpacked: number;
}

export interface Signed {
  statement: Statement;
  /** The Pack in gzip, as the publishers signed it. */
  payload: Bytes;
}

interface LaidOut extends Signed {
  signed: Bytes;
  sha256: string;
  signatures: { key: string; signature: Bytes }[];
}

/** The signed Pack in these bytes, when enough publishers have signed it. Throws [`Refused`] otherwise. */
export async function verified(bytes: Bytes, publishers: Publishers): Promise<Signed> {
  const { statement, payload, signed, sha256: stated, signatures } = laidOut(bytes);
  const by = new Set<string>();
  for (const { key, signature } of signatures) {
    const raw = publishers.keys.get(key);
    // A publisher that this release does not know yet, or no longer.
    if (!raw) continue;
    if (!(await isSignedBy(raw, signature, signed))) throw new Refused('not-signed', 'a signature of a known publisher is wrong');
    by.add(key);
  }
  if (by.size < publishers.threshold) throw new Refused('not-signed', 'too few known publishers have signed it');
  if (hexOf(await sha256(payload)) !== stated) throw new Refused('damaged', 'not the bytes that were signed');
  return { statement, payload };
}

/** Whether it may be taken into use at this time. What is in use already is not asked again. */
export function inTime({ made, expires }: Statement, now: number): void {
  if (made > now + CLOCK_SLACK) throw new Refused('clock', 'made in the future');
  if (expires <= now) throw new Refused('expired', 'its time is over');
}

/** The Pack inside. Throws [`Refused`] when it is not what the statement says. */
export async function unpacked({ statement, payload }: Signed): Promise<Pack> {
  const bytes = await gunzip(payload, statement.unpacked);
  let pack: Pack;
  try {
    pack = readPack(bytes);
  } catch (cause) {
    throw new Refused('damaged', 'no Pack is in it', cause);
  }
  if (pack.version !== statement.version) throw new Refused('damaged', 'the Pack is of another version than was signed');
  return pack;
}

function laidOut(bytes: Bytes): LaidOut {
  const damaged = (says: string) => new Refused('damaged', says);
  if (bytes.length > MAX_SIGNED_BYTES) throw new Refused('too-large', 'larger than any signed Pack may be');
  if (bytes.length < STATEMENT.end) throw damaged('too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(0, 8)) !== MAGIC) throw damaged('not a signed Pack');
  if (view.getUint16(8, true) !== FORMAT) throw damaged('a layout that this release does not know');
  const count = view.getUint16(10, true);
  const made = view.getBigUint64(12, true);
  const expires = view.getBigUint64(20, true);
  const length = view.getUint32(36, true);
  const unpackedLength = view.getUint32(40, true);
  if (count > MOST_SIGNATURES) throw new Refused('too-large', 'more signatures than there may be');
  if (unpackedLength > MOST_BYTES) throw new Refused('too-large', 'holds more than any Pack may');
  if (made > expires || expires > LAST_SECOND) throw damaged('impossible times');
  const start = STATEMENT.end + count * SIGNATURE;
  if (bytes.length !== start + length) throw damaged('shorter or longer than it says');
  const signatures = Array.from({ length: count }, (_, i) => {
    const at = STATEMENT.end + i * SIGNATURE;
    return { key: hexOf(bytes.subarray(at, at + 32)), signature: bytes.slice(at + 32, at + SIGNATURE) };
  });
  const signed = new Uint8Array(CONTEXT.length + STATEMENT.end - STATEMENT.start);
  signed.set(CONTEXT);
  signed.set(bytes.subarray(STATEMENT.start, STATEMENT.end), CONTEXT.length);
  const statement = { made: Number(made) * 1000, expires: Number(expires) * 1000, version: view.getBigUint64(28, true), unpacked: unpackedLength };
  return { statement, payload: bytes.subarray(start), signed, sha256: hexOf(bytes.subarray(44, 76)), signatures };
}

async function isSignedBy(raw: Bytes, signature: Bytes, signed: Bytes): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  } catch (cause) {
    throw new Refused('browser', 'this browser knows no Ed25519', cause);
  }
  return crypto.subtle.verify('Ed25519', key, signature, signed);
}

/** Unpacks to exactly so many bytes: not one more is kept, and what would be more is not read to its end. */
async function gunzip(payload: Bytes, length: number): Promise<Bytes> {
  // gzip ends with the length of what is in it: whatever stands behind that is none of it.
  const end = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  if (payload.length < 4 || end.getUint32(payload.length - 4, true) !== length) throw new Refused('damaged', 'does not end as it should');
  const out = new Uint8Array(length);
  let at = 0;
  const reader = new Blob([payload]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > length) throw new Refused('damaged', 'more is in it than was signed');
      out.set(value, at);
      at += value.length;
    }
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('damaged', 'cannot be unpacked', cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (at !== length) throw new Refused('damaged', 'less is in it than was signed');
  return out;
}
