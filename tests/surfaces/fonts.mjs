import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fonts that pictures are drawn with, and no others (`fonts.conf`). */
const FOLDERS = ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/noto', '/usr/share/fonts/truetype/droid'];
const DRAWN_WITH = ['DroidSansFallbackFull.ttf', 'NotoSans-Regular.ttf', 'NotoSans-Bold.ttf', 'NotoSansArabic-Regular.ttf', 'NotoSansArabic-Bold.ttf'];

/** For the browser's environment. */
export const FONTS_ENV = { FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') };

/** Hash of each font that decides how a picture looks. Throws when one is not there: such pictures could not be compared. */
export function fontsHere() {
  const found = DRAWN_WITH.map((file) => ({ file, path: FOLDERS.map((folder) => join(folder, file)).find((path) => existsSync(path)) }));
  const missing = found.filter(({ path }) => path === undefined).map(({ file }) => file);
  if (missing.length > 0) {
    throw new Error(`the fonts for pictures are missing (${missing.join(', ')}): run ./scripts/setup, or install Debian's fonts-noto-core and fonts-droid-fallback`);
  }
  return Object.fromEntries(found.map(({ file, path }) => [file, createHash('sha256').update(readFileSync(/** @type {string} */ (path))).digest('hex').slice(0, 16)]));
}
