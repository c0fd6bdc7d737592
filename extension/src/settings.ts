import { browser } from './browser';
import { RECORD } from './updates/record';

/** How easily Caveat warns: less often, as it is meant, or earlier. */
export type Care = 'fewer' | 'usual' | 'more';
export const CARES: readonly Care[] = ['fewer', 'usual', 'more'];

/** A sender whose messages are warned about more softly. */
export interface TrustedSender {
  /** Mail address or number, as `senderKey` writes it. */
  sender: string;
  /** When it was added: milliseconds since 1970. */
  since: number;
}

/** Somebody to ask, named by the user; shown in warnings and never used for anything else. */
export interface Contact {
  name: string;
  number: string;
}

/** What the user has chosen. Kept in `storage.local`; holds nothing of any message but senders that the user named. */
export interface Settings {
  /** Shape of what is stored, so that older ones can be carried over. */
  version: 2;
  /** Country whose reporting channels are shown: ISO 3166, a part of a country (GB-SCT) or `other`; null until chosen. */
  country: string | null;
  /** A folder of `_locales`; null: the browser's own. */
  language: string | null;
  care: Care;
  /** Asks before a link in a message at `danger` opens. */
  guard: boolean;
  trusted: TrustedSender[];
  /** Kinds of scam that are warned about more softly. */
  muted: string[];
  /** Helper mode: larger type, simpler words, whom to call. */
  helper: boolean;
  contact: Contact | null;
}

export const VERSION = 2;

export const DEFAULTS: Settings = { version: VERSION, country: null, language: null, care: 'usual', guard: true, trusted: [], muted: [], helper: false, contact: null };

/** More than anybody adds by hand; keeps a damaged or hostile file from filling the storage. */
export const MOST_TRUSTED = 500;
export const MOST_MUTED = 100;
const LONGEST_SENDER = 320;
const LONGEST_CONTACT = 60;

type Values = Record<string, unknown>;

/** Each step brings what an older release stored one version further; index = the version it starts from. */
const MIGRATIONS: ((old: Values) => Values)[] = [
  // 0: before versions were written. Country was free text then; only a code is kept.
  (old) => ({ version: 1, country: typeof old.country === 'string' ? old.country.toUpperCase() : null }),
  // 1: a country, and nothing else.
  ({ country }) => ({ ...DEFAULTS, country }),
];

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= most;

/** How each choice is read; undefined: not readable. */
const READ: { [K in Exclude<keyof Settings, 'version'>]: (value: unknown) => Settings[K] | undefined } = {
  country: (value) => (value === null || (typeof value === 'string' && /^(?:[A-Z]{2}(?:-[A-Z]{2,3})?|other)$/.test(value)) ? value : undefined),
  language: (value) => (value === null || (typeof value === 'string' && /^[a-z]{2}(?:_[A-Z]{2})?$/.test(value)) ? value : undefined),
  care: (value) => CARES.find((care) => care === value),
  guard: flag,
  trusted: (value) => (Array.isArray(value) && value.length <= MOST_TRUSTED && value.every(isTrusted) ? value.map(({ sender, since }) => ({ sender, since })) : undefined),
  muted: (value) => (Array.isArray(value) && value.length <= MOST_MUTED && value.every((kind) => typeof kind === 'string' && /^[a-z0-9-]{1,64}$/.test(kind)) ? [...new Set(value as string[])] : undefined),
  helper: flag,
  contact: (value) => (value === null ? null : isObject(value) && isText(value.name, LONGEST_CONTACT) && isText(value.number, LONGEST_CONTACT) ? { name: value.name, number: value.number } : undefined),
};

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function isTrusted(value: unknown): value is TrustedSender {
  return isObject(value) && isText(value.sender, LONGEST_SENDER) && Number.isSafeInteger(value.since);
}

/** What could be read, and the names of the choices that could not and are as at the start. */
export interface Read {
  settings: Settings;
  broken: (keyof Settings)[];
}

/** Whatever lies in storage or in a file, as today's settings. Unreadable choices fall back to their default, one by one. */
export function read(stored: unknown): Read {
  if (stored === undefined) return { settings: { ...DEFAULTS }, broken: [] };
  if (!isObject(stored)) return { settings: { ...DEFAULTS }, broken: ['version'] };
  const known = Number.isSafeInteger(stored.version) && (stored.version as number) >= 0;
  const from = known ? (stored.version as number) : 0;
  let values = stored;
  for (const step of MIGRATIONS.slice(from)) values = step(values);
  const settings: Settings = { ...DEFAULTS };
  const broken: (keyof Settings)[] = known || stored.version === undefined ? [] : ['version'];
  const take = <K extends keyof typeof READ>(name: K): void => {
    const value = READ[name](values[name]);
    if (value === undefined) broken.push(name);
    else settings[name] = value;
  };
  for (const name of Object.keys(READ) as (keyof typeof READ)[]) take(name);
  return { settings, broken };
}

export const SETTINGS = 'settings';

/** The settings with word of what could not be read. A storage that fails altogether is one that could not be read. */
export async function readState(): Promise<Read> {
  try {
    return read((await browser.storage.local.get(SETTINGS))[SETTINGS]);
  } catch {
    return { settings: { ...DEFAULTS }, broken: ['version'] };
  }
}

export const readSettings = async (): Promise<Settings> => (await readState()).settings;

let changing: Promise<unknown> = Promise.resolve();

/** Changes some choices and keeps the others, one call after the other. Rejects when the browser cannot store. */
export function changeSettings(change: Partial<Omit<Settings, 'version'>> | ((now: Settings) => Partial<Omit<Settings, 'version'>>)): Promise<void> {
  const next = changing.then(async () => {
    const now = await readSettings();
    await browser.storage.local.set({ [SETTINGS]: { ...now, ...(typeof change === 'function' ? change(now) : change) } });
  });
  changing = next.catch(() => undefined);
  return next;
}

/** Tells of every change, by whichever page. Ends with the signal. */
export function onSettings(changed: (settings: Settings) => void, signal?: AbortSignal): void {
  const hear = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = area === 'local' ? changes[SETTINGS] : undefined;
    if (change) changed(read(change.newValue).settings);
  };
  browser.storage.onChanged.addListener(hear);
  signal?.addEventListener('abort', () => browser.storage.onChanged.removeListener(hear));
}

/** A sender as it is compared: mail addresses without regard to case, numbers by their digits. '' when there is nothing to go by. */
export function senderKey(address: string, number = ''): string {
  const mail = address.trim().toLowerCase();
  if (mail !== '') return mail.length <= LONGEST_SENDER && /^[^\s@]+@[^\s@]+$/.test(mail) ? mail : '';
  const digits = number.replace(/[\s().-]/g, '');
  return /^\+?\d{3,20}$/.test(digits) ? digits : '';
}

/** The settings as a file that another browser can open. */
export const exported = (settings: Settings): string => `${JSON.stringify({ caveat: 'settings', ...settings }, null, 2)}\n`;

/** What such a file says; null when it is none. */
export function imported(text: string): Read | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && value.caveat === 'settings' ? read(value) : null;
  } catch {
    return null;
  }
}

/**
 * Forgets every choice that is kept here. What is known of updates stays: without the version floor, rules that were
 * replaced could come back as new ones. Their switch is the background's to turn (`updates-set`).
 */
export async function resetSettings(): Promise<void> {
  const all = Object.keys(await browser.storage.local.get(null));
  await browser.storage.local.remove(all.filter((key) => key !== RECORD));
}
