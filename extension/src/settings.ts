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
export const LONGEST_SENDER = 320;
export const LONGEST_CONTACT = 60;
/** A file of settings with every list full is a quarter of this: what is larger is something else. */
export const LARGEST_FILE = 1_000_000;

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

/** What was made of a stored value, and whether all of it could be read. */
interface Taken<T> {
  value: T;
  whole: boolean;
}

type Choice = Exclude<keyof Settings, 'version'>;

const one = <K extends Choice>(value: Settings[K] | undefined): Taken<Settings[K]> | undefined => (value === undefined ? undefined : { value, whole: true });

/** A list of which the readable entries are kept: one damaged line must not cost all the others. */
function list<T>(value: unknown, most: number, keyOf: (entry: T) => string, take: (entry: unknown) => T | undefined): Taken<T[]> | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map(take);
  const known = new Map<string, T>();
  for (const entry of entries) if (entry !== undefined && !known.has(keyOf(entry))) known.set(keyOf(entry), entry);
  const kept = [...known.values()].slice(0, most);
  return { value: kept, whole: kept.length === known.size && !entries.includes(undefined) };
}

/** How each choice is read; undefined: not at all. */
const READ: { [K in Choice]: (value: unknown) => Taken<Settings[K]> | undefined } = {
  country: (value) => one<'country'>(value === null || (typeof value === 'string' && /^(?:[A-Z]{2}(?:-[A-Z]{2,3})?|other)$/.test(value)) ? value : undefined),
  language: (value) => one<'language'>(value === null || (typeof value === 'string' && /^[a-z]{2}(?:_[A-Z]{2})?$/.test(value)) ? value : undefined),
  care: (value) => one<'care'>(CARES.find((care) => care === value)),
  guard: (value) => one<'guard'>(flag(value)),
  trusted: (value) => list(value, MOST_TRUSTED, ({ sender }: TrustedSender) => sender, trustedOf),
  muted: (value) => list(value, MOST_MUTED, (kind: string) => kind, (kind) => (typeof kind === 'string' && /^[a-z0-9-]{1,64}$/.test(kind) ? kind : undefined)),
  helper: (value) => one<'helper'>(flag(value)),
  contact: (value) =>
    one<'contact'>(value === null ? null : isObject(value) && isText(value.name, LONGEST_CONTACT) && isText(value.number, LONGEST_CONTACT) ? { name: value.name, number: value.number } : undefined),
};

/** Every choice there is, in the order of the options page. */
export const CHOICES = Object.keys(READ) as readonly Choice[];

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function trustedOf(value: unknown): TrustedSender | undefined {
  if (!isObject(value) || !isText(value.sender, LONGEST_SENDER) || !Number.isSafeInteger(value.since)) return undefined;
  // A file may have been written by hand; what is not written as it is compared would never be found.
  const sender = senderKey(value.sender) || senderKey('', value.sender);
  return sender === '' ? undefined : { sender, since: value.since as number };
}

/** What could be read, and the names of the choices that could not, or only in part. */
export interface Read {
  settings: Settings;
  broken: (keyof Settings)[];
}

/** Whatever lies in storage or in a file, as today's settings. Unreadable choices fall back to what they are in `base`, one by one. */
export function read(stored: unknown, base: Settings = DEFAULTS): Read {
  if (stored === undefined) return { settings: { ...base }, broken: [] };
  if (!isObject(stored)) return { settings: { ...base }, broken: ['version'] };
  const known = Number.isSafeInteger(stored.version) && (stored.version as number) >= 0;
  const from = known ? (stored.version as number) : 0;
  let values = stored;
  for (const step of MIGRATIONS.slice(from)) values = step(values);
  const settings: Settings = { ...base };
  const broken: (keyof Settings)[] = known || stored.version === undefined ? [] : ['version'];
  const take = <K extends Choice>(name: K): void => {
    const taken = READ[name](values[name]);
    if (!taken?.whole) broken.push(name);
    if (taken) settings[name] = taken.value;
  };
  for (const name of CHOICES) take(name);
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

/** What such a file says, or why it cannot be used; each reason has a sentence in `_locales`. */
export type Imported = { ok: true; settings: Settings; unreadable: (keyof Settings)[] } | { ok: false; why: 'not-ours' | 'newer' };

/** What a file would make of the settings as they are `now`. Parts of it that cannot be read change nothing. */
export function imported(text: string, now: Settings): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not-ours' };
  }
  if (!isObject(value) || value.caveat !== 'settings') return { ok: false, why: 'not-ours' };
  if (!Number.isSafeInteger(value.version) || (value.version as number) < 0) return { ok: false, why: 'not-ours' };
  if ((value.version as number) > VERSION) return { ok: false, why: 'newer' };
  const { settings, broken } = read(value, now);
  return { ok: true, settings, unreadable: broken };
}

/**
 * Forgets every choice that is kept here. What is known of updates stays: without the version floor, rules that were
 * replaced could come back as new ones. Their switch is the background's to turn (`updates-set`).
 */
export async function resetSettings(): Promise<void> {
  const all = Object.keys(await browser.storage.local.get(null));
  await browser.storage.local.remove(all.filter((key) => key !== RECORD));
}
