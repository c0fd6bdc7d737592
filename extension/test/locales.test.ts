import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UNREAD } from '../src/protocol';

type Entry = { message: string; description?: string; placeholders?: Record<string, { content: string; example?: string }> };
const root = fileURLToPath(new URL('..', import.meta.url));
const locale = (name: string): Record<string, Entry> => JSON.parse(readFileSync(join(root, 'public/_locales', name, 'messages.json'), 'utf8')) as Record<string, Entry>;
const languages = readdirSync(join(root, 'public/_locales'));
const english = locale('en');

const sources = ['src', 'entrypoints'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const code = sources.join('\n');

/** Keys that the code may ask for: written out, named in the manifest, or made in a template. */
function used(key: string): boolean {
  if (code.includes(`'${key}'`) || code.includes(`__MSG_${key}__`)) return true;
  const templates = [...code.matchAll(/`([a-z_]+)\$\{[^}]*\}`/g)].map((match) => match[1] as string);
  if (templates.some((start) => key.startsWith(start) && start.endsWith('_'))) return true;
  const base = baseOf(key);
  return base !== key && used(base);
}

/** What stands before the form of a counted text: `popup_quiet` of `popup_quiet_one`. */
const baseOf = (key: string): string => {
  const base = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
  return `${base}_other` in english && `${base}_one` in english ? base : key;
};

/** The forms that a language has for whole numbers, by the browser's own rules. */
function formsOf(name: string): string[] {
  const rules = new Intl.PluralRules(name.replace('_', '-'));
  return [...new Set(['other', ...Array.from({ length: 1001 }, (_, number) => rules.select(number))])];
}

/** The keys that a language must have: those of English, and of each counted text the forms that it knows. */
const wanted = (name: string): string[] => [...new Set(Object.keys(english).flatMap((key) => (baseOf(key) === key ? [key] : formsOf(name).map((form) => `${baseOf(key)}_${form}`))))].sort();

test('every string is used somewhere', () => {
  expect(Object.keys(english).filter((key) => !used(key))).toEqual([]);
});

test('every string that the code asks for is there', () => {
  const asked = [...code.matchAll(/\b(?:t|counted)\(\s*'([a-z_]+)'/g), ...code.matchAll(/__MSG_([a-z_]+)__/g)].map((match) => match[1] as string);
  expect(asked.length).toBeGreaterThan(80);
  expect([...new Set(asked)].filter((key) => !(key in english) && !(`${key}_other` in english))).toEqual([]);
  expect(UNREAD.map((why) => `unread_${why.replace('-', '_')}`).filter((key) => !(key in english))).toEqual([]);
});

test('every string says what it is for', () => {
  expect(Object.entries(english).filter(([, { description }]) => !description?.trim()).map(([key]) => key)).toEqual([]);
});

test.each(languages)('%s has every string, in each form that it counts by, with the same placeholders', (name) => {
  const other = locale(name);
  expect(Object.keys(other).sort()).toEqual(wanted(name));
  const holes = (text: string) => [...text.matchAll(/\$(\w+)\$?/g)].map((match) => match[1]).sort();
  for (const [key, { message }] of Object.entries(english)) {
    // A form for one number may say it in words.
    if (baseOf(key) === key) expect(holes(other[key]?.message ?? ''), key).toEqual(holes(message));
  }
  for (const key of wanted(name)) {
    const most = holes(english[`${baseOf(key)}_other`]?.message ?? english[key]?.message ?? '');
    expect(holes(other[key]?.message ?? '').filter((hole) => !most.includes(hole)), key).toEqual([]);
  }
});

test.each(languages)('%s defines the placeholders that it names', (name) => {
  for (const [key, { message, placeholders = {} }] of Object.entries(locale(name))) {
    const named = [...message.matchAll(/\$([A-Za-z_]+)\$/g)].map((match) => (match[1] as string).toLowerCase());
    const defined = Object.keys(placeholders).map((one) => one.toLowerCase());
    expect(named.filter((one) => !defined.includes(one)), key).toEqual([]);
  }
});

test('every named placeholder is defined, and used', () => {
  for (const [key, { message, placeholders = {} }] of Object.entries(english)) {
    const named = [...message.matchAll(/\$([A-Z_]+)\$/g)].map((match) => (match[1] as string).toLowerCase());
    expect([...new Set(named)].sort(), key).toEqual(Object.keys(placeholders).sort());
  }
});

test.each(languages)('%s keeps to the limits of the stores', (name) => {
  const strings = locale(name);
  expect(strings.extension_name?.message.length).toBeLessThanOrEqual(45);
  expect(strings.extension_description?.message.length).toBeLessThanOrEqual(132);
});

test('nothing is ever called safe, and no string holds an address or markup', () => {
  for (const [key, { message }] of Object.entries(english)) {
    expect(message, key).not.toMatch(/\bsafe(?:ly|ty)?\b/i);
    expect(message, key).not.toMatch(/https?:|www\.|<[a-z/]/i);
  }
});
