import { expect, test, vi } from 'vitest';
import { DEFAULTS, changeSettings, migrated, readSettings, resetSettings } from './settings';

const stored = vi.hoisted(() => ({ items: {} as Record<string, unknown> }));
vi.mock('./browser', () => ({
  browser: {
    storage: {
      local: {
        get: (key: string | null) => Promise.resolve(key === null ? { ...stored.items } : { [key]: stored.items[key] }),
        set: (items: object) => Promise.resolve(void Object.assign(stored.items, items)),
        remove: (keys: string[]) => Promise.resolve(keys.forEach((key) => delete stored.items[key])),
      },
    },
  },
}));

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

test('a reset forgets every choice, and not which versions of the rules were in use', async () => {
  const floor = { version: '2026112302', sum: 'x' };
  stored.items = { updates: { on: true, floor }, another: 1 };
  await changeSettings({ country: 'DE' });
  expect(await readSettings()).toEqual({ version: 1, country: 'DE' });
  await resetSettings();
  expect(stored.items).toEqual({ updates: { on: true, floor } });
  expect(await readSettings()).toEqual(DEFAULTS);
});
