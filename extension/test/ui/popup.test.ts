// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Judged, Level, TabReport, Told, Unread } from '../../src/protocol';
import type { Wishes } from '../../entrypoints/popup/found';
import { MOST_MUTED, MOST_TRUSTED, SETTINGS, type Settings } from '../../src/settings';

/** Storage that tells of changes; nothing else of a browser. */
const stored = vi.hoisted(() => ({ values: {} as Record<string, unknown>, fails: false }));
vi.mock('../../src/browser', async () => {
  const fake = await import('../fake-browser');
  const local = {
    get: async (key: string) => ({ [key]: stored.values[key] }),
    set: async (values: Record<string, unknown>) => {
      if (stored.fails) throw new Error('full');
      Object.assign(stored.values, structuredClone(values));
    },
  };
  return { ...fake, browser: { ...fake.browser, storage: { local } } };
});

const { byOrder, pageState, siteSwitch } = await import('../../src/ui/page-state');
const { distrust, mute, trust, unmute } = await import('../../src/ui/preferences');
const { foundBlocks, mayTrust, unreadBlocks } = await import('../../entrypoints/popup/found');
const { Blocks } = await import('../../src/ui/keyed');

const told = (level: Level, change: Partial<Told> = {}): Told => ({ level, score: 0.9, scam: { id: 'parcel-fee', title: 'This looks like a parcel scam', guide: 'parcel-fee' }, findings: [], exceptions: [], truncated: false, targets: [], claims: '', steps: [], softened: null, ...change });
const one = (level: Level, change: Partial<Told> | null = {}, key: string = level): Judged => {
  const verdict = change && told(level, change);
  return { key, subject: `Subject of ${key}`, level, scam: told(level).scam, sender: 'anna@mail.example', verdict };
};
const report = (change: Partial<TabReport> = {}): TabReport => ({ sites: ['gmail'], origin: '', messages: [], unread: [], ...change });
const taste = { helper: false, contact: null };
const wishes = (): Wishes => ({ trust: vi.fn(), distrust: vi.fn(), mute: vi.fn(), unmute: vi.fn() });
const drawn = (judged: Judged, wish = wishes()) => {
  const box = document.createElement('div');
  box.append(...foundBlocks('warned', report({ messages: [judged] }), taste, wish).map(({ draw }) => draw()));
  return box;
};
const named = (box: ParentNode, words: string) => [...box.querySelectorAll('button')].find(({ textContent }) => textContent === words);
/** As a person presses it. */
function press(button: HTMLElement | undefined): void {
  if (!button) throw new Error('there is no such button');
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  button.dispatchEvent(event);
}

describe('what the popup says of a page', () => {
  const open = { readable: true, allowed: true };
  test.each<[string, TabReport | null, { readable: boolean; allowed: boolean }]>([
    ['warned', report({ messages: [one('none'), one('caution')] }), open],
    ['warned', report({ messages: [one('none', { softened: { level: 'caution', by: ['trusted'] } })] }), open],
    ['quiet', report({ messages: [one('none')], unread: ['picture'] }), open],
    ['partly', report({ unread: ['selectors'] }), open],
    ['nothing-open', report(), open],
    ['not-read', report({ sites: [] }), { readable: true, allowed: false }],
    ['unknown-layout', report({ sites: [] }), open],
    ['closed', report({ sites: [] }), { readable: false, allowed: false }],
    ['no-answer', null, open],
  ])('%s', (state, known, page) => expect(pageState(known, page)).toBe(state));

  test('danger first, silenced ones last, none that nobody warns about', () => {
    const all = [one('caution'), one('none'), one('none', { softened: { level: 'caution', by: ['fewer'] } }, 'silenced'), one('danger')];
    expect(byOrder(all).map(({ key }) => key)).toEqual(['danger', 'caution', 'silenced']);
  });

  test.each([
    [{ granted: true, fromStart: false, startCanEnd: false }, 'on'],
    [{ granted: false, fromStart: false, startCanEnd: false }, 'off'],
    [{ granted: false, fromStart: true, startCanEnd: false }, 'fixed'],
    [{ granted: true, fromStart: true, startCanEnd: true }, 'on'],
    [{ granted: false, fromStart: true, startCanEnd: true }, 'off'],
  ])('the switch of a site: %j', (page, stands) => expect(siteSwitch(page)).toBe(stands));

  test.each<[Unread, boolean, string]>([
    ['picture', true, 'This message is a picture; Caveat cannot read it.'],
    ['selectors', false, 'no message was found'],
    ['selectors', true, 'something may be missing'],
    ['too-long', true, 'only its first part'],
  ])('why %s was not read', (why, some, words) => {
    const [block] = unreadBlocks(report({ unread: [why], messages: some ? [one('none')] : [] }));
    expect(block?.draw().textContent).toContain(words);
  });

  test('a page that was read by guesswork says so', () => {
    expect(unreadBlocks(report({ sites: ['any'], messages: [one('none')] })).map(({ draw }) => draw().textContent)).toEqual(['Caveat does not know this site. It read what looks like a message, as well as it could.']);
  });

  test('the first card is open, the others tell what they are and unfold', () => {
    const blocks = foundBlocks('warned', report({ messages: [one('caution'), one('danger')] }), taste, wishes());
    const [first, second] = blocks.map(({ draw }) => draw() as HTMLElement);
    expect(first?.className).toContain('danger');
    expect(first?.querySelector(':scope > details.fold')).toBeNull();
    expect(second?.querySelector('summary')?.textContent).toContain('This looks like a parcel scam');
    expect(second?.querySelector('details')?.open).toBe(false);
  });
});

describe('to be warned less', () => {
  test('both ways are offered with what they do', () => {
    const wish = wishes();
    const box = drawn(one('caution'), wish);
    expect(box.textContent).toContain('Warnings about anna@mail.example become softer');
    press(named(box, 'Trust this sender'));
    press(named(box, 'Warn me less about this kind'));
    expect(wish.trust).toHaveBeenCalledWith('anna@mail.example');
    expect(wish.mute).toHaveBeenCalledWith('parcel-fee');
  });

  test('a page cannot press for the user', () => {
    const wish = wishes();
    const button = named(drawn(one('caution'), wish), 'Trust this sender') as HTMLElement;
    const event = new MouseEvent('click');
    Object.defineProperty(event, 'isTrusted', { value: false });
    button.dispatchEvent(event);
    expect(wish.trust).not.toHaveBeenCalled();
  });

  test.each<[Level, string, Level | null, boolean]>([
    ['danger', 'Amazon', null, false],
    ['danger', '', null, true],
    ['caution', 'Amazon', null, true],
    // Danger that a muted kind has made softer is danger still.
    ['caution', 'Amazon', 'danger', false],
  ])('at %s from one who claims %j (really %s) trust is offered: %s', (level, claims, real, offered) => {
    const change: Partial<Told> = { claims, softened: real && { level: real, by: ['muted'] } };
    expect(mayTrust(told(level, change))).toBe(offered);
    const box = drawn(one(level, change));
    expect(named(box, 'Trust this sender') !== undefined).toBe(offered);
    if (!offered) expect(box.textContent).toContain('says that it is from Amazon, and it is not');
  });

  test('nothing is offered where nothing is known', () => {
    expect(drawn(one('danger', null)).querySelector('.less')).toBeNull();
    expect(named(drawn({ ...one('caution'), sender: '' }), 'Trust this sender')).toBeUndefined();
    expect(named(drawn({ ...one('caution'), scam: null }), 'Warn me less about this kind')).toBeUndefined();
  });

  test('what made a warning softer is said, each with its way back', () => {
    const wish = wishes();
    const box = drawn(one('none', { softened: { level: 'danger', by: ['trusted', 'muted', 'fewer'] } }), wish);
    expect(box.textContent).toContain('You trust anna@mail.example');
    const undo = [...box.querySelectorAll<HTMLElement>('.softened button')];
    for (const button of undo) press(button);
    expect(wish.distrust).toHaveBeenCalledWith('anna@mail.example');
    expect(wish.unmute).toHaveBeenCalledWith('parcel-fee');
    expect(box.querySelector('.softened a')?.getAttribute('href')).toBe('/options.html#care');
    expect(named(box, 'Trust this sender')).toBeUndefined();
  });
});

describe('choices and their undo', () => {
  const now = () => stored.values[SETTINGS] as Settings;
  beforeEach(() => {
    stored.values = {};
    stored.fails = false;
  });

  test('each changes its own list and nothing else, and back', async () => {
    expect(await trust('a@b.example')).toBe(true);
    expect(await mute('parcel-fee')).toBe(true);
    expect(now()).toMatchObject({ trusted: [{ sender: 'a@b.example' }], muted: ['parcel-fee'], care: 'usual', guard: true });
    await distrust('a@b.example');
    expect(now()).toMatchObject({ trusted: [], muted: ['parcel-fee'] });
    await unmute('parcel-fee');
    expect(now()).toMatchObject({ trusted: [], muted: [] });
  });

  test('twice is once', async () => {
    await Promise.all([trust('a@b.example'), trust('a@b.example'), mute('x'), mute('x')]);
    expect(now().trusted).toHaveLength(1);
    expect(now().muted).toEqual(['x']);
  });

  test('a full list stays as it is, and that is told', async () => {
    const trusted = Array.from({ length: MOST_TRUSTED }, (_, i) => ({ sender: `s${i}@b.example`, since: 1 }));
    const muted = Array.from({ length: MOST_MUTED }, (_, i) => `kind-${i}`);
    stored.values[SETTINGS] = { version: 2, country: null, language: null, care: 'usual', guard: true, trusted, muted, helper: false, contact: null };
    expect(await trust('a@b.example')).toBe(false);
    expect(await mute('one-more')).toBe(false);
    expect(await trust('s1@b.example')).toBe(true);
    expect(now().trusted).toHaveLength(MOST_TRUSTED);
    expect(now().muted).toHaveLength(MOST_MUTED);
  });

  test('a browser that cannot store is no silent success', async () => {
    stored.fails = true;
    await expect(trust('a@b.example')).rejects.toThrow();
  });
});

test('what has not changed keeps its node, and with it whatever was unfolded', () => {
  const box = document.createElement('div');
  const blocks = new Blocks(box);
  const draw = (text: string) => () => Object.assign(document.createElement('p'), { textContent: text });
  const said = () => [...box.childNodes].map(({ textContent }) => textContent).join('');
  blocks.show([{ id: 'a', state: 1, draw: draw('a') }, { id: 'b', state: 1, draw: draw('b') }]);
  const [a, b] = [...box.childNodes];
  blocks.show([{ id: 'b', state: 1, draw: draw('B') }, { id: 'a', state: 2, draw: draw('A') }, { id: 'c', state: 1, draw: draw('c') }]);
  expect(said()).toBe('bAc');
  expect(box.childNodes[0]).toBe(b);
  expect(box.contains(a ?? null)).toBe(false);
  blocks.show([]);
  expect(said()).toBe('');
});
