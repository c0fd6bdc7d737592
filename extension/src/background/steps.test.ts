import { expect, test, vi } from 'vitest';
import { Steps } from './steps';

vi.mock('../browser', () => import('../../test/fake-browser'));

const THREE = ['Pay **nothing**.', 'Call', 'Wait.'];
const book = (first_steps: unknown, lang = 'en', id = 'parcel-fee') => ({ lang, guides: [{ id, first_steps }] });
const usual = new Steps(() => Promise.resolve([])).of('parcel-fee');

test('a guide’s own steps once the guides are there, the usual ones until then and for all else', async () => {
  const steps = new Steps(() => Promise.resolve([book(THREE)]));
  expect(steps.of('parcel-fee')).toEqual(usual);
  expect(usual).toHaveLength(3);
  await steps.load();
  expect(steps.of('parcel-fee')).toEqual(['Pay nothing.', 'Call', 'Wait.']);
  expect(steps.of('other')).toEqual(usual);
});

test('guides that cannot be read cost nothing, and are tried again', async () => {
  let broken = true;
  const steps = new Steps(() => (broken ? Promise.reject(new Error('unreadable')) : Promise.resolve([book(THREE)])));
  await steps.load();
  expect(steps.loaded).toBe(false);
  broken = false;
  await steps.load();
  expect(steps.of('parcel-fee')[1]).toBe('Call');
});

test('a guide in another language than the reader’s is not quoted: the usual steps are, in theirs', async () => {
  const steps = new Steps(() => Promise.resolve([book(THREE, 'de'), book(THREE, 'en', 'toll-unpaid')]));
  await steps.load();
  expect(steps.of('parcel-fee')).toEqual(usual);
  expect(steps.of('toll-unpaid')[0]).toBe('Pay nothing.');
});

test.each([
  [[]],
  [[null]],
  [[{}]],
  [[{ lang: 'en', guides: 'x' }]],
  [[{ lang: 'en', guides: [null] }]],
  [[book([])]],
  [[book(7)]],
  [[book(['a', 'b', 7])]],
  [[book(['a', 'b', 'x'.repeat(201)])]],
  [[book(['a', 'b', 'Report it at {channel:us-ftc}.'])]],
])('nothing but the usual steps out of %j', async (json) => {
  const steps = new Steps(() => Promise.resolve(json));
  await steps.load();
  expect(steps.of('parcel-fee')).toEqual(usual);
});

test('steps of guides that are no longer in use are forgotten, even those still being read', async () => {
  let first = 'Old.';
  let come = (): void => undefined;
  const steps = new Steps(() => {
    const read = [book([first, 'b', 'c'])];
    return new Promise((resolve) => (come = () => resolve(read)));
  });
  const late = steps.load();
  steps.forget();
  first = 'New.';
  come();
  await late;
  expect(steps.loaded).toBe(false);
  const again = steps.load();
  come();
  await again;
  expect(steps.of('parcel-fee')[0]).toBe('New.');
});
