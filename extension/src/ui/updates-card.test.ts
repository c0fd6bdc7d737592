// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LIMITS, type PackFacts, type Request, type UpdatesReport } from '../protocol';

type Strings = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;
const strings = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8')) as Strings;

const world = vi.hoisted(() => ({
  asked: [] as unknown[],
  answer: (_: unknown): unknown => null,
  /** `true` and `false`: what the user says; `null`: the browser cannot ask. */
  says: true as boolean | null,
  has: false,
  /** In which order things went. */
  log: [] as string[],
  hear: [] as ((notice: unknown) => void)[],
}));

vi.mock('../browser', () => ({
  browser: {
    i18n: {
      getUILanguage: () => 'en',
      getMessage: (key: string, filled: string[] = []) => {
        const { message = '', placeholders = {} } = strings[key] ?? {};
        return message.replace(/\$([A-Z_]+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '').replace(/\$(\d)/g, (_, n: string) => filled[Number(n) - 1] ?? '');
      },
    },
    runtime: { onMessage: { addListener: (hear: (notice: unknown) => void) => world.hear.push(hear) } },
    permissions: {
      contains: async () => world.has,
      request: async () => {
        world.log.push('request');
        if (world.says === null) throw new Error('not here');
        return (world.has = world.says);
      },
      remove: async () => {
        world.log.push('remove');
        world.has = false;
        return true;
      },
      onAdded: { addListener: () => undefined },
      onRemoved: { addListener: () => undefined },
    },
  },
}));
vi.mock('../ask', () => ({
  ask: async (request: Request) => {
    world.asked.push(request);
    world.log.push(request.kind);
    return world.answer(request);
  },
}));

const { updatesCard } = await import('./updates-card');
const { browserName, KNOWN } = await import('./helper-steps');

const facts = (change: Partial<PackFacts> = {}): PackFacts => ({ version: '2026112301', source: 'packaged', made: Date.now() - 1000, expires: 0, ...change });
let report: UpdatesReport;
const base = (): UpdatesReport => ({ on: false, managed: null, inUse: facts(), previous: null, use: 'newest', busy: false, checked: 0, succeeded: 0, host: 'unknown', problem: null, changes: null });
const fromHost = (): UpdatesReport => ({
  ...base(),
  on: true,
  host: 'there',
  inUse: facts({ source: 'host', version: '2026112302' }),
  previous: facts(),
  changes: { scams: { added: ['<b>Toll</b>', 'Parcel', 'Prince'], removed: [], changed: [] }, phrases: { added: 12, removed: 0 }, sites: { added: [], removed: [], changed: ['Gmail'] }, guides: 0, brands: 0 },
});

/** Lets everything that has been promised happen. */
const settle = () => vi.waitFor(() => expect(card.querySelector('[aria-disabled=true]')).toBeNull());
let card: HTMLElement;
const words = () => card.textContent ?? '';
const said = () => card.querySelector('.said')?.textContent ?? '';
const control = (key: string) => card.querySelector<HTMLButtonElement>(`[data-key="${key}"]`);

/** A click by the user: only such a one counts. */
function click(key: string): void {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  control(key)?.dispatchEvent(event);
}

async function show(start: UpdatesReport, has = start.on): Promise<void> {
  report = start;
  world.has = has;
  card = updatesCard();
  document.body.replaceChildren(card);
  await vi.waitFor(() => expect(words()).toMatch(/Rules of|did not answer/));
}

beforeEach(() => {
  Object.assign(world, { asked: [], log: [], hear: [], says: true });
  world.answer = (request) => {
    const { kind } = request as Request;
    if (kind === 'updates-set') report = { ...report, on: (request as { on: boolean }).on };
    if (kind === 'updates-use') report = { ...report, use: (request as { which: UpdatesReport['use'] }).which };
    return { ok: true, value: report };
  };
});

describe('turning on', () => {
  test('what has changed before the answer is drawn is not missed', async () => {
    await show(base());
    world.answer = (request) => {
      if ((request as Request).kind !== 'updates-set') return { ok: true, value: report };
      // The check that follows by itself is over before the answer has come.
      report = { ...base(), on: true, host: 'missing', problem: { code: 'host-missing', at: Date.now() } };
      for (const hear of world.hear) hear({ kind: 'updates-changed' });
      return { ok: true, value: { ...base(), on: true, busy: true } };
    };
    click('switch');
    await vi.waitFor(() => expect(said()).toContain('was not found on this computer'));
  });

  test('the browser is asked in the click itself, before anything else', async () => {
    await show(base());
    world.log = [];
    click('switch');
    expect(world.log).toEqual(['request']);
    await settle();
    expect(world.log).toEqual(['request', 'updates-set']);
    expect(report.on).toBe(true);
    expect(words()).toContain('Updates are on.');
  });

  test('who says no is told calmly, and nothing is turned on', async () => {
    world.says = false;
    await show(base());
    click('switch');
    await settle();
    expect(report.on).toBe(false);
    expect(said()).toContain('That is fine');
    world.says = null;
    click('switch');
    await settle();
    expect(said()).toContain('load rules from a file');
  });

  test('a script cannot press it', async () => {
    await show(base());
    world.log = [];
    control('switch')?.click();
    expect(world.log).toEqual([]);
  });

  test('where the helper is missing, it says what to do, with the command for this browser', async () => {
    await show({ ...base(), on: true, host: 'missing', problem: { code: 'host-missing', at: 1 } });
    expect(card.querySelector('code')?.textContent).toMatch(/^caveat-host install --browser \w+$/);
    expect(said()).toBe('');
    click('check');
    await settle();
    expect(said()).toContain('not found on this computer');
  });

  test('the browser is called as the helper calls it', () => {
    const named = (...brands: string[]) => browserName(false, brands.map((brand) => ({ brand })));
    expect(browserName(true, [])).toBe('firefox');
    expect(named('Chromium', 'Google Chrome', 'Not/A)Brand')).toBe('chrome');
    expect(named('Not/A)Brand', 'Chromium')).toBe('chromium');
    expect(named('Chromium', 'Microsoft Edge')).toBe('edge');
    expect(named('Brave', 'Chromium')).toBe('brave');
    expect(named()).toBe('chrome');
  });

  test('every name that is offered is one that the helper knows', () => {
    const source = readFileSync(resolve(import.meta.dirname, '../../../crates/host/src/browsers.rs'), 'utf8');
    const names = [...source.matchAll(/^\s+name: "([a-z-]+)",$/gm)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining([...KNOWN]));
    expect(names.length).toBeGreaterThanOrEqual(KNOWN.length);
  });

  test('turned off, the permission is given back, last', async () => {
    await show(fromHost());
    world.log = [];
    click('switch');
    await settle();
    expect(world.log).toEqual(['updates-set', 'remove']);
    expect(said()).toContain('Updates are off');
    expect(words()).toContain('Turn on updates…');
  });

  test('taken back in the browser, it can be given again', async () => {
    await show(fromHost(), false);
    expect(words()).toContain('does not yet let Caveat talk');
    click('allow');
    await settle();
    expect(world.has).toBe(true);
  });
});

describe('what is said', () => {
  test('what changed, in words; names from a Pack stay text', async () => {
    await show(fromHost());
    expect(words()).toContain('3 scams added, 12 phrases added, reading of Gmail updated.');
    expect(card.querySelector('details[data-key=which] b')).toBeNull();
    expect(words()).toContain('<b>Toll</b>');
  });

  test('a check that brings something, one that does not, and one that fails', async () => {
    await show({ ...base(), on: true, host: 'there', checked: Date.now() });
    click('check');
    await settle();
    expect(said()).toBe('There is nothing newer.');
    report = { ...report, checked: Date.now() - 20 * 60_000 };
    click('check');
    await settle();
    expect(said()).toContain('The helper asked less than an hour ago');
    report = fromHost();
    click('check');
    await settle();
    expect(said()).toBe('New rules are in use now.');
    report = { ...report, problem: { code: 'gate', at: 1 } };
    click('check');
    await settle();
    expect(said()).toContain('judged too many of them wrongly');
    expect(said()).toContain('go on working');
    // What changed before would be taken for what was refused.
    expect(words()).not.toContain('What changed');
  });

  test('a check that goes on in the background ends when it says so', async () => {
    await show(base());
    world.answer = () => ({ ok: true, value: report });
    report = { ...base(), on: true, host: 'there', busy: true };
    click('switch');
    await settle();
    expect(said()).toBe('One moment…');
    report = fromHost();
    for (const hear of world.hear) hear({ kind: 'updates-changed' });
    await vi.waitFor(() => expect(said()).toBe('New rules are in use now.'));
  });

  test('the line that is read out stays the same element', async () => {
    await show(fromHost());
    const line = card.querySelector('.said');
    expect(line?.getAttribute('aria-live')).toBe('polite');
    click('check');
    await settle();
    expect(card.querySelector('.said')).toBe(line);
  });

  test('old troubles with the helper are not told while updates are off', async () => {
    await show({ ...base(), problem: { code: 'host-offline', at: 1 } });
    expect(said()).toBe('');
    await show({ ...base(), problem: { code: 'storage', at: 1 } });
    expect(said()).toContain('could not keep the new rules');
  });

  test('a background that does not answer is said, not hidden', async () => {
    world.answer = () => ({ ok: false, error: 'engine' });
    await show(base());
    expect(words()).toContain('did not answer');
  });
});

describe('other rules', () => {
  test('back to the previous ones, and to the newest again; the focus stays inside', async () => {
    await show(fromHost());
    const fold = card.querySelector<HTMLDetailsElement>('details[data-key=other]');
    if (fold) fold.open = true;
    control('previous')?.focus();
    click('previous');
    await settle();
    expect(world.asked).toContainEqual({ kind: 'updates-use', which: 'previous' });
    expect(said()).toBe('These rules are in use now.');
    expect(words()).toContain('You went back to the previous rules');
    // Its button is gone.
    expect(document.activeElement).toBe(card.querySelector('h2'));
    expect(card.querySelector<HTMLDetailsElement>('details[data-key=other]')?.open).toBe(true);
    click('newest');
    await settle();
    expect(report.use).toBe('newest');
  });

  test('the focus goes to the control that has taken the place of the old one', async () => {
    await show(fromHost());
    const before = control('check');
    before?.focus();
    click('check');
    await settle();
    expect(control('check')).not.toBe(before);
    expect(document.activeElement).toBe(control('check'));
  });

  test('who wants the packaged rules alone has nothing to look for', async () => {
    await show({ ...fromHost(), inUse: facts(), previous: null, use: 'packaged', changes: null });
    expect(control('check')).toBeNull();
    expect(words()).toContain('No newer ones are fetched until you say so.');
    click('newest');
    await settle();
    expect(control('check')).not.toBeNull();
  });

  const choose = (file: Blob) => {
    const input = card.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no file input');
    expect(input.accept).toBe('.caveat');
    Object.defineProperty(input, 'files', { value: [file] });
    input.dispatchEvent(new Event('change'));
  };

  test('a file goes to the background as plain base64', async () => {
    await show(base());
    choose(new Blob([new Uint8Array([0xca, 0xfe, 0x00, 0xff])]));
    await vi.waitFor(() => expect(world.asked).toContainEqual({ kind: 'updates-import', data: 'yv4A/w==' }));
  });

  test('one that is too large is not even read', async () => {
    await show(base());
    const blob = new Blob(['x']);
    Object.defineProperty(blob, 'size', { value: LIMITS.signed });
    choose(blob);
    await vi.waitFor(() => expect(said()).toContain('larger than rules may be'));
    expect(world.log).not.toContain('updates-import');
  });
});

describe('a workplace', () => {
  const managed = (on: boolean | null, source: 'host' | 'file' | 'packaged' | null) => show({ ...fromHost(), managed: { on, source } });
  const fixed = () => [...card.querySelectorAll<HTMLButtonElement>('[data-key]:disabled')].map((made) => made.dataset['key']);

  test('what it has laid down is fixed, and the reason is told with each control', async () => {
    await managed(true, 'host');
    expect(words()).toContain('Your workplace has set this.');
    expect(fixed()).toEqual(['switch', 'file']);
    for (const made of card.querySelectorAll(':disabled')) expect(card.querySelector(`#${made.getAttribute('aria-describedby') ?? ''}`)?.textContent).toContain('Your workplace has set this.');
    await managed(null, 'packaged');
    expect(fixed()).toEqual(['switch', 'previous', 'packaged', 'file']);
    await managed(null, null);
    expect(fixed()).toEqual([]);
  });
});
