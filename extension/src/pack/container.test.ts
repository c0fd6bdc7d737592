import { expect, test } from 'vitest';
import { crc32, jsonOf, KIND, PackError, readPack } from './container';

/** Writes a Pack as `crates/pack` does. */
function packOf(parts: { kind: number; level?: number; lang?: string; bytes: Uint8Array }[], version = 7n): Uint8Array {
  const start = 24 + parts.length * 24;
  const bytes = new Uint8Array(start + parts.reduce((sum, part) => sum + part.bytes.length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('CAVEATPK'));
  view.setUint16(8, 1, true);
  view.setUint16(10, parts.length, true);
  view.setBigUint64(12, version, true);
  let at = start;
  parts.forEach(({ kind, level = 1, lang = '', bytes: content }, i) => {
    const entry = 24 + i * 24;
    view.setUint16(entry, kind, true);
    view.setUint16(entry + 2, level, true);
    bytes.set(new TextEncoder().encode(lang), entry + 4);
    view.setUint32(entry + 8, at, true);
    view.setUint32(entry + 12, content.length, true);
    bytes.set(content, at);
    at += content.length;
  });
  sign(bytes);
  return bytes;
}

const sign = (bytes: Uint8Array) => new DataView(bytes.buffer).setUint32(20, crc32(bytes.subarray(24)), true);
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('the checksum is the one of zip and PNG', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test('parts come back as they went in', () => {
  const pack = readPack(packOf([{ kind: KIND.engine, bytes: new Uint8Array([1, 2]) }, { kind: KIND.guides, lang: 'en', bytes: json({ lang: 'en', guides: [] }) }], 20261122n));
  expect(pack.version).toBe(20261122n);
  expect(pack.parts.map(({ kind, level, lang }) => [kind, level, lang])).toEqual([[1, 1, ''], [3, 1, 'en']]);
  expect(jsonOf(pack, KIND.guides)).toEqual({ lang: 'en', guides: [] });
  expect(jsonOf(pack, KIND.sites)).toBeNull();
});

test('a part that needs a later release is skipped', () => {
  const parts = [{ kind: KIND.sites, level: 2, bytes: json(['new']) }, { kind: KIND.sites, level: 1, bytes: json(['ours']) }];
  expect(jsonOf(readPack(packOf(parts)), KIND.sites)).toEqual(['ours']);
  expect(jsonOf(readPack(packOf(parts.slice(0, 1))), KIND.sites)).toBeNull();
});

test('a Pack inside a larger buffer is read at its own place', () => {
  const bytes = packOf([{ kind: KIND.sites, bytes: json([{ id: 'gmail' }]) }]);
  const larger = new Uint8Array(bytes.length + 32);
  larger.set(bytes, 16);
  expect(jsonOf(readPack(larger.subarray(16, 16 + bytes.length)), KIND.sites)).toEqual([{ id: 'gmail' }]);
});

test('every single damaged byte is noticed', () => {
  const bytes = packOf([{ kind: KIND.sites, bytes: json([{ id: 'gmail' }]) }]);
  for (let at = 0; at < bytes.length; at++) {
    if (at >= 12 && at < 20) continue; // The version is not under the checksum; the signature of a synced Pack covers it.
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] as number) ^ 0x41;
    expect(() => readPack(damaged), `byte ${at}`).toThrow(PackError);
  }
});

test('every cut is noticed', () => {
  const bytes = packOf([{ kind: KIND.sites, bytes: json([1, 2, 3]) }]);
  for (let length = 0; length < bytes.length; length++) expect(() => readPack(bytes.slice(0, length)), `${length} bytes`).toThrow(PackError);
});

test('a well-signed lie about where a part lies is refused', () => {
  for (const [field, value] of [[8, 4_000_000_000], [12, 4_000_000_000], [8, 0], [12, 1000]] as const) {
    const bytes = packOf([{ kind: KIND.sites, bytes: json([]) }]);
    new DataView(bytes.buffer).setUint32(24 + field, value, true);
    sign(bytes);
    expect(() => readPack(bytes), `${field} = ${value}`).toThrow(PackError);
  }
});

test('a part that is not JSON is said to be damaged', () => {
  expect(() => jsonOf(readPack(packOf([{ kind: KIND.sites, bytes: new Uint8Array([0xff, 0xfe]) }])), KIND.sites)).toThrow(PackError);
});
