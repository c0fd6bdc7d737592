// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { banner } from '../../src/warning/banner';
import { showCard } from '../../src/warning/card';
import { oneLine, reasonsOf } from '../../src/warning/parts';
import type { Finding, Verdict } from '../../src/protocol';
import { danger, none } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

/** Closed roots are closed to tests too: keep what is attached. */
function opened(make: () => unknown): ShadowRoot {
  let root: ShadowRoot | null = null;
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init: ShadowRootInit) {
    expect(init.mode).toBe('closed');
    return (root = attach.call(this, { ...init, mode: 'open' }));
  });
  make();
  return root as unknown as ShadowRoot;
}

const actions = () => ({ openGuide: vi.fn(), folded: vi.fn() });
const finding = (more: Partial<Finding>): Finding => ({ signal: 's', family: 'ask', field: 'body', start: 0, end: 4, text: 'word', says: 'asks', weight: 100, ...more });
const withFindings = (...findings: Finding[]): Verdict => ({ ...danger('word', 'word'), findings });
const press = (element: Element | undefined, trusted: boolean): void => {
  const event = new Event('click');
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  element?.dispatchEvent(event);
};

afterEach(() => document.body.replaceChildren());

describe('the warning', () => {
  it('says level in words, kind, reasons with the quoted words', () => {
    const root = opened(() => banner(document, danger('please buy gift cards', 'gift cards'), false, actions()));
    const text = root.querySelector('section')?.textContent ?? '';
    expect(text).toContain('Very likely a scam');
    expect(text).toContain('This looks like a fake fraud alert');
    expect(text).toContain('The message asks for something: “gift cards”');
    expect(root.querySelector('section')?.className).toBe('box danger');
    expect(root.querySelectorAll('svg path')).toHaveLength(2);
  });

  it('gives at most three reasons, the same one once, calming ones never', () => {
    const verdict = withFindings(finding({ says: 'a' }), finding({ says: 'a' }), finding({ says: 'b', weight: -5 }), finding({ says: 'c' }), finding({ says: 'd' }), finding({ says: 'e' }), finding({ says: 'f', weight: 0 }));
    expect(reasonsOf(verdict).map(({ says }) => says)).toEqual(['a', 'c', 'd']);
  });

  it('markup in a message stays text', () => {
    const nasty = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="https://evil.example">x</a>';
    const verdict = withFindings(finding({ text: nasty, says: nasty }));
    if (verdict.scam) verdict.scam.title = nasty;
    const root = opened(() => banner(document, verdict, false, actions()));
    expect(root.querySelectorAll('img, script, a')).toHaveLength(0);
    expect(root.querySelector('.title')?.textContent).toBe(nasty);
  });

  it('says in one line what to do first, once that is known', () => {
    const step = (verdict: Verdict): string | null | undefined => {
      vi.restoreAllMocks();
      return opened(() => banner(document, verdict, false, actions())).querySelector('.step')?.textContent;
    };
    const verdict = danger('x', 'x');
    expect(step(verdict)).toBeUndefined();
    if (verdict.scam) verdict.scam.firstStep = 'Hang up,\n<b>now</b>.';
    expect(step(verdict)).toBe('Do this first: Hang up, <b>now</b>.');
    vi.restoreAllMocks();
    expect(opened(() => showCard(document, verdict, () => undefined)).querySelector('.step')?.textContent).toContain('Hang up');
  });

  it('opens the guide for a person and for nobody else', () => {
    const acts = actions();
    const root = opened(() => banner(document, danger('x', 'x'), false, acts));
    const [guide] = root.querySelectorAll('button');
    press(guide, false);
    expect(acts.openGuide).not.toHaveBeenCalled();
    press(guide, true);
    expect(acts.openGuide).toHaveBeenCalledExactlyOnceWith('test-guide');
  });

  it('folds to one line and back, and starts folded when it was', () => {
    const acts = actions();
    const root = opened(() => banner(document, danger('x', 'x'), false, acts));
    const toggle = [...root.querySelectorAll('button')].at(-1);
    expect(toggle?.textContent).toBe('Hide');
    press(toggle, true);
    expect(acts.folded).toHaveBeenLastCalledWith(true);
    expect(root.querySelector<HTMLElement>('#details')?.hidden).toBe(true);
    expect(toggle?.textContent).toBe('Show reasons');
    press(toggle, true);
    expect(root.querySelector<HTMLElement>('#details')?.hidden).toBe(false);
    vi.restoreAllMocks();
    const again = opened(() => banner(document, danger('x', 'x'), true, acts));
    expect(again.querySelector<HTMLElement>('#details')?.hidden).toBe(true);
  });

  it('the element in the page carries level and kind, no word of the message', () => {
    const host = banner(document, danger('secret words', 'secret words'), false, actions());
    document.body.append(host);
    expect(document.body.innerHTML).toBe('<caveat-warning data-level="danger" data-scam="test-scam"></caveat-warning>');
  });
});

describe('quoted words', () => {
  it.each([
    ['a\n b\t c', 'a b c'],
    ['a\u202Eb\u200Bc\u2066', 'abc'],
    ['x'.repeat(500), `${'x'.repeat(140)}…`],
    ['👨‍👩‍👧'.repeat(3), '👨👩👧'.repeat(3)],
  ])('%j', (text, shown) => expect(oneLine(text, 140)).toBe(shown));
});

describe('the card for chosen text', () => {
  it('never says that nothing can happen', () => {
    const root = opened(() => showCard(document, none, () => undefined));
    const text = root.querySelector('section')?.textContent ?? '';
    expect(text).toContain('No known scam pattern found');
    expect(text).toContain('not a promise');
    expect(text).not.toMatch(/\bsafe\b/i);
    expect(root.querySelectorAll('button')).toHaveLength(1);
  });

  it('is there once, explains, and goes when it is closed', () => {
    showCard(document, none, () => undefined);
    const guide = vi.fn();
    const root = opened(() => showCard(document, danger('buy gift cards', 'gift cards'), guide));
    expect(document.querySelectorAll('caveat-card')).toHaveLength(1);
    const [what, close] = root.querySelectorAll('button');
    press(what, true);
    expect(guide).toHaveBeenCalledExactlyOnceWith('test-guide');
    press(close, false);
    expect(document.querySelectorAll('caveat-card')).toHaveLength(1);
    press(close, true);
    expect(document.querySelectorAll('caveat-card')).toHaveLength(0);
  });
});
