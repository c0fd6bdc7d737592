import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { expect, test, vi } from 'vitest';

vi.mock('../browser', () => import('../../test/fake-browser'));
const { guidesOf } = await import('./guide-data');

const GUIDES = fileURLToPath(new URL('../../../guides/', import.meta.url));
const drawn = readdirSync(`${GUIDES}pictures`).map((name) => name.replace(/\.svg$/, ''));
const pictureOf = (picture: unknown) => guidesOf({ lang: 'en', guides: [{ id: 'x', title: 'X', picture }] })[0]?.picture;

test('every picture of guides/pictures/ is known (add its name to PICTURES)', () => {
  expect(drawn.length).toBeGreaterThan(10);
  expect(drawn.filter((name) => pictureOf(name) !== name)).toEqual([]);
});

test('every picture that a guide names is packaged', () => {
  const named = Object.values(parse(readFileSync(`${GUIDES}pictures.toml`, 'utf8')));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => pictureOf(name) === '')).toEqual([]);
});

test.each([undefined, null, 7, '', 'unicorn', '../parcel', 'parcel.svg', ['parcel']])('a picture %j that no release brought is none', (picture) => expect(pictureOf(picture)).toBe(''));
