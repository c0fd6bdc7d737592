import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PNG } from 'pngjs';
import { finish, opaque } from '../../scripts/store.d/png.mjs';

/** Pictures without transparency, which is what Chrome's store takes. */
const folder = mkdtempSync(join(tmpdir(), 'caveat-png-'));
after(() => rmSync(folder, { recursive: true }));

/** Where a PNG says how its pixels are written. */
const COLOUR_TYPE = 25;

/** @param {number} width @param {number[]} data */
function png(width, data) {
  const picture = new PNG({ width, height: data.length / 4 / width });
  picture.data = Buffer.from(data);
  return PNG.sync.write(picture);
}

test('the same pixels are left, in 24 bits', () => {
  const data = [10, 20, 30, 255, 40, 50, 60, 255, 70, 80, 90, 255, 0, 0, 0, 255];
  const before = png(2, data);
  const made = opaque(before);
  assert.deepEqual([before[COLOUR_TYPE], made[COLOUR_TYPE]], [6, 2]);
  assert.deepEqual([...PNG.sync.read(made).data], data);
});

test('a picture that one can see through is refused', () => {
  assert.throws(() => opaque(png(2, [1, 2, 3, 255, 1, 2, 3, 255, 1, 2, 3, 254, 1, 2, 3, 255])), /transparent at 0, 1/);
});

test('a picture of another size is refused and left as it is', () => {
  const path = join(folder, 'a.png');
  const before = png(1, [1, 2, 3, 255]);
  writeFileSync(path, before);
  assert.throws(() => finish(path, { width: 1280, height: 800 }), /is 1 × 1, not 1280 × 800/);
  assert.ok(readFileSync(path).equals(before));
  finish(path, { width: 1, height: 1 });
  assert.equal(readFileSync(path)[COLOUR_TYPE], 2);
});
