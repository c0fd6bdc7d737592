// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding, Message, Result, Target, Told } from '../../src/protocol';

const asked = vi.hoisted(() => ({ messages: [] as Message[], answer: null as unknown as (message: Message) => unknown }));
vi.mock('../../src/browser', () => import('../fake-browser'));
vi.mock('../../src/ask', () => ({
  ask: async ({ message }: { message: Message }) => {
    asked.messages.push(message);
    return asked.answer(message);
  },
}));

const { tabs } = await import('../../src/ui/tabs');
const { Latest } = await import('../../src/ui/live');
const { pasteBox } = await import('../../src/ui/paste-box');
const { linkPanel, senderPanel } = await import('../../src/ui/question-panels');
const { EMPTY } = await import('../../src/ui/questions');

const taste = () => ({ helper: false, contact: null });
const told = (change: Partial<Told> = {}): Told => ({ level: 'none', score: 0, scam: null, findings: [], exceptions: [], truncated: false, targets: [], claims: '', steps: [], softened: null, ...change });
const finding = (says: string, weight: number, change: Partial<Finding> = {}): Finding => ({ signal: says, family: 'sender', field: 'from.address', start: 0, end: 1, text: 'x', says, weight, ...change });
const target = (change: Partial<Target>): Target => ({ kind: 'web', name: 'www.a.example', domain: 'a.example', owner: '', not: '', ...change });
const fine = (verdict: Told): Result<'check'> => ({ ok: true, value: verdict });
const type = (input: HTMLInputElement | HTMLTextAreaElement | null, text: string) => {
  if (!input) throw new Error('no such field');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const later = () => vi.advanceTimersByTimeAsync(2_000);

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
  asked.messages = [];
  asked.answer = () => fine(told());
});
afterEach(() => vi.useRealTimers());

describe('tabs', () => {
  const made = (dir = 'ltr') => {
    document.documentElement.dir = dir;
    const seen: string[] = [];
    const bar = tabs('What?', ['a', 'b', 'c'].map((id) => ({ id, label: id, panel: document.createElement('div') })), (id) => seen.push(id));
    document.body.append(bar.list, ...bar.panels);
    const buttons = [...bar.list.querySelectorAll<HTMLElement>('[role=tab]')];
    const key = (name: string) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    return { bar, buttons, key, seen };
  };

  test('are what ARIA says tabs are', () => {
    const { bar, buttons } = made();
    expect(bar.list.getAttribute('aria-label')).toBe('What?');
    expect(buttons.map((one) => [one.getAttribute('aria-selected'), one.tabIndex])).toEqual([['true', 0], ['false', -1], ['false', -1]]);
    for (const [i, panel] of bar.panels.entries()) {
      expect(buttons[i]?.getAttribute('aria-controls')).toBe(panel.id);
      expect(panel.getAttribute('aria-labelledby')).toBe(buttons[i]?.id);
      expect(panel.hidden).toBe(i !== 0);
    }
  });

  test.each([
    ['ltr', ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'], ['b', 'c', 'a', 'c', 'a', 'c']],
    ['rtl', ['ArrowLeft', 'ArrowRight'], ['b', 'a']],
  ])('keys walk them (%s)', (dir, keys, ids) => {
    const { bar, buttons, key, seen } = made(dir);
    buttons[0]?.focus();
    for (const name of keys) {
      key(name);
      expect(document.activeElement?.textContent).toBe(bar.chosen());
    }
    expect(seen).toEqual(ids);
    expect(bar.panels.filter(({ hidden }) => !hidden)).toHaveLength(1);
  });
});

describe('checking while one types', () => {
  test('only the latest answer is shown, in whatever order they come', async () => {
    const shown: string[] = [];
    const latest = new Latest();
    let slow: (show: () => void) => void = () => undefined;
    const first = latest.now(() => new Promise((resolve) => (slow = resolve)));
    await latest.now(async () => () => shown.push('second'));
    slow(() => shown.push('first'));
    await first;
    latest.soon(100, async () => () => shown.push('dropped'));
    latest.drop();
    await later();
    expect(shown).toEqual(['second']);
  });

  const box = () => {
    const empty: boolean[] = [];
    const made = pasteBox({ rows: 3, most: 3, taste, changed: (is) => empty.push(is) });
    document.body.append(made.field, made.result);
    return { made, empty, area: document.querySelector('textarea') as HTMLTextAreaElement };
  };

  test('a text is checked after a pause, and its outcome told in one sentence', async () => {
    asked.answer = () => fine(told({ level: 'danger', scam: { id: 'x', title: 'This looks like a test', guide: 'x' } }));
    const { area } = box();
    type(area, 'one');
    type(area, 'one two');
    await later();
    expect(asked.messages.map(({ body }) => body)).toEqual(['one two']);
    expect(document.querySelector('.verdict')?.className).toContain('danger');
    expect(document.querySelector('[role=status]')?.textContent).toBe('Very likely a scamThis looks like a test');
  });

  test('nothing typed, nothing said; an answer that comes too late stays away', async () => {
    const { area, empty } = box();
    type(area, 'one');
    await vi.advanceTimersByTimeAsync(300);
    expect(document.querySelector('.verdict')).not.toBeNull();
    type(area, '');
    expect(document.querySelector('.verdict')).toBeNull();
    expect(empty).toEqual([false, true]);
  });

  test('an engine that fails is no verdict', async () => {
    asked.answer = () => ({ ok: false, error: 'engine' });
    const { area } = box();
    type(area, 'one');
    await later();
    expect(document.querySelector('.verdict')).toBeNull();
    expect(document.querySelector('.result')?.textContent).toContain('Treat it as not checked');
  });

  test('a mail from a file is judged with its sender, its subject and the links that are still in it', async () => {
    const { made, area } = box();
    made.fill({ ...EMPTY, channel: 'email', subject: 'Hi', body: 'Press here', sender: { name: 'Anna', address: 'a@b.example', number: '' }, links: [{ text: 'here', href: 'https://x.example' }] });
    await later();
    expect(asked.messages.at(-1)).toMatchObject({ channel: 'email', subject: 'Hi', links: [{ text: 'here' }] });
    expect(document.querySelector('.mail-head')?.textContent).toContain('a@b.example');
    type(area, 'Press nothing');
    await later();
    expect(asked.messages.at(-1)).toMatchObject({ subject: 'Hi', body: 'Press nothing', links: [] });
    made.clear();
    type(area, 'Something else');
    await later();
    expect(asked.messages.at(-1)).toEqual({ ...EMPTY, body: 'Something else' });
    expect(document.querySelector<HTMLElement>('.mail-head')?.hidden).toBe(true);
  });

  test('what comes with its verdict is not checked again', async () => {
    const { made } = box();
    made.fill({ ...EMPTY, body: 'Hi' }, told({ level: 'caution' }));
    await later();
    expect(asked.messages).toEqual([]);
    expect(document.querySelector('.verdict.caution')).not.toBeNull();
  });
});

describe('a link by itself', () => {
  const panel = () => {
    const made = linkPanel({ taste, changed: () => undefined });
    document.body.append(made.element);
    return made;
  };
  const address = () => document.querySelector<HTMLInputElement>('#link-address');

  test('where it leads, whose that is, and what is odd, even where it is too little for a warning', async () => {
    asked.answer = () => fine(told({ targets: [target({ not: 'Amazon' })], findings: [finding('links to a.example, which carries the name of Amazon', 3000, { field: 'links.0.href', start: 8, end: 21, text: 'www.a.example' })] }));
    panel();
    type(address(), 'www.a.example/x');
    await later();
    expect(asked.messages[0]?.links).toEqual([{ text: '', href: 'https://www.a.example/x' }]);
    const said = document.querySelector('.result')?.textContent?.replace(/[\u2066-\u2069]/g, '');
    expect(said).toContain('This goes to www.a.example, which is not Amazon.');
    expect(said).toContain('What counts is a.example');
    expect(said).toContain('Something is odd about this link');
    expect(document.querySelector('.verdict.caution')).not.toBeNull();
    expect(document.querySelector('mark')?.textContent).toBe('www.a.example');
  });

  test('nothing odd is no promise, and no link of ours leads there', async () => {
    asked.answer = () => fine(told({ targets: [target({})] }));
    panel();
    type(address(), 'https://www.a.example');
    await later();
    const said = document.querySelector('.result')?.textContent ?? '';
    expect(said).toContain('Nothing odd was found');
    expect(said).toContain('not a promise');
    expect(document.querySelector('a[href*="a.example"]')).toBeNull();
  });

  test('words are no address, and nothing is asked', async () => {
    panel();
    type(address(), 'hello');
    await later();
    expect(asked.messages).toEqual([]);
    expect(document.querySelector('.result')?.textContent).toContain('does not look like an address');
  });

  test('"Check another" leaves nothing behind', async () => {
    const made = panel();
    type(address(), 'https://www.a.example');
    await later();
    made.clear();
    await later();
    expect(address()?.value).toBe('');
    expect(document.querySelector('.result')?.textContent).toBe('');
  });
});

describe('a sender by itself', () => {
  const ask = async (contact: string, company: string) => {
    document.body.append(senderPanel({ taste, changed: () => undefined }).element);
    type(document.querySelector('#sender-contact'), contact);
    type(document.querySelector('#sender-company'), company);
    await later();
    return document.querySelector('.result')?.textContent ?? '';
  };

  test.each<[string, Told, Told, string[]]>([
    ['what does not fit', told({ findings: [finding('claims to come from Amazon, but was sent from a.example', 2600)] }), told({ targets: [target({})] }), ['This does not fit together', 'claims to come from Amazon', 'can be forged']],
    ['what fits', told({ findings: [finding('was sent from an address that belongs to Amazon', -1800)] }), told(), ['The address fits the name', 'belongs to Amazon', 'not a promise', 'can be forged']],
    ['whose the host is', told(), told({ targets: [target({ owner: 'Amazon' })] }), ['This cannot be told from the address alone', 'a.example, which belongs to Amazon', 'cannot tell whether this is really Amazon']],
    ['a host that nobody knows', told(), told({ targets: [target({})] }), ['Caveat does not know whose that is']],
  ])('%s', async (_, sender, host, words) => {
    asked.answer = ({ channel }) => fine(channel === 'selection' ? host : sender);
    const said = await ask('x@a.example', 'Amazon');
    for (const word of words) expect(said).toContain(word);
    expect(said).not.toMatch(/\bsafe\b/i);
  });

  test('a number is asked about as a text message', async () => {
    const said = await ask('+44 7700 900123', 'Amazon');
    expect(asked.messages).toHaveLength(1);
    expect(asked.messages[0]).toMatchObject({ channel: 'sms', sender: { number: '+44 7700 900123' } });
    expect(said).toContain('The number of a caller or sender can be forged');
  });
});
