import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { opaque, sizeOf } from '../../scripts/store.d/png.mjs';

/** Pictures without transparency, which is what Chrome's store takes. */

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A PNG in RGBA of rows that say their filter. @param {number} width @param {number[][]} rows */
function png(width, rows) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head[8] = 8;
  head[9] = 6;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows.flat()))), chunk('IEND', Buffer.alloc(0))]);
}

/** The pixels of a picture that `opaque` made: no filter anywhere. @param {Buffer} made */
function pixels(made) {
  const { width, height } = sizeOf(made);
  const length = made.readUInt32BE(33);
  const data = inflateSync(made.subarray(41, 41 + length));
  return Array.from({ length: height }, (_, y) => [...data.subarray(y * (1 + width * 3) + 1, (y + 1) * (1 + width * 3))]);
}

test('all five filters are taken back', () => {
  // Two pixels a row; by hand: none, left, above, average, Paeth.
  const made = opaque(png(2, [
    [0, 10, 20, 30, 255, 40, 50, 60, 255],
    [1, 1, 2, 3, 255, 4, 5, 6, 0],
    [2, 1, 1, 1, 0, 1, 1, 1, 0],
    [3, 1, 1, 1, 128, 1, 1, 1, 0],
    [4, 1, 1, 1, 0, 1, 1, 1, 0],
  ]));
  assert.deepEqual(sizeOf(made), { width: 2, height: 5, depth: 8, colour: 2, interlaced: false });
  assert.deepEqual(pixels(made), [
    [10, 20, 30, 40, 50, 60],
    [1, 2, 3, 5, 7, 9],
    [2, 3, 4, 6, 8, 10],
    [2, 2, 3, 5, 6, 7],
    [3, 3, 4, 6, 7, 8],
  ]);
});

test('a picture that one can see through is refused', () => {
  assert.throws(() => opaque(png(1, [[0, 1, 2, 3, 254]])), /transparent at 0, 0/);
});

test('what is no picture is refused, and an icon is left as transparent as it is', () => {
  assert.throws(() => sizeOf(Buffer.from('not a picture, but long enough to have a head')), /no PNG/);
  assert.throws(() => opaque(readFileSync(join(import.meta.dirname, '../../extension/public/icons/128.png'))), /transparent|another kind/);
});
