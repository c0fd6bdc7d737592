// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('../../src/browser', () => import('../fake-browser'));
const { fitted, printing, sheetOf, sheetView } = await import('../../src/ui/guide-print');
const { book, toll } = await import('./guide-book');

const sheet = (country: string, ...picked: Parameters<typeof sheetOf>[3] extends ReadonlySet<infer H> ? H[] : never) => sheetOf(toll, book.reporting, country, new Set(picked));

describe('what is printed', () => {
  test('title, summary, first steps, what was picked by urgency, the numbers with those for money first', () => {
    expect(sheet('GB', 'clicked', 'paid-transfer')).toEqual({
      title: 'The unpaid toll',
      summary: 'A text asks for a small sum.',
      first: ['Wait.', 'Look.', 'Ask.'],
      parts: [
        { title: 'Transfer', steps: ['Call the bank.'] },
        { title: 'Clicked', steps: ['Close it. Tell Label us-ftc.'] },
      ],
      more: [],
      bank: true,
      country: 'United Kingdom',
      everywhere: [],
      numbers: [expect.objectContaining({ value: 'https://gb-report.example' }), expect.objectContaining({ value: '159' }), expect.objectContaining({ value: 'report@gb.example' })],
      checked: '2026-11-22',
    });
  });
  test('nothing picked: what holds for who has only seen it, and no bank', () => {
    expect(sheet('US').parts.map(({ title }) => title)).toEqual(['Nothing']);
    expect(sheet('US').bank).toBe(false);
  });
  test('a country without channels has the steps that hold everywhere, and no number', () => {
    expect(sheet('other')).toMatchObject({ numbers: [], everywhere: ['Call the bank.'] });
  });
  test('the sheet says all of it, once, and has nothing to press', () => {
    const view = sheetView(sheet('GB', 'card'), 'en');
    const text = view.textContent;
    for (const words of ['The unpaid toll', 'A text asks', 'Wait.', 'Block the card.', 'Call your bank now', 'Numbers and addresses: United Kingdom', 'Label gb-159 (day and night)', '159', 'gb-report.example', 'November 22, 2026']) expect(text.split(words)).toHaveLength(words === '159' ? 3 : 2);
    expect(view.querySelectorAll('a, button, input, nav, img')).toHaveLength(0);
  });
});

describe('one page', () => {
  const all = sheet('GB', 'clicked', 'card', 'paid-transfer');
  test('large type where there is room', () => expect(fitted(all, 'en', () => false).className).toBe('print-sheet fit-1'));
  test('smaller type before anything is left out', () => {
    const view = fitted(all, 'en', (one) => !one.classList.contains('fit-4'));
    expect(view.className).toBe('print-sheet fit-4');
    expect(view.textContent).toContain('Close it.');
  });
  test('then the least urgent steps go, and are named', () => {
    const view = fitted(all, 'en', (one) => one.textContent.includes('Close it.'));
    expect(view.textContent).toContain('Call the bank.');
    expect(view.textContent).toContain('Block the card.');
    expect(view.querySelector('.print-more')?.textContent).toContain('“Clicked”');
  });
  test('what never fits still ends, with the most urgent', () => {
    const view = fitted(all, 'en', () => true);
    expect(view.className).toBe('print-sheet fit-5');
    expect(view.textContent).toContain('Call the bank.');
    expect(view.textContent).toContain('159');
  });
});

describe('printing', () => {
  beforeEach(() => document.body.replaceChildren());
  test('the sheet is there while it is printed, with what is picked by then, and no longer', () => {
    const leave = new AbortController();
    let country = 'US';
    printing(() => ({ sheet: sheet(country), lang: 'en' }), leave.signal);
    expect(document.querySelector('.print-sheet')).toBeNull();
    country = 'GB';
    dispatchEvent(new Event('beforeprint'));
    expect(document.querySelectorAll('.print-sheet')).toHaveLength(1);
    expect(document.querySelector('.print-sheet')?.textContent).toContain('159');
    dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('.print-sheet')).toBeNull();
    leave.abort();
    dispatchEvent(new Event('beforeprint'));
    expect(document.querySelector('.print-sheet')).toBeNull();
  });
});
