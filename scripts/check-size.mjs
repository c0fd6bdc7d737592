// The content script is carried into every page that is read: it may weigh no more than this.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes after `gzip -9`: 20 KiB, which a browser parses in a few milliseconds even on an old telephone. */
const MOST = 20 * 1024;
const root = join(import.meta.dirname, '..');

let tooLarge = false;
for (const target of ['chrome-mv3', 'firefox-mv3']) {
  const file = join('extension/.output', target, 'content-scripts/content.js');
  const plain = readFileSync(join(root, file));
  const packed = gzipSync(plain, { level: 9 }).length;
  console.log(`${file}: ${plain.length} bytes, ${packed} in gzip, of ${MOST}`);
  tooLarge ||= packed > MOST;
}
if (tooLarge) {
  console.error('The content script is too large. What only draws or words a warning belongs into the background (src/looks, src/background/shown.ts).');
  process.exit(1);
}
console.log('2 files are as small as they must be');
