import { beforeEach, expect, test, vi } from 'vitest';
import type { SiteAdapter } from '../page/adapter';

const stored: Record<string, unknown> = {};
vi.mock('../browser', () => ({ browser: { storage: { session: { get: async (name: string) => ({ [name]: stored[name] }), set: async (values: object) => void Object.assign(stored, structuredClone(values)) } } } }));
const { Health } = await import('./health');

const adapters: SiteAdapter[] = ['gmail', 'proton'].map((id) => ({ id, name: id, matches: [`https://${id}.example/*`], channel: 'email', body: ['.b'] }));

beforeEach(() => {
  delete stored.sites;
  vi.useFakeTimers({ now: 1_000_000 });
});

test('a site that was read, one that was not, and what a restart of the background keeps', async () => {
  const health = new Health();
  await health.seen('gmail', 2, []);
  await health.seen('proton', 0, ['selectors']);
  const expected = [expect.objectContaining({ id: 'gmail', read: 1_000_000, failed: 0 }), expect.objectContaining({ id: 'proton', read: 0, failed: 1_000_000 })];
  expect(await health.report(adapters)).toEqual(expected);
  expect(await new Health().report(adapters)).toEqual(expected);
});

test('an empty page is no news, and a message without its head is bad news', async () => {
  const health = new Health();
  await health.seen('gmail', 0, []);
  expect(await health.report(adapters)).toMatchObject([{ read: 0, failed: 0 }, {}]);
  await health.seen('gmail', 1, ['head']);
  expect(await health.report(adapters)).toMatchObject([{ read: 0, failed: 1_000_000 }, {}]);
});
