import { ListingError } from './locales.mjs';

/**
 * What each store takes, in characters.
 *
 * Chrome: https://developer.chrome.com/docs/extensions/reference/manifest/name and …/description, the rest as the dashboard counts.
 * Mozilla: name and summary as https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/name and the listing's form say.
 */
export const LIMITS = {
  // 45 is Edge's limit, which takes Chrome's package; Chrome itself takes 75.
  chrome: { name: 45, summary: 132, description: 16_000 },
  firefox: { name: 50, summary: 250, description: 15_000 },
};

/** One box of Chrome's form: single purpose, or why a permission is needed. */
export const JUSTIFICATION = 1000;
/** Mozilla's box for what reviewers should know. */
export const REVIEW_NOTES = 3000;

/** Chrome’s, without transparency. Mozilla takes any. */
export const PICTURES = { width: 1280, height: 800 };
export const TILES = { small: { width: 440, height: 280 }, marquee: { width: 1400, height: 560 } };

/** Characters as people count them; a store that counts UTF-16 units counts no fewer. @param {string} text */
export const lengthOf = (text) => text.length;

/** The text, if it fits. @param {string} text @param {number} most @param {string} language @param {string} string */
export function fitting(text, most, language, string) {
  const length = lengthOf(text);
  if (length > most) throw new ListingError(language, string, `is ${length} characters long, and the store takes ${most}: shorten it`);
  return text;
}
