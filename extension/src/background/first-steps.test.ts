import { expect, test } from 'vitest';
import type { Verdict } from '../protocol';
import { FirstSteps } from './first-steps';

const verdict: Verdict = { level: 'danger', score: 0.9, scam: { id: 's', title: 'T', guide: 'parcel-fee' }, findings: [], exceptions: [], truncated: false, targets: [], claims: '' };
const pack = (first_steps: unknown) => [{ guides: [{ id: 'parcel-fee', first_steps }] }];

test('a verdict has its guide’s first step once the guides are there, and goes without until then', async () => {
  const steps = new FirstSteps(() => Promise.resolve(pack(['Pay **nothing**.', 'Call'])));
  expect(steps.with(verdict)).toEqual(verdict);
  await steps.load();
  expect(steps.with(verdict).scam).toEqual({ id: 's', title: 'T', guide: 'parcel-fee', firstStep: 'Pay nothing.' });
  expect(verdict.scam).not.toHaveProperty('firstStep');
  expect(steps.with({ ...verdict, level: 'none' }).scam).not.toHaveProperty('firstStep');
  expect(steps.with({ ...verdict, scam: { id: 's', title: 'T', guide: 'other' } }).scam).not.toHaveProperty('firstStep');
});

test('guides that cannot be read cost nothing, and are tried again', async () => {
  let broken = true;
  const steps = new FirstSteps(() => (broken ? Promise.reject(new Error('unreadable')) : Promise.resolve(pack(['Wait.']))));
  await steps.load();
  expect(steps.loaded).toBe(false);
  broken = false;
  await steps.load();
  expect(steps.of('parcel-fee')).toBe('Wait.');
});

test('the step is told in the reader’s language where there is one', async () => {
  const other = { guides: [{ id: 'toll-unpaid', first_steps: ['Look.'] }] };
  const steps = new FirstSteps(() => Promise.resolve([...pack(['Wait.']), other, ...pack(['Warten.'])]));
  await steps.load();
  expect([steps.of('parcel-fee'), steps.of('toll-unpaid')]).toEqual(['Warten.', 'Look.']);
});

test.each([[[]], [[null]], [[{}]], [[{ guides: 'x' }]], [[{ guides: [null] }]], [pack([])], [pack([7])], [pack(['x'.repeat(201)])], [pack(['Report it at {channel:us-ftc}.'])]])('no step out of %j', async (json) => {
  const steps = new FirstSteps(() => Promise.resolve(json));
  await steps.load();
  expect(steps.of('parcel-fee')).toBeUndefined();
});

test('steps of guides that are no longer in use are forgotten, even those still being read', async () => {
  let book = pack(['Old.']);
  let come = (): void => undefined;
  const steps = new FirstSteps(() => {
    const read = book;
    return new Promise((resolve) => (come = () => resolve(read)));
  });
  const late = steps.load();
  steps.forget();
  book = pack(['New.']);
  come();
  await late;
  expect(steps.loaded).toBe(false);
  const again = steps.load();
  come();
  await again;
  expect(steps.of('parcel-fee')).toBe('New.');
});
