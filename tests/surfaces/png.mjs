import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** As many as a palette can hold. */
const MOST = 256;
/** The grounds and inks of a surface, which stay what they are: that many of the most frequent colours. */
const FLAT = 24;
/** Of all the shades between them, those this near to each other count as one: the sum of the squares of their three distances. */
const NEAR = 600;

/**
 * Pictures small enough to be kept in a repository: few colours. Our surfaces have few; the shades at the edges of
 * letters and in shadows become the nearest of them.
 * @param {Buffer} data a PNG of any kind @returns {Buffer} one with a palette
 */
export function shrunk(data) {
  const { width, height, data: pixels } = PNG.sync.read(data);
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  /** @type {number[]} */
  const palette = [];
  for (const [colour] of [...counts].sort(([a, n], [b, m]) => m - n || a - b)) {
    if (palette.length < FLAT || (palette.length < MOST && !palette.some((one) => apart(one, colour) < NEAR))) palette.push(colour);
  }
  const index = new Map(palette.map((colour, i) => [colour, i]));
  for (const colour of counts.keys()) if (!index.has(colour)) index.set(colour, nearest(colour, palette));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = /** @type {number} */ (index.get(colours[y * width + x]));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [...channels(colour)]));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** Little endian: red comes first. @param {number} colour @returns {[number, number, number]} */
const channels = (colour) => [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255];

/** @param {number} one @param {number} other */
function apart(one, other) {
  const [r, g, b] = channels(one);
  const [red, green, blue] = channels(other);
  return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
}

/** @param {number} colour @param {number[]} palette */
function nearest(colour, palette) {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((one, i) => {
    const far = apart(one, colour);
    if (far < least) [best, least] = [i, far];
  });
  return best;
}

/** @param {string} kind @param {Buffer} body */
function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const made = Buffer.alloc(named.length + 8);
  made.writeUInt32BE(body.length, 0);
  named.copy(made, 4);
  made.writeUInt32BE(crc32(named), named.length + 4);
  return made;
}
