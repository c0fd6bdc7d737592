import { Chromium } from './chromium.mjs';
import { Firefox } from './firefox.mjs';

/**
 * Opens a browser with the built extension in it; `extension: null` for a browser without.
 * @param {import('./find.mjs').BrowserName} name
 * @param {{ headful?: boolean, env?: Record<string, string>, extension?: string | null, welcome?: boolean, offline?: boolean, args?: string[], profile?: string }} [options] `profile`: Chromium's folder, where it is not thrown away
 * @returns {Promise<Chromium | Firefox>}
 */
export const open = (name, options = {}) => (name === 'chrome' ? Chromium.open(options) : Firefox.open(options));
