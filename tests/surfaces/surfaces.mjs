import { CHECK } from './list/check.mjs';
import { GUIDES } from './list/guides.mjs';
import { IN_PAGES } from './list/in-pages.mjs';
import { OPTIONS } from './list/options.mjs';
import { POPUPS } from './list/popup.mjs';
import { WELCOME } from './list/welcome.mjs';

/**
 * Every surface of Caveat in each of its states: the one list that all instruments go through, and the tour with them.
 *
 * @typedef {object} Surface
 * @property {string} id names its picture
 * @property {string} title caption under its picture
 * @property {import('./stage.mjs').Size} size
 * @property {import('./stage.mjs').Choices | (() => import('./stage.mjs').Choices)} [choices] what the user has chosen
 * @property {(language: string) => unknown} [stored] what lies in the storage in place of settings
 * @property {number} [later] so many milliseconds after the rules were made, by the page's clock; default a day
 * @property {(stage: import('./stage.mjs').Stage) => Promise<import('./stage.mjs').View>} reach brings it up
 */

/** @type {readonly Surface[]} */
export const SURFACES = [...IN_PAGES, ...POPUPS, ...CHECK, ...GUIDES, ...OPTIONS, ...WELCOME];

const twice = SURFACES.map(({ id }) => id).find((id, i, ids) => ids.indexOf(id) !== i);
if (twice) throw new Error(`two surfaces are called ${twice}`);
