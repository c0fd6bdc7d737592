import { isFields, keysWithin } from './json';
import { Refused } from './refused';

/** An update that is not of the shape that updates have is refused as a whole, whatever is wrong with it. */
export const misshapen = (says: string, cause?: unknown): Refused => new Refused('shape', says, cause);

/** Ids are file names of `rules/` and `guides/`. */
export const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= 64 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value);

/** Addresses that a program would open, and markup; a bare name such as "example.com" is what a guide may speak of. */
const LINK_OR_MARKUP = /:\/\/|\bwww\.|\b(?:https?|ftp|file|mailto|tel|sms|javascript|data|blob):\S|<[a-z/!?]|\]\(|&#?\w+;/i;
/** Phone numbers come with a release only. Nine digits: a telephone number has them, a date or a case number less. */
const NUMBER = /\d(?:[ .\-/()]{0,2}\d){8,}/;
/** Unseen or turning characters: text must be what it looks like. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
/** A reporting channel, named by its id: the packaged Pack says what it is. */
const CHANNEL = /\{channel:[a-z0-9-]{1,64}\}/g;

/** Plain words, no longer than that: nothing that leads anywhere. */
export function isWords(value: unknown, most: number): value is string {
  if (typeof value !== 'string' || value.length > most) return false;
  return !LINK_OR_MARKUP.test(value) && !NUMBER.test(value) && !UNSEEN.test(value) && !/[{}]/.test(value.replace(CHANNEL, ''));
}

export const isListOf = <T>(value: unknown, most: number, is: (entry: unknown) => entry is T): value is T[] =>
  Array.isArray(value) && value.length <= most && value.every((entry) => is(entry));

/** What every field must be. A `?` at the end of its name: it may be missing. */
export type Frame = Record<string, (value: unknown) => boolean>;

/** Whether these fields and no others are there, each as it must be. */
export function fits(value: unknown, frame: Frame): boolean {
  if (!isFields(value)) return false;
  const entries = Object.entries(frame).map(([name, is]) => ({ name: name.replace(/\?$/, ''), may: name.endsWith('?'), is }));
  if (!keysWithin(value, entries.map(({ name }) => name))) return false;
  return entries.every(({ name, may, is }) => (Object.hasOwn(value, name) ? is(value[name]) : may));
}
