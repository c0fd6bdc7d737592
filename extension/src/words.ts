import { speak, type Words } from './i18n';
import { ownFile } from './pack/files';

/** The folders of `_locales`, each with the name that its speakers give their language. */
export const LOCALES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  pl: 'Polski',
  pt_BR: 'Português (Brasil)',
  pt_PT: 'Português (Portugal)',
  ar: 'العربية',
  hi: 'हिन्दी',
  ja: '日本語',
  zh_CN: '简体中文',
} as const;
export type Locale = keyof typeof LOCALES;

export const isLocale = (name: string | null): name is Locale => name !== null && Object.hasOwn(LOCALES, name);

type Entry = { message?: unknown; placeholders?: Record<string, { content?: unknown }> };

/** A `messages.json` with its named placeholders resolved, as browsers do it. */
export function wordsOf(json: unknown): Words {
  const words: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, { message, placeholders = {} }] of Object.entries((json ?? {}) as Record<string, Entry>)) {
    if (typeof message !== 'string') continue;
    const named = new Map(Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), String(content ?? '')]));
    words[key] = message.replace(/\$([A-Za-z0-9_@]+)\$/g, (whole, name: string) => named.get(name.toLowerCase()) ?? whole);
  }
  return words;
}

/** Speaks the chosen language; the browser's when none is chosen, or when its strings cannot be read. */
export async function speakLanguage(chosen: string | null): Promise<void> {
  if (!isLocale(chosen)) return speak(null);
  try {
    speak(wordsOf(JSON.parse(new TextDecoder().decode(await ownFile(`/_locales/${chosen}/messages.json`)))));
  } catch {
    speak(null);
  }
}
