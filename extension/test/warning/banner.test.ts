// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainly } from '../../src/background/choices';
import { leads, oneLine, reasonsOf, shownOf } from '../../src/background/shown';
import { Steps } from '../../src/background/steps';
import { banner, type Banner } from '../../src/warning/banner';
import { showCard } from '../../src/warning/card';
import type { CheckedAt, Finding, Verdict } from '../../src/protocol';
import { DEFAULTS } from '../../src/settings';
import { danger, none, openRoots, shown, target, ways } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

function opened(make: () => unknown): ShadowRoot {
  const roots = openRoots();
  make();
  vi.restoreAllMocks();
  return roots.at(-1) as ShadowRoot;
}

const actions = () => ({ openGuide: vi.fn(), openCheck: vi.fn(), folded: vi.fn(), point: vi.fn() });
const finding = (more: Partial<Finding>): Finding => ({ signal: 's', family: 'ask', field: 'body', start: 0, end: 4, text: 'word', says: 'asks', weight: 100, ...more });
const withFindings = (...findings: Finding[]): Verdict => ({ ...danger('word', 'word'), findings });
const event = (name: string, isTrusted = true): Event => Object.defineProperty(new Event(name), 'isTrusted', { value: isTrusted });
const press = (element: Element | undefined | null, trusted = true): boolean | undefined => element?.dispatchEvent(event('click', trusted));

/** A banner and its open root. */
function made(verdict: Verdict, folded = false, acts = actions()): { root: ShadowRoot; banner: Banner; acts: ReturnType<typeof actions> } {
  let one: Banner | null = null;
  const root = opened(() => (one = banner(document, shown(verdict), ways(), 'light', folded, acts)));
  return { root, banner: one as unknown as Banner, acts };
}
const buttons = (root: ShadowRoot): HTMLButtonElement[] => [...root.querySelectorAll<HTMLButtonElement>('.row button')];

afterEach(() => document.body.replaceChildren());

describe('the warning', () => {
  it('says level in words, kind, reasons with the quoted words, and what to do', () => {
    const { root } = made(danger('please buy gift cards', 'gift cards'));
    const text = root.querySelector('section')?.textContent ?? '';
    expect(text).toContain('Very likely a scam');
    expect(text).toContain('This looks like a fake fraud alert');
    expect(text).toContain('The message asks for something.“gift cards”');
    expect(root.querySelector('section')?.className).toBe('box danger');
    expect(root.querySelectorAll('svg path')).toHaveLength(2);
    expect([...root.querySelectorAll('ol li')].map((step) => step.textContent)).toEqual(shown(danger('x', 'x')).steps);
    expect(root.querySelectorAll('ol li')).toHaveLength(3);
  });

  it('markup in a message stays text', () => {
    const nasty = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="https://evil.example">x</a>';
    const verdict = withFindings(finding({ text: nasty, says: nasty }));
    if (verdict.scam) verdict.scam.title = nasty;
    const { root } = made(verdict);
    expect(root.querySelectorAll('img, script, a')).toHaveLength(0);
    expect(root.querySelector('.title')?.textContent).toBe(nasty);
  });

  it('says other steps in place, and keeps its buttons', () => {
    const { root, banner: one } = made(danger('x', 'x'));
    const [guide] = buttons(root);
    one.steps(['Hang up.', '<b>Wait</b>.', 'Ask.']);
    expect([...root.querySelectorAll('ol li')].map((step) => step.textContent)).toEqual(['Hang up.', '<b>Wait</b>.', 'Ask.']);
    expect(buttons(root)[0]).toBe(guide);
    expect(guide?.isConnected || root.contains(guide as Node)).toBe(true);
  });

  it('opens the guide for a person and for nobody else', () => {
    const { root, acts } = made(danger('x', 'x'));
    press(buttons(root)[0], false);
    expect(acts.openGuide).not.toHaveBeenCalled();
    press(buttons(root)[0]);
    expect(acts.openGuide).toHaveBeenCalledExactlyOnceWith('test-guide');
  });

  it('points at the words of a reason when that is pointed at, focused or pressed, and lets go', () => {
    const { root, acts } = made(withFindings(finding({ says: 'a' }), finding({ says: 'b' })));
    const quote = root.querySelectorAll('.quote')[1] as Element;
    for (const name of ['pointerenter', 'pointerleave', 'focus', 'blur']) quote.dispatchEvent(event(name));
    press(quote);
    expect(acts.point.mock.calls).toEqual([[1], [null], [1], [null], [1, true]]);
  });

  it('folds to one line and back, and starts folded when it was', () => {
    const { root, acts } = made(danger('x', 'x'));
    const toggle = buttons(root).at(-1);
    expect(toggle?.textContent).toBe('Hide');
    press(toggle);
    expect(acts.folded).toHaveBeenLastCalledWith(true);
    expect(root.querySelector<HTMLElement>('#details')?.hidden).toBe(true);
    expect(toggle?.textContent).toBe('Show reasons');
    expect(toggle?.getAttribute('aria-expanded')).toBe('false');
    press(toggle);
    expect(root.querySelector<HTMLElement>('#details')?.hidden).toBe(false);
    expect(made(danger('x', 'x'), true).root.querySelector<HTMLElement>('#details')?.hidden).toBe(true);
  });

  it('the element in the page carries level and kind, no word of the message', () => {
    document.body.append(made(danger('secret words', 'secret words')).banner.host);
    expect(document.body.innerHTML).toBe('<caveat-warning data-level="danger" data-scam="test-scam"></caveat-warning>');
  });
});

describe('what is shown of a verdict', () => {
  const steps = new Steps(() => Promise.resolve([]));
  const contact = { name: 'Anna', number: '+1 555 0100' };

  it('at most three reasons, the same one once, calming ones never', () => {
    const verdict = withFindings(finding({ says: 'a' }), finding({ says: 'a' }), finding({ says: 'b', weight: -5 }), finding({ says: 'c' }), finding({ says: 'd' }), finding({ says: 'e' }), finding({ says: 'f', weight: 0 }));
    expect(reasonsOf(plainly(verdict, steps)).map(({ says }) => says)).toEqual(['a', 'c', 'd']);
    expect(shown(verdict).marks.map(({ reason }) => reason)).toEqual([0, 0, 1, 2]);
  });

  it('helper mode: one reason, and whom to call', () => {
    const told = plainly(withFindings(finding({ says: 'a' }), finding({ says: 'c' })), steps);
    const helped = shownOf(told, { helper: true, contact }, []);
    expect(helped.reasons).toHaveLength(1);
    expect(helped.steps).toHaveLength(4);
    expect(helped.steps[3]).toMatch(/Anna.*555 0100/);
    expect(shownOf(told, { ...DEFAULTS, contact }, []).steps).toHaveLength(3);
    expect(shownOf(plainly(none, steps), { helper: true, contact }, []).steps).toEqual([]);
  });

  it('below the engine’s own level the general, soft title, and a word on why', () => {
    const told = { ...plainly(danger('x', 'x'), steps), level: 'caution' as const, softened: { level: 'danger' as const, by: ['muted' as const] } };
    const soft = shownOf({ ...told, scam: told.scam && { ...told.scam, title: '' } }, DEFAULTS, []);
    expect(soft.title).toBe('Something is not right with this message');
    expect(soft.notes).toEqual(['Shown more softly because of your own settings.']);
  });

  it.each([
    [target('a.example'), 'This goes to ⁨a.example⁩.'],
    [target('amaz0n.example', { not: 'Amazon' }), 'This goes to ⁨amaz0n.example⁩, which is not ⁨Amazon⁩.'],
    [target('amazon.example', { owner: 'Amazon' }), 'This goes to ⁨amazon.example⁩, which belongs to ⁨Amazon⁩.'],
    [target('+1 555 0100', { kind: 'phone', domain: '' }), 'This calls the number ⁨+1 555 0100⁩.'],
    [target('+1 555 0100', { kind: 'sms', domain: '' }), 'This writes a text message to ⁨+1 555 0100⁩.'],
    [target('a@b.example', { kind: 'email', domain: '' }), 'This writes a mail to ⁨a@b.example⁩.'],
    [target('data', { kind: 'other', domain: '' }), 'This is not a web address. It opens something else (⁨data⁩).'],
  ])('%j leads: %s', (to, sentence) => expect(leads(to)).toBe(sentence));
});

describe('quoted words', () => {
  it.each([
    ['a\n b\t c', 'a b c'],
    ['a\u202Eb\u200Bc\u2066', 'abc'],
    ['x'.repeat(500), `${'x'.repeat(140)}…`],
    ['👨‍👩‍👧'.repeat(3), '👨👩👧'.repeat(3)],
  ])('%j', (text, line) => expect(oneLine(text, 140)).toBe(line));
});

describe('the card for what was pointed at', () => {
  const at: CheckedAt = { what: 'selection' };
  const card = (verdict: Verdict, acts = actions(), where = at): ShadowRoot => opened(() => showCard(document, where, shown(verdict), ways(), acts));

  it('never says that nothing can happen', () => {
    const root = card(none);
    const text = root.querySelector('section')?.textContent ?? '';
    expect(text).toContain('No known scam pattern found');
    expect(text).toContain('not a promise');
    expect(text).not.toMatch(/\bsafe\b/i);
    expect(buttons(root).map(({ textContent }) => textContent)).toEqual(['More, and share', 'Close']);
  });

  it('is there once, explains, leads on, and goes when it is closed', () => {
    card(none);
    const acts = actions();
    const root = card(danger('buy gift cards', 'gift cards'), acts);
    expect(document.querySelectorAll('caveat-card')).toHaveLength(1);
    const [what, , close] = buttons(root);
    press(what);
    expect(acts.openGuide).toHaveBeenCalledExactlyOnceWith('test-guide');
    press(close, false);
    expect(document.querySelectorAll('caveat-card')).toHaveLength(1);
    press(close);
    expect(document.querySelectorAll('caveat-card')).toHaveLength(0);
    press(buttons(card(none, acts))[0]);
    expect(acts.openCheck).toHaveBeenCalledOnce();
    expect(document.querySelectorAll('caveat-card')).toHaveLength(0);
  });

  it('says where a link leads', () => {
    const verdict = { ...danger('x', 'x'), targets: [target('amaz0n.example', { not: 'Amazon' })] };
    const link: CheckedAt = { what: 'link', address: 'https://amaz0n.example/' };
    expect(card(verdict, actions(), link).querySelector('.leads')?.textContent).toContain('which is not ⁨Amazon⁩');
    expect(card(verdict).querySelector('.leads')).toBeNull();
  });
});
