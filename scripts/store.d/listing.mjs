import { LIMITS, fitting } from './limits.mjs';

/** What a store shows of the extension in one language, made of strings that the extension itself shows, whole and in one order. */

/** Each part: its heading, and the strings below it. A pair stands together: what, and why. @type {{ title: string, lines: (string | [what: string, why: string])[] }[]} */
const PARTS = [
  { title: 'welcome_does', lines: ['welcome_does_read', 'welcome_does_why', 'welcome_does_ask', 'welcome_does_sites'] },
  { title: 'welcome_never', lines: ['welcome_never_send', 'welcome_never_act', 'welcome_never_promise'] },
  { title: 'privacy_title', lines: ['privacy_judged', 'privacy_kept', 'privacy_network'] },
  { title: 'guides_title', lines: ['guides_intro'] },
  {
    title: 'permissions_title',
    lines: [
      'permissions_intro',
      ['permission_sites', 'permission_sites_why'],
      ['permission_active', 'permission_active_why'],
      ['permission_menu', 'permission_menu_why'],
      ['permission_scripting', 'permission_scripting_why'],
      ['permission_storage', 'permission_storage_why'],
      ['permission_host', 'permission_host_why'],
    ],
  },
];

/** First and last line of the long text. */
const OPENING = 'welcome_title';
const CLOSING = 'honest_note';

/** Every string that a listing is made of. */
export const STRINGS = ['extension_name', 'extension_description', OPENING, ...PARTS.flatMap(({ title, lines }) => [title, ...lines.flat()]), CLOSING];

/** @param {import('./locales.mjs').Words} words */
export function descriptionOf({ say }) {
  const line = (/** @type {string | [string, string]} */ one) => (typeof one === 'string' ? `• ${say(one)}` : `• ${say(one[0])}\n  ${say(one[1])}`);
  return [say(OPENING), ...PARTS.map(({ title, lines }) => [say(title), ...lines.map(line)].join('\n')), say(CLOSING)].join('\n\n');
}

/** @typedef {{ name: string, summary: string, description: string }} Listing */

/** @param {import('./locales.mjs').Words} words @param {'chrome' | 'firefox'} store @returns {Listing} */
export function listingOf(words, store) {
  const { language, say } = words;
  const most = LIMITS[store];
  return {
    name: fitting(say('extension_name'), most.name, language, 'extension_name'),
    summary: fitting(say('extension_description'), most.summary, language, 'extension_description'),
    description: fitting(descriptionOf(words), most.description, language, 'the long description'),
  };
}

/** Languages by Mozilla's names; the site is not there in Hindi, so the extension is and its page is not. @type {Record<string, string | null>} */
const MOZILLAS = { en: 'en-US', es: 'es-ES', pt_BR: 'pt-BR', pt_PT: 'pt-PT', zh_CN: 'zh-CN', hi: null };

/** @param {string} language */
export const mozillasName = (language) => (language in MOZILLAS ? MOZILLAS[language] : language);
