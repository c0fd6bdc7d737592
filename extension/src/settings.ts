import { browser } from './browser';
import { RECORD } from './updates/record';

/** What the user has chosen. Kept in `storage.local`; holds nothing of any message. */
export interface Settings {
  /** Shape of what is stored, so that older ones can be carried over. */
  version: 1;
  /** Country whose reporting channels are shown: ISO 3166, a part of a country (GB-SCT) or `other`; null until chosen. */
  country: string | null;
}

export const DEFAULTS: Settings = { version: 1, country: null };

/** Each step brings what an older release stored one version further; index = the version it starts from. */
const MIGRATIONS: ((old: Record<string, unknown>) => Record<string, unknown>)[] = [
  // 0: before versions were written. Country was free text then; only a code is kept.
  (old) => ({ version: 1, country: typeof old.country === 'string' ? old.country.toUpperCase() : null }),
];

/** Whatever lies in storage, as today's settings. Unreadable fields fall back to their default, one by one. */
export function migrated(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return { ...DEFAULTS };
  let values = stored as Record<string, unknown>;
  const from = Number.isSafeInteger(values.version) ? (values.version as number) : 0;
  for (const step of MIGRATIONS.slice(Math.max(0, from))) values = step(values);
  const country = typeof values.country === 'string' && /^(?:[A-Z]{2}(?:-[A-Z]{2,3})?|other)$/.test(values.country) ? values.country : DEFAULTS.country;
  return { version: 1, country };
}

const NAME = 'settings';

export async function readSettings(): Promise<Settings> {
  return migrated((await browser.storage.local.get(NAME))[NAME]);
}

export async function changeSettings(change: Partial<Omit<Settings, 'version'>>): Promise<void> {
  await browser.storage.local.set({ [NAME]: { ...(await readSettings()), ...change } });
}

/**
 * Forgets every choice that is kept here. What is known of updates stays: without the version floor, rules that were
 * replaced could come back as new ones. Their switch is the background's to turn (`updates-set`).
 */
export async function resetSettings(): Promise<void> {
  const all = Object.keys(await browser.storage.local.get(null));
  await browser.storage.local.remove(all.filter((key) => key !== RECORD));
}
