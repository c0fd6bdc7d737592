import { JUSTIFICATION, REVIEW_NOTES, fitting } from './limits.mjs';

/**
 * What the stores' forms ask of the publisher, in English, as one text for each box. Reasons are the extension's own strings; the rest is held to the
 * manifest by a test: a permission without a reason, or a reason without a permission, makes no file.
 */

/** Permission by the manifest's name, with the strings that say what and why. Sites stand for `content_scripts` and `optional_host_permissions`. */
const REASONS = {
  activeTab: ['permission_active', 'permission_active_why'],
  contextMenus: ['permission_menu', 'permission_menu_why'],
  scripting: ['permission_scripting', 'permission_scripting_why'],
  storage: ['permission_storage', 'permission_storage_why'],
  nativeMessaging: ['permission_host', 'permission_host_why'],
  sites: ['permission_sites', 'permission_sites_why'],
};

export const CATEGORY = { chrome: 'Privacy & Security', firefox: 'privacy-security' };

/** Chrome's list, each by its words in the form. */
const KINDS_OF_DATA = [
  'Personally identifiable information',
  'Health information',
  'Financial and payment information',
  'Authentication information',
  'Personal communications',
  'Location',
  'Web history',
  'User activity',
  'Website content',
];

const CERTIFIED = [
  'I do not sell or transfer user data to third parties, outside of the approved use cases',
  'I do not use or transfer user data for purposes that are unrelated to my item’s single purpose',
  'I do not use or transfer user data to determine creditworthiness or for lending purposes',
];

/** @typedef {{ permissions?: string[], optional_permissions?: string[], content_scripts?: unknown[], optional_host_permissions?: string[] }} Manifest */

/** The permissions that a manifest asks for, by their names in `REASONS`. @param {Manifest} manifest */
export function askedBy(manifest) {
  const sites = manifest.content_scripts?.length || manifest.optional_host_permissions?.length ? ['sites'] : [];
  return [...(manifest.permissions ?? []), ...(manifest.optional_permissions ?? []), ...sites];
}

/** @param {import('./locales.mjs').Words} english @param {Manifest} manifest @returns {Record<string, string>} a text for each permission */
export function justifications({ language, say }, manifest) {
  const asked = askedBy(manifest);
  const without = asked.filter((name) => !(name in REASONS));
  const idle = Object.keys(REASONS).filter((name) => !asked.includes(name));
  if (without.length > 0) throw new Error(`the manifest asks for ${without.join(', ')} without a reason: give one in scripts/store.d/answers.mjs`);
  if (idle.length > 0) throw new Error(`the manifest no longer asks for ${idle.join(', ')}: take the reason out of scripts/store.d/answers.mjs`);
  const texts = asked.map((name) => [name, fitting(REASONS[/** @type {keyof typeof REASONS} */ (name)].map(sentence(say)).join(' '), JUSTIFICATION, language, name)]);
  return Object.fromEntries(texts);
}

/** What a permission is for stands in lists without a full stop. @param {(key: string) => string} say */
const sentence = (say) => (/** @type {string} */ key) => say(key).replace(/(?<![.!?])$/, '.');

/** @param {import('./locales.mjs').Words} english */
export const purposeOf = ({ language, say }) => fitting([say('welcome_does_read'), say('welcome_does_why')].join(' '), JUSTIFICATION, language, 'single purpose');

/** The sheet for Chrome's form. @param {import('./locales.mjs').Words} english @param {Manifest} manifest */
export function chromeAnswers(english, manifest) {
  const { say } = english;
  const why = Object.entries(justifications(english, manifest)).map(([name, text]) => `${name === 'sites' ? 'host permissions (content scripts, optional hosts)' : name}\n${text}`);
  return sheet([
    ['Category', CATEGORY.chrome],
    ['Single purpose', purposeOf(english)],
    ['Why each permission', why.join('\n\n')],
    ['Remote code', 'No, I am not using remote code.'],
    ['What user data do you plan to collect', `None of these is ticked:\n${KINDS_OF_DATA.map((kind) => `[ ] ${kind}`).join('\n')}\n\n${say('privacy_judged')} ${say('privacy_kept')} ${say('privacy_network')}`],
    ['I certify', CERTIFIED.map((text) => `[x] ${text}`).join('\n')],
    ['Privacy policy', 'The address at which PRIVACY.md of this release is published.'],
  ]);
}

/** The sheet for Mozilla's form. @param {import('./locales.mjs').Words} english @param {Manifest} manifest @param {string} notes */
export function firefoxAnswers(english, manifest, notes) {
  const { language } = english;
  const why = Object.entries(justifications(english, manifest)).map(([name, text]) => `${name}: ${text}`);
  return sheet([
    ['Category', CATEGORY.firefox],
    ['Licence', 'MIT/X11 License (it may be used under the Apache License 2.0 as well)'],
    ['Privacy policy', 'The text of PRIVACY.md.'],
    ['Data collection', 'None. The manifest says so: data_collection_permissions.required is ["none"].'],
    ['Source code', 'Yes: the package holds minified JavaScript and WebAssembly made from Rust. The archive of the sources lies beside this file.'],
    ['Why each permission', why.join('\n')],
    ['Notes to reviewers', fitting(notes, REVIEW_NOTES, language, 'notes to reviewers')],
  ]);
}

/** @param {[title: string, text: string][]} parts */
const sheet = (parts) => `${parts.map(([title, text]) => `## ${title}\n\n${text}`).join('\n\n')}\n`;
