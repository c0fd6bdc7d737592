import { HOST_PROBLEMS, type HostProblem } from '../protocol';
import { ofBase64, type Bytes } from './bytes';
import { isCount, isFields, keysAre, versionIn, type Fields } from './json';
import { Refused } from './refused';
import { MAX_SIGNED_BYTES } from './signed';

/**
 * What the host answers, held to the protocol key by key. It is a program of the user's, but it has been to the network,
 * and another may stand in its place: of what it says nothing is believed but bytes that publishers have signed.
 */

/** Bytes in one chunk, save the last; `CHUNK` in `crates/host/src/updates.rs`. */
export const CHUNK = 256 * 1024;
const LONGEST_NAME = 100;
const LONGEST_SENTENCE = 2_000;
/** The year 9999, in seconds. */
const LAST_SECOND = 253_402_300_799;

export interface HostPack {
  version: bigint;
  bytes: number;
  sha256: string;
  chunks: number;
}

export interface HostStatus {
  /** When it last asked the network, in milliseconds since 1970; 0 = never. */
  checked: number;
  pack: HostPack | null;
  problem: HostProblem | null;
}

export interface Request {
  verb: 'hello' | 'sync' | 'get-chunk';
  version?: string;
  index?: number;
}

const broken = (says: string): Refused => new Refused('host-broken', says);
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isTime = (value: unknown): boolean => isCount(value) && value <= LAST_SECOND;

/** Throws unless this is the answer to the request of that number: a refusal of the host's, or of that verb with these keys. */
export function answered(answer: unknown, id: number, verb: Request['verb'], keys: readonly string[]): Fields {
  if (isFields(answer) && answer.ok === false) {
    const known = keysAre(answer, ['v', 'id', 'ok', 'error']) && typeof answer.error === 'string';
    throw broken(known ? `the host refuses: ${String(answer.error).slice(0, LONGEST_NAME)}` : 'no answer as it should be');
  }
  if (!keysAre(answer, ['v', 'id', 'ok', 'verb', ...keys])) throw broken('an answer has other keys than it should');
  if (answer.v !== 1 || answer.id !== id || answer.ok !== true || answer.verb !== verb) throw broken('an answer to something else');
  return answer;
}

export function checkHello(answer: unknown, id: number): void {
  const { host } = answered(answer, id, 'hello', ['host']);
  if (typeof host !== 'string' || host === '' || host.length > LONGEST_NAME) throw broken('the host has no version');
}

export function statusOf(answer: unknown, id: number): HostStatus {
  const { pack, checked, succeeded, next, problem } = answered(answer, id, 'sync', ['pack', 'checked', 'succeeded', 'next', 'problem']);
  if (![checked, succeeded, next].every(isTime)) throw broken('impossible times');
  return { checked: Number(checked) * 1000, pack: pack === null ? null : packOf(pack), problem: problem === null ? null : problemOf(problem) };
}

function packOf(stated: unknown): HostPack {
  if (!keysAre(stated, ['version', 'bytes', 'sha256', 'chunks'])) throw broken('a pack has other keys than it should');
  const version = versionIn(stated.version);
  const { bytes, sha256, chunks } = stated;
  if (version === null || !isCount(bytes) || bytes === 0 || !isHash(sha256)) throw broken('a pack that cannot be');
  if (bytes > MAX_SIGNED_BYTES) throw new Refused('too-large', 'larger than any signed Pack may be');
  if (chunks !== Math.ceil(bytes / CHUNK)) throw broken('more or fewer chunks than these bytes fill');
  return { version, bytes, sha256, chunks };
}

function problemOf(stated: unknown): HostProblem {
  const fits = keysAre(stated, ['code', 'says']) && typeof stated.says === 'string' && stated.says.length <= LONGEST_SENTENCE;
  const code = fits ? HOST_PROBLEMS.find((known) => known === stated.code) : undefined;
  if (!code) throw broken('a problem that is none of those known');
  return code;
}

/** A chunk and the hash that it should have. */
export function chunkOf(answer: unknown, id: number, pack: HostPack, index: number): { bytes: Bytes; sha256: string } {
  const { version, index: at, sha256, data } = answered(answer, id, 'get-chunk', ['version', 'index', 'sha256', 'data']);
  if (version !== String(pack.version) || at !== index || !isHash(sha256)) throw broken('another chunk than was asked for');
  const length = Math.min(CHUNK, pack.bytes - index * CHUNK);
  // The length first: nothing longer is even decoded.
  const bytes = typeof data === 'string' && data.length === Math.ceil(length / 3) * 4 ? ofBase64(data) : null;
  if (!bytes || bytes.length !== length) throw broken('a chunk of another length than it should have');
  return { bytes, sha256 };
}
