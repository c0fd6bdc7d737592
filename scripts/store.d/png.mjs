import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Just enough of PNG: its size, and the same picture without transparency, which Chrome's store refuses. */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const RGBA = 6;

/** @param {Buffer} png */
export function sizeOf(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE) || png.toString('latin1', 12, 16) !== 'IHDR') throw new Error('this is no PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), depth: png[24], colour: png[25], interlaced: png[28] !== 0 };
}

/** @param {Buffer} png */
function* chunksOf(png) {
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The same picture in 24 bits a pixel. A pixel that is not opaque is an error: what would stand behind it? @param {Buffer} png */
export function opaque(png) {
  const { width, height, depth, colour, interlaced } = sizeOf(png);
  if (depth !== 8 || interlaced || (colour !== RGB && colour !== RGBA)) throw new Error(`a PNG of another kind than browsers make (depth ${depth}, colour type ${colour})`);
  if (colour === RGB) return png;
  const rows = unfiltered(inflateSync(Buffer.concat([...chunksOf(png)].filter(({ type }) => type === 'IDAT').map(({ data }) => data))), width * 4, height);
  const out = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      if (rows[from + 3] !== 255) throw new Error(`the picture is transparent at ${x}, ${y}`);
      rows.copy(out, y * (1 + width * 3) + 1 + x * 3, from, from + 3);
    }
  }
  const head = Buffer.from([...chunksOf(png)].find(({ type }) => type === 'IHDR')?.data ?? []);
  head[9] = RGB;
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(out, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** The five filters of PNG, taken back. @param {Buffer} data @param {number} stride @param {number} height */
function unfiltered(data, stride, height) {
  const step = 4;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    const row = y * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? out[row + i - step] ?? 0 : 0;
      const above = y > 0 ? out[row - stride + i] ?? 0 : 0;
      const corner = y > 0 && i >= step ? out[row - stride + i - step] ?? 0 : 0;
      const predicted = filter === 0 ? 0 : filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : paeth(left, above, corner);
      out[row + i] = (data[y * (stride + 1) + 1 + i] ?? 0) + predicted;
    }
  }
  return out;
}

/** @param {number} left @param {number} above @param {number} corner */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Leaves a picture on disk as stores take it. @param {string} path */
export function finish(path) {
  writeFileSync(path, opaque(readFileSync(path)));
}
