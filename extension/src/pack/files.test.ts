import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { json, gmail, packOf, part, utf8 } from '../../test/updates/make';
import { storedFloor } from '../updates/floor';
import { KIND, readPack } from './container';

const world = vi.hoisted(() => ({ local: {} as Record<string, unknown>, fetched: [] as string[] }));
vi.mock('../browser', () => ({
  ownUrl: (path: string) => path,
  browser: { runtime: { getManifest: () => ({ version: '0.1.0' }) }, storage: { local: { get: () => Promise.resolve(world.local) } } },
}));

beforeEach(() => {
  vi.resetModules();
  Object.assign(world, { local: {}, fetched: [] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('fetch', (path: string) => {
    world.fetched.push(path);
    return Promise.resolve({ ok: true, arrayBuffer: () => Promise.resolve(packOf(1n, [part(KIND.sites, json([]))]).buffer) });
  });
});
afterEach(() => vi.unstubAllGlobals());

test('where updates were never used, files come out of the package and no database is opened', async () => {
  const open = vi.spyOn(indexedDB, 'open');
  const { packBytes } = await import('./files');
  for (const name of ['engine', 'sites', 'guides.en', 'reporting'] as const) await packBytes(name);
  expect(world.fetched).toEqual(['/packs/engine.pack', '/packs/sites.pack', '/packs/guides.en.pack', '/packs/reporting.pack']);
  expect(open).not.toHaveBeenCalled();
});

test('rules that were brought are served under the same names, save where to report', async () => {
  const { database, loadPack, packBytes } = await import('./files');
  const facts = { version: '7', source: 'host' as const, made: 1, expires: 2, names: ['engine', 'sites', 'reporting'] };
  const sites = packOf(7n, [part(KIND.sites, json([gmail()]))]);
  const state = { newest: 'a' as const, use: 'newest' as const, slots: { a: facts, b: null }, floor: '7', release: { app: '0.1.0', packaged: '1' } };
  await database.swap('a', new Map([['engine', packOf(7n, [part(KIND.engine, utf8('rules'))])], ['sites', sites], ['reporting', packOf(7n)]]), state);
  world.local = { updates: { slots: 'used', floor: storedFloor(7n) } };
  expect((await loadPack('sites')).version).toBe(7n);
  expect(readPack(await packBytes('engine')).parts[0]?.bytes).toEqual(utf8('rules'));
  await packBytes('reporting');
  expect(world.fetched).toEqual(['/packs/reporting.pack']);
  // Another language than the update has: as one that is not packaged.
  await expect(packBytes('guides.fr')).rejects.toThrow();
});
