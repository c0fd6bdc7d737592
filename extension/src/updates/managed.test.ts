import { expect, test, vi } from 'vitest';
import { forgetPolicy, policy } from './managed';

const laidDown = vi.hoisted(() => ({ policy: {} as object, reads: 0 }));
vi.mock('../browser', () => ({ browser: { storage: { managed: { get: () => Promise.resolve((laidDown.reads++, laidDown.policy)) } } } }));

test('a policy is read once, and again when it has changed', async () => {
  expect(await policy()).toEqual({ on: null, source: null, sites: null });
  laidDown.policy = { updates: true, source: 'host', sites: ['gmail'] };
  expect([await policy(), laidDown.reads]).toEqual([{ on: null, source: null, sites: null }, 1]);
  forgetPolicy();
  expect([await policy(), laidDown.reads]).toEqual([{ on: true, source: 'host', sites: ['gmail'] }, 2]);
});
