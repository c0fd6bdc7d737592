/**
 * Reads the container of a Pack: the few bytes around its parts (the full format is in `crates/pack`). The engine's
 * own part is never looked into here; what this is for are the parts that are JSON.
 */

const MAGIC = 'CAVEATPK';
const FORMAT = 1;
const HEADER = 24;
const ENTRY = 24;
const MOST_PARTS = 256;
/** Largest Pack, in bytes; `MAX_BYTES` in `crates/pack`. */
export const MOST_BYTES = 16 * 1024 * 1024;

export const KIND = { engine: 1, sites: 2, guides: 3, reporting: 4, texts: 5, words: 6, inventory: 7 } as const;

export interface Part {
  kind: number;
  /** The engine level the part needs; what is too new is skipped by who reads it. */
  level: number;
  /** ISO 639 code, empty when the part has no language. */
  lang: string;
  bytes: Uint8Array;
}

export interface Pack {
  version: bigint;
  parts: Part[];
}

/** Why a file is not a Pack that we read. */
export class PackError extends Error {}

/** Splits a Pack into its parts. Throws [`PackError`] for anything that is not wholly as the format says. */
export function readPack(bytes: Uint8Array): Pack {
  if (bytes.length < HEADER) throw new PackError('too short for a header');
  if (bytes.length > MOST_BYTES) throw new PackError('larger than any Pack may be');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ascii(bytes, 0, 8) !== MAGIC) throw new PackError('not a Pack');
  if (view.getUint16(8, true) !== FORMAT) throw new PackError('a format this release does not know');
  const count = view.getUint16(10, true);
  const dataStart = HEADER + count * ENTRY;
  if (count > MOST_PARTS || dataStart > bytes.length) throw new PackError('its list of parts does not fit');
  if (view.getUint32(20, true) !== crc32(bytes.subarray(HEADER))) throw new PackError('damaged: checksum differs');
  const parts: Part[] = [];
  for (let at = HEADER; at < dataStart; at += ENTRY) {
    const offset = view.getUint32(at + 8, true);
    const length = view.getUint32(at + 12, true);
    if (offset < dataStart || offset + length > bytes.length) throw new PackError('a part lies outside the file');
    const lang = ascii(bytes, at + 4, 4).replace(/\0+$/, '');
    if (!/^[a-z]{0,4}$/.test(lang)) throw new PackError('a part has an impossible language');
    parts.push({
      kind: view.getUint16(at, true),
      level: view.getUint16(at + 2, true),
      lang,
      bytes: bytes.subarray(offset, offset + length),
    });
  }
  return { version: view.getBigUint64(12, true), parts };
}

/** What this release understands. A part that needs more is skipped, so that a newer Pack never breaks an older release. */
export const LEVEL = 1;

/** The JSON of the first part of that kind that we can read, or null when the Pack has none. */
export function jsonOf(pack: Pack, kind: number): unknown {
  const part = pack.parts.find((candidate) => candidate.kind === kind && candidate.level <= LEVEL);
  if (!part) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(part.bytes));
  } catch {
    throw new PackError('a part is not the JSON it should be');
  }
}

/** The version in a Pack's header; null when these bytes are too few for one. */
export const versionOf = (bytes: Uint8Array): bigint | null =>
  bytes.length < HEADER ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(12, true);

/** A Pack of these parts, byte for byte as `crates/pack` writes it. */
export function writePack(version: bigint, parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const start = HEADER + parts.length * ENTRY;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, start));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint16(8, FORMAT, true);
  view.setUint16(10, parts.length, true);
  view.setBigUint64(12, version, true);
  let at = start;
  parts.forEach((part, i) => {
    const entry = HEADER + i * ENTRY;
    view.setUint16(entry, part.kind, true);
    view.setUint16(entry + 2, part.level, true);
    bytes.set(new TextEncoder().encode(part.lang), entry + 4);
    view.setUint32(entry + 8, at, true);
    view.setUint32(entry + 12, part.bytes.length, true);
    bytes.set(part.bytes, at);
    at += part.bytes.length;
  });
  view.setUint32(20, crc32(bytes.subarray(HEADER)), true);
  return bytes;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

let table: Uint32Array | null = null;

/** CRC-32 as in zip and PNG (reflected, 0xEDB88320). */
export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
