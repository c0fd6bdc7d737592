import { expect, test } from 'vitest';
import { DEFAULTS, migrated } from './settings';

test('nothing stored means the defaults', () => {
  for (const stored of [undefined, null, 3, 'US', []]) expect(migrated(stored)).toEqual(DEFAULTS);
});

test('what is stored today is kept', () => {
  for (const country of ['US', 'GB-SCT', 'other', null]) expect(migrated({ version: 1, country })).toEqual({ version: 1, country });
});

test('settings without a version are carried over', () => {
  expect(migrated({ country: 'gb' })).toEqual({ version: 1, country: 'GB' });
});

test('unreadable values fall back one by one, unknown ones are dropped', () => {
  expect(migrated({ version: 1, country: '<script>', other: 1 })).toEqual(DEFAULTS);
  expect(migrated({ version: -4, country: 'us' })).toEqual({ version: 1, country: 'US' });
  expect(migrated({ version: 99, country: 'DE' })).toEqual({ version: 1, country: 'DE' });
});
