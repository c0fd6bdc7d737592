import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things are on this machine: the project, the built extensions, the browsers. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** @typedef {'chrome' | 'firefox'} BrowserName */

/** @type {readonly BrowserName[]} */
export const BROWSERS = ['chrome', 'firefox'];

/** The environment's word first (`scripts/lib.sh` sets it), then the usual names, then what `scripts/setup` brought. */
const CANDIDATES = {
  chrome: {
    env: ['CAVEAT_CHROME', 'CHROME_BIN'],
    // Google's own Chrome is not here: it no longer loads an extension from a folder on request.
    names: ['chromium', 'chromium-browser'],
    paths: [join(ROOT, 'target/setup/browsers/chrome'), '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  },
  firefox: {
    env: ['CAVEAT_FIREFOX', 'FIREFOX_BIN'],
    names: ['firefox-esr', 'firefox'],
    paths: [join(ROOT, 'target/setup/browsers/firefox'), '/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
};

/** @param {string} name */
export function program(name) {
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
  return found ?? null;
}

/** The browser's program, or null. @param {BrowserName} name */
export function browserPath(name) {
  const { env, names, paths } = CANDIDATES[name];
  for (const variable of env) if (process.env[variable]) return process.env[variable];
  return names.map(program).find((path) => path && !isSnap(path)) ?? paths.find((path) => existsSync(path)) ?? null;
}

/** Ubuntu's packages are stubs that start a snap, which cannot be driven. @param {string} path */
function isSnap(path) {
  const start = readFileSync(path, { encoding: 'latin1', flag: 'r' }).slice(0, 4096);
  return start.startsWith('#!') && start.includes('snap');
}

/** The folder of the built extension. @param {BrowserName} name */
export function builtExtension(name) {
  const folder = process.env[`CAVEAT_EXTENSION_${name.toUpperCase()}`] ?? join(ROOT, `extension/.output/${name}-mv3`);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is not built: run ./scripts/build first`);
  return folder;
}

/** @param {string} folder */
export const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/** Whether a window can be shown to somebody. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Whether a test can have a screen of its own, with a mouse. */
export const hasOwnScreen = () => ['Xvfb', 'xdotool', 'openbox'].every((name) => program(name) && spawnSync('true').status === 0);
