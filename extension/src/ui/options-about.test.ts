// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parse } from 'smol-toml';

vi.mock('../browser', () => import('../../test/ui/kept-browser'));
const { INSIDE, aboutPart } = await import('./options-about');
const { Keeper } = await import('./options-keeper');

/** What to do when one of these fails. */
const REMEDY = 'run node scripts/licences.mjs';
const ROOT = join(import.meta.dirname, '../../..');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const versionOf = new Map(INSIDE.map(({ name, version }) => [name, version]));

test('each part is of the version that is built in', () => {
  const crates = (parse(text('Cargo.lock')).package as { name: string; version: string }[]).map(({ name, version }) => `${name} ${version}`);
  const modules = Object.entries((JSON.parse(text('package-lock.json')) as { packages: Record<string, { version?: string }> }).packages).map(([path, { version }]) => `${path.replace('node_modules/', '')} ${version ?? ''}`);
  const known = new Set([...crates, ...modules]);
  expect(INSIDE.filter(({ name, version }) => version !== '' && !known.has(`${name} ${version}`)), REMEDY).toEqual([]);
  // Data and the standard library have no version in the lock files.
  expect(INSIDE.filter(({ version }) => version === '').map(({ name }) => name)).toEqual(['Rust standard library', 'Public Suffix List', 'Unicode character data']);
});

test('every crate that the module is made of is named', () => {
  type Dependencies = Record<string, string | { path?: string; workspace?: boolean; optional?: boolean }>;
  const named = ['engine', 'pack', 'wasm'].flatMap((crate) => Object.entries((parse(text(`crates/${crate}/Cargo.toml`)).dependencies ?? {}) as Dependencies));
  const others = named.filter(([name, value]) => !name.startsWith('caveat-') && !(typeof value === 'object' && value.optional)).map(([name]) => name);
  expect(others.length).toBeGreaterThan(2);
  expect(others.filter((name) => !versionOf.has(name)), REMEDY).toEqual([]);
});

test('every package that pages and scripts import is named', () => {
  const files = ['src', 'entrypoints'].flatMap((folder) => {
    const at = join(ROOT, 'extension', folder);
    return readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith('build')).map((file) => join(at, file));
  });
  const imported = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?:[^'=\n]* from )?'(@[^/'\n]+\/[^/'\n]+|[^./'@\n][^/'\n]*)/gm)].map(([, name]) => name as string));
  expect(new Set(imported)).toContain('wxt');
  expect([...new Set(imported)].filter((name) => !versionOf.has(name)), REMEDY).toEqual([]);
});

test('the texts stand beside them, and name each part', () => {
  const licences = text('extension/public/licences.txt');
  expect(INSIDE.filter(({ name, version, licence }) => !licences.includes(`${name} ${version}`.trim()) || !licences.includes(licence)), REMEDY).toEqual([]);
  for (const words of ['Permission is hereby granted, free of charge', 'UNICODE LICENSE V3', 'Mozilla Public\nLicense 2.0']) expect(licences).toContain(words);
});

test('the page shows version, rules, privacy and every part', () => {
  const { element } = aboutPart(new Keeper(async () => undefined), null);
  expect(element.textContent).toContain('0.1.0');
  expect(element.textContent).toContain('Messages are judged on this computer.');
  expect(element.querySelectorAll('.inside tbody tr')).toHaveLength(INSIDE.length);
});
