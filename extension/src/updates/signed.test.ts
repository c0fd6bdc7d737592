import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { concat, DAY, json, newKey, NOW, packOf, publishers, signed, trustJson, utf8, type Key, type Making } from '../../test/updates/make';
import type { UpdateProblem } from '../protocol';
import { hexOf, type Bytes } from './bytes';
import { Refused } from './refused';
import { inTime, unpacked, verified } from './signed';
import { publishersOf, type Publishers } from './trust';

const VERSION = 2026112302n;
const pack = packOf(VERSION);
let known: Key[];
let stranger: Key;
let trust: Publishers;
let good: Bytes;

beforeAll(async () => {
  [known, stranger] = [await Promise.all([newKey(), newKey(), newKey()]), await newKey()];
  trust = await publishers(known);
  good = await signed(pack, { signers: known.slice(0, 2) });
});

const open = async (file: Bytes, now = NOW) => {
  const opened = await verified(file, trust);
  inTime(opened.statement, now * 1000);
  return unpacked(opened);
};
const codeFor = (file: Bytes, now?: number): Promise<UpdateProblem | 'taken'> => open(file, now).then(() => 'taken' as const, (thrown: unknown) => (thrown instanceof Refused ? thrown.code : Promise.reject(thrown as Error)));

test('a Pack that two of three publishers have signed is read', async () => {
  const read = await open(good);
  expect(read.version).toBe(VERSION);
  expect(read.parts.map(({ kind }) => kind)).toEqual([1, 2, 3, 5, 6, 7]);
  for (const signers of [[2, 1], [0, 2], [0, 1, 2]]) expect(await codeFor(await signed(pack, { signers: signers.map((i) => known[i] as Key) }))).toBe('taken');
});

test('signatures of publishers that this release does not know are no harm and no help', async () => {
  expect(await codeFor(await signed(pack, { signers: [stranger, known[0] as Key, known[2] as Key] }))).toBe('taken');
  expect(await codeFor(await signed(pack, { signers: [stranger, known[0] as Key] }))).toBe('not-signed');
});

test('a file inside a larger buffer is read at its own place', async () => {
  const larger = new Uint8Array(good.length + 20);
  larger.set(good, 7);
  expect(await codeFor(larger.subarray(7, 7 + good.length))).toBe('taken');
});

/** From [`signed`]'s point of view; `by` are indices of known keys. */
type Wrong = [name: string, code: UpdateProblem, change: Partial<Making>, by?: number[]];
const flip = (bytes: Bytes, at: number): Bytes => bytes.map((byte, i) => (i === at ? byte ^ 0x55 : byte));
/** 64 MiB of zeros in 64 KiB, with that length at its end. */
function bomb(length: number): Bytes {
  const bytes = new Uint8Array(gzipSync(new Uint8Array(64 << 20)));
  new DataView(bytes.buffer).setUint32(bytes.length - 4, length, true);
  return bytes;
}
const both = [0, 1];
const WRONG: Wrong[] = [
  ['nobody has signed', 'not-signed', {}, []],
  ['one has signed', 'not-signed', {}, [0]],
  ['one has signed twice', 'not-signed', {}, [0, 0]],
  ['one has signed sixteen times', 'not-signed', {}, Array<number>(16).fill(1)],
  ['seventeen signatures', 'too-large', {}, Array<number>(17).fill(1)],
  ['the second signature is the first one', 'not-signed', { below: (list) => list.map(({ id }) => ({ id, signature: (list[0] as { signature: Bytes }).signature })) }],
  ['the ids are exchanged', 'not-signed', { below: (list) => list.map(({ signature }, i) => ({ id: (list[1 - i] as { id: Bytes }).id, signature })) }],
  ['a third known publisher, wrongly, beside two right ones', 'not-signed', { below: (list) => list.map((one, i) => (i === 2 ? { ...one, signature: flip(one.signature, 5) } : one)) }, [0, 1, 2]],
  ['one publisher rightly and again wrongly', 'not-signed', { below: (list) => [...list, { id: (list[0] as { id: Bytes }).id, signature: new Uint8Array(64) }] }],
  ['signatures of nothing but zeros', 'not-signed', { below: (list) => list.map(({ id }) => ({ id, signature: new Uint8Array(64) })) }],
  ['ids of nothing but zeros', 'not-signed', { below: (list) => list.map(({ signature }) => ({ id: new Uint8Array(32), signature })) }],
  ['the raw key for its id', 'not-signed', { below: (list) => list.map(({ signature }, i) => ({ id: (known[i] as Key).raw, signature })) }],
  ['signed without its context', 'not-signed', { signed: (_, statement) => statement }],
  ['signed for a later layout', 'not-signed', { context: 'caveat signed pack 2\n' }],
  ['signed for another purpose', 'not-signed', { context: '{"_type":"targets"}' }],
  ['context without its line feed', 'not-signed', { context: 'caveat signed pack 1' }],
  ['context after the statement', 'not-signed', { signed: (context, statement) => concat(statement, context) }],
  ['signed is a part of the statement only', 'not-signed', { signed: (context, statement) => concat(context, statement.slice(0, 32)) }],
  ['signed is the hash of the statement', 'not-signed', { signed: (context, statement) => concat(context, statement.slice(32)) }],
  ['another magic', 'damaged', { magic: 'CAVEATPK' }],
  ['a magic in small letters', 'damaged', { magic: 'caveatsp' }],
  ['layout 0', 'damaged', { format: 0 }],
  ['layout 2', 'damaged', { format: 2 }],
  ['layout 256', 'damaged', { format: 256 }],
  ['says one signature fewer', 'damaged', { count: 1 }],
  ['says one signature more', 'damaged', { count: 3 }],
  ['says no signatures', 'damaged', { count: 0 }],
  ['says 65535 signatures', 'too-large', { count: 65535 }],
  ['payload is one byte longer than stated', 'damaged', { stated: (s) => s.setUint32(24, s.getUint32(24, true) - 1, true) }],
  ['payload is one byte shorter than stated', 'damaged', { stated: (s) => s.setUint32(24, s.getUint32(24, true) + 1, true) }],
  ['payload length 0', 'damaged', { stated: (s) => s.setUint32(24, 0, true) }],
  ['payload length 2^32-1', 'damaged', { stated: (s) => s.setUint32(24, 0xffffffff, true) }],
  ['another hash of the payload', 'damaged', { stated: (s) => s.setUint8(40, s.getUint8(40) ^ 1) }],
  ['a hash of zeros', 'damaged', { stated: (s) => new Uint8Array(s.buffer).fill(0, 32) }],
  ['says that one byte less is in it', 'damaged', { unpacked: pack.length - 1 }],
  ['says that one byte more is in it', 'damaged', { unpacked: pack.length + 1 }],
  ['says that nothing is in it', 'damaged', { unpacked: 0 }],
  ['says that 16 MiB are in it', 'damaged', { unpacked: 16 << 20 }],
  ['says that more than a Pack may hold is in it', 'too-large', { unpacked: (16 << 20) + 1 }],
  ['says that 2^32-1 bytes are in it', 'too-large', { unpacked: 0xffffffff }],
  ['made after it expires', 'damaged', { made: NOW + 40 * DAY }],
  ['made in the year 584 billion', 'damaged', { made: (1n << 64n) - 1n }],
  ['expires in the year 584 billion', 'damaged', { expires: (1n << 64n) - 1n }],
  ['expires after the year 9999', 'damaged', { expires: 253_402_300_800 }],
  ['expired a second ago', 'expired', { expires: NOW - 1 }],
  ['expires now', 'expired', { expires: NOW }],
  ['expired since 1970', 'expired', { made: 0, expires: 0 }],
  ['made two days ahead', 'clock', { made: NOW + 2 * DAY }],
  ['made a day and a second ahead', 'clock', { made: NOW + DAY + 1 }],
  ['of another version than the Pack: newer', 'damaged', { version: VERSION + 1n }],
  ['of another version than the Pack: older', 'damaged', { version: VERSION - 1n }],
  ['of version 0', 'damaged', { version: 0n }],
  ['of version 2^64-1', 'damaged', { version: (1n << 64n) - 1n }],
  ['payload is the Pack itself', 'damaged', { payload: pack }],
  ['payload is nothing', 'damaged', { payload: new Uint8Array() }],
  ['payload is text', 'damaged', { payload: utf8('not gzip at all') }],
  ['payload is half of the gzip', 'damaged', { payload: new Uint8Array(gzipSync(pack)).slice(0, 200) }],
  ['gzip without its last byte', 'damaged', { payload: new Uint8Array(gzipSync(pack)).slice(0, -1) }],
  ['gzip with a wrong checksum', 'damaged', { payload: flip(new Uint8Array(gzipSync(pack)), gzipSync(pack).length - 6) }],
  ['gzip with a wrong length in it', 'damaged', { payload: flip(new Uint8Array(gzipSync(pack)), gzipSync(pack).length - 2) }],
  ['two gzips in one', 'damaged', { payload: concat(gzipSync(pack), gzipSync(pack)) }],
  ['something after the gzip', 'damaged', { payload: concat(gzipSync(pack), utf8('something')) }],
  ['zeros after the gzip', 'damaged', { payload: concat(gzipSync(pack), new Uint8Array(9)) }],
  ['gzip of nothing', 'damaged', { payload: new Uint8Array(gzipSync('')) }],
  ['gzip of another file of the same length', 'damaged', { payload: new Uint8Array(gzipSync(new Uint8Array(pack.length))) }],
  ['gzip in gzip', 'damaged', { payload: new Uint8Array(gzipSync(gzipSync(pack))) }],
  ['a Pack with a damaged byte', 'damaged', { payload: new Uint8Array(gzipSync(flip(pack, 100))) }],
  ['a Pack with another magic', 'damaged', { payload: new Uint8Array(gzipSync(flip(pack, 2))) }],
  ['a bomb of 64 MiB under a statement of few', 'damaged', { payload: bomb(pack.length) }],
  ['a bomb that says so', 'damaged', { payload: bomb(64 << 20) }],
  ['a bomb of 64 MiB under a statement of 16', 'damaged', { payload: bomb(16 << 20), unpacked: 16 << 20 }],
];

describe(`${WRONG.length} hostile files`, () => {
  test.each(WRONG)('%s: %s', async (_, code, change, by = both) => {
    expect(await codeFor(await signed(pack, { signers: by.map((i) => known[i] as Key), ...change }))).toBe(code);
  });
});

test('made up to a day ahead is what clocks of people do', async () => {
  expect(await codeFor(await signed(pack, { signers: known, made: NOW + DAY }))).toBe('taken');
  expect(await codeFor(await signed(pack, { signers: known, expires: NOW + 1 }))).toBe('taken');
});

test('clocks in 1970 and in 2100 are told from each other', async () => {
  expect(await codeFor(good, 0)).toBe('clock');
  expect(await codeFor(good, Date.UTC(2100, 0) / 1000)).toBe('expired');
});

test('every cut is noticed', async () => {
  for (let length = 0; length < good.length; length++) expect(await codeFor(good.slice(0, length)), `${length} bytes`).toBe('damaged');
});

test('trailing bytes are noticed', async () => {
  for (const more of [1, 2, 64, 96, 1000]) expect(await codeFor(concat(good, new Uint8Array(more))), `${more} more`).toBe('damaged');
});

test('no bit of the file can be changed', async () => {
  const refused: (UpdateProblem | 'taken')[] = ['damaged', 'not-signed', 'too-large', 'expired', 'clock'];
  for (let at = 0; at < good.length; at++) expect(refused, `byte ${at}`).toContain(await codeFor(flip(good, at)));
}, 60_000);

test('no file larger than any may be is looked into', async () => {
  expect(await codeFor(new Uint8Array((16 << 20) + (64 << 10) + 1))).toBe('too-large');
});

test('nothing is unpacked that nobody has signed', async () => {
  let unpackings = 0;
  const Real = DecompressionStream;
  vi.stubGlobal('DecompressionStream', class extends Real {
    constructor(format: CompressionFormat) {
      super(format);
      unpackings++;
    }
  });
  expect(await codeFor(await signed(pack, { signers: [stranger] }))).toBe('not-signed');
  expect(unpackings).toBe(0);
  expect(await codeFor(good)).toBe('taken');
  expect(unpackings).toBe(1);
  vi.unstubAllGlobals();
});

test('a browser without Ed25519 says so', async () => {
  const missing = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('Unrecognized name.', 'NotSupportedError'));
  expect(await codeFor(good)).toBe('browser');
  missing.mockRestore();
});

describe('whom this release trusts', () => {
  test('three publishers, two of whom are enough', async () => {
    expect(trust.threshold).toBe(2);
    expect([...trust.keys.keys()]).toEqual(known.map(({ id }) => hexOf(id)));
  });

  test('a file that is not as a build makes it trusts nobody', async () => {
    const keys = known.map(({ raw }, i) => ({ name: `publisher-${i}`, public: hexOf(raw) }));
    const first = keys[0] as { name: string; public: string };
    const wrong: unknown[] = [
      null, [], 'x', {}, { format: 2, threshold: 2, keys }, { format: 1, threshold: 2 }, { format: 1, threshold: 2, keys: {} }, { format: 1, threshold: 2, keys, more: 1 },
      { format: 1, threshold: 0, keys }, { format: 1, threshold: 1, keys }, { format: 1, threshold: 4, keys }, { format: 1, threshold: '2', keys }, { format: 1, threshold: 2.5, keys },
      { format: 1, threshold: 2, keys: [first] }, { format: 1, threshold: 2, keys: [first, { ...first, name: 'twice' }] }, { format: 1, threshold: 2, keys: [...keys, null] },
      { format: 1, threshold: 2, keys: [...keys, { name: 'x', public: first.public.slice(2) }] }, { format: 1, threshold: 2, keys: [...keys, { name: 'x', public: first.public.toUpperCase() }] },
      { format: 1, threshold: 2, keys: [...keys, { ...first, more: 1 }] }, { format: 1, threshold: 2, keys: [...keys, { public: first.public }] },
    ];
    for (const file of wrong) await expect(publishersOf(json(file)), JSON.stringify(file)).rejects.toThrow();
    for (const file of [utf8(''), utf8('{'), new Uint8Array([0xff])]) await expect(publishersOf(file)).rejects.toThrow();
    await expect(publishersOf(trustJson(known, 3))).resolves.toMatchObject({ threshold: 3 });
  });
});
