// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('../../src/browser', () => import('./kept-browser'));
const { begin, world } = await import('./kept-browser');
const reading = vi.hoisted(() => ({ running: 0 }));
vi.mock('../../src/page/reader', () => ({
  startReading: () => {
    reading.running++;
    return { stop: () => reading.running--, settled: async () => undefined };
  },
}));

const { COUNTED, numberOf, SCREENS, screenOf, waysFrom } = await import('../../src/ui/welcome-steps');
const { viewOf } = await import('../../src/ui/welcome-screens');
const { Keeper } = await import('../../src/ui/options-keeper');
const { DEFAULTS, readSettings } = await import('../../src/settings');
const { reportingOf } = await import('../../src/ui/guide-data');
const { mount } = await import('../../src/demo/mailbox');
const { conversations } = await import('../../src/demo/mail');

beforeEach(() => {
  begin();
  document.body.replaceChildren();
});

describe('the way through', () => {
  test.each([
    ['', 'what'],
    ['#choose', 'choose'],
    ['#try', 'try'],
    ['#end', 'end'],
    ['#nonsense', 'what'],
    ['#__proto__', 'what'],
  ])('the address %j is the screen %s', (hash, screen) => expect(screenOf(hash)).toBe(screen));

  test('three screens are counted, and the last word is not', () => {
    expect(COUNTED).toBe(3);
    expect(SCREENS.map(numberOf)).toEqual([1, 2, 3, null]);
  });

  test('next and back lead through all of them; skipping leads to the last from where there is something to skip', () => {
    expect(SCREENS.map(waysFrom)).toEqual([
      { back: null, next: 'choose', skip: 'end' },
      { back: 'what', next: 'try', skip: 'end' },
      { back: 'choose', next: 'end', skip: null },
      { back: 'try', next: null, skip: null },
    ]);
  });
});

describe('the screens', () => {
  const reporting = reportingOf({ countries: ['GB', 'US'].map((country) => ({ country, name: country })), other: { country: 'other', name: 'Elsewhere' } });
  const open = async (screen: (typeof SCREENS)[number]) => {
    const over = new AbortController();
    const keeper = new Keeper(async () => view.show(await readSettings()));
    const view = await viewOf(screen, { keeper, reporting, signal: over.signal });
    document.body.replaceChildren(...view.inside);
    view.show(DEFAULTS);
    return { view, over };
  };
  const text = () => document.body.textContent ?? '';

  test('the first says what it never does, and promises nothing', async () => {
    await open('what');
    expect(text()).toContain('It never sends, stores or shows anybody what you read.');
    expect(text()).not.toMatch(/\bsafe\b/i);
    expect(document.querySelectorAll('dl.permissions dt').length).toBeGreaterThan(4);
  });

  test('a language chosen on the second applies at once', async () => {
    await open('choose');
    const polish = document.querySelector<HTMLInputElement>('input[value=pl]');
    polish?.click();
    await vi.waitFor(async () => expect((await readSettings()).language).toBe('pl'));
  });

  test('the guessed country is said to be a guess, and kept when the reader goes on', async () => {
    const { view } = await open('choose');
    expect(text()).toContain('This is a guess');
    const shown = document.querySelector('select')?.value ?? '';
    expect(shown).not.toBe('');
    await view.leave?.(DEFAULTS);
    expect((await readSettings()).country).toBe(shown);
    view.show(await readSettings());
    expect([...document.querySelectorAll<HTMLElement>('p')].find(({ textContent }) => textContent?.startsWith('This is a guess'))?.hidden).toBe(true);
  });

  test('a country that was chosen is not chosen again', async () => {
    const { view } = await open('choose');
    await view.leave?.({ ...DEFAULTS, country: 'US' });
    expect(world.items).toEqual({});
  });

  test('helper mode is folded until it is wanted, and asks whom to call once it is on', async () => {
    const { view } = await open('choose');
    const fold = document.querySelector('details');
    expect(fold?.open).toBe(false);
    expect(document.querySelector<HTMLElement>('.contact')?.hidden).toBe(true);
    view.show({ ...DEFAULTS, helper: true });
    expect([fold?.open, document.querySelector<HTMLElement>('.contact')?.hidden]).toEqual([true, false]);
  });

  test('the reader runs in the mailbox of the third for as long as that is shown', async () => {
    const { over } = await open('try');
    expect(reading.running).toBe(1);
    expect(document.querySelectorAll('[data-demo-mailbox] [data-demo-row]')).toHaveLength(conversations.length);
    over.abort();
    expect(reading.running).toBe(0);
  });

  test('the last tells which keys are set, and where to set them', async () => {
    await open('end');
    expect(text()).toContain('No keys are set');
    expect(document.querySelector('code')?.textContent).toBe('chrome://extensions/shortcuts');
    world.keys = 'Alt+Shift+C';
    await open('end');
    expect(text()).toContain('press Alt+Shift+C.');
  });
});

describe('the mailbox inside of a page', () => {
  const over = new AbortController();
  const open = (moves: 'inside' | 'address') => {
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    location.hash = '';
    mount(root, { moves, pane: moves === 'inside' ? 'section' : 'main', heading: moves === 'inside' ? 'h2' : 'h1' }, over.signal);
    return root;
  };
  const press = (element: Element | null | undefined, more: MouseEventInit = {}) => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...more });
    element?.dispatchEvent(event);
    return event.defaultPrevented;
  };

  test('moves within itself', () => {
    const root = open('inside');
    expect(press(root.querySelector('[data-demo-row=toll] .row-subject'))).toBe(true);
    expect(root.querySelector('h2[data-part=subject]')?.textContent).toContain('Text message from');
    expect(document.activeElement).toBe(root.querySelector('h2'));
    press(root.querySelector('.back'));
    expect(root.querySelector('[data-part=subject]')).toBeNull();
    expect(document.activeElement?.getAttribute('data-demo-row')).toBe('toll');
  });

  test('a link opened in a new tab leads to the mailbox of its own', () => {
    const root = open('inside');
    expect(root.querySelector('[data-demo-row=toll]')?.getAttribute('href')).toBe('/demo.html#/inbox/toll');
    expect(press(root.querySelector('[data-demo-row=toll]'), { ctrlKey: true })).toBe(false);
  });

  test('by itself it goes by the address', () => {
    const root = open('address');
    location.hash = '#/sent/leaving-do';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    expect(root.querySelector('h1[data-part=subject]')?.textContent).toContain('Friday');
    expect(root.querySelector('nav [aria-current]')?.textContent).toBe('Sent');
  });

  test('links in the mails lead nowhere, with whichever button', () => {
    const root = open('inside');
    press(root.querySelector('[data-demo-row=toll]'));
    const link = root.querySelector('[data-part=body] a');
    expect(press(link)).toBe(true);
    const middle = new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 });
    link?.dispatchEvent(middle);
    expect(middle.defaultPrevented).toBe(true);
  });

  test('the box for writing gives the focus back', () => {
    const root = open('inside');
    const write = root.querySelector<HTMLElement>('.write');
    write?.focus();
    press(write);
    expect(root.querySelector('[data-compose]')).not.toBeNull();
    press(root.querySelector('.compose-head button'));
    expect(document.activeElement).toBe(write);
  });
});
