// @vitest-environment happy-dom
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SiteHealth } from '../../src/protocol';
import type { Settings } from '../../src/settings';

vi.mock('../../src/browser', () => import('./kept-browser'));
const { begin, world } = await import('./kept-browser');
const health = vi.hoisted(() => ({ sites: [] as unknown[] }));
vi.mock('../../src/ask', () => ({ ask: async () => ({ ok: true, value: health.sites }) }));

const { CHOICES, DEFAULTS, exported, LARGEST_FILE, MOST_TRUSTED, readSettings, SETTINGS } = await import('../../src/settings');
const { Keeper } = await import('../../src/ui/options-keeper');
const { carePart, countryPart, guardPart, KNOWN_IN_FULL, languageNote, languagePart } = await import('../../src/ui/options-choices');
const { mutedPart, trustedPart } = await import('../../src/ui/options-lists');
const { helperPart } = await import('../../src/ui/options-helper');
const { differences, filePart, resetPart } = await import('../../src/ui/options-file');
const { brokenNotice, listed } = await import('../../src/ui/options-broken');
const { byNews, healthInWords, sitesPart } = await import('../../src/ui/options-sites');
const { reportingOf } = await import('../../src/ui/guide-data');

const FULL: Settings = {
  ...DEFAULTS,
  country: 'DE',
  trusted: ['a', 'b', 'c'].map((name) => ({ sender: `${name}@post.example`, since: 5 })),
  muted: ['parcel-fee', 'toll-unpaid'],
  helper: true,
  contact: { name: 'Anna', number: '+44 7700 900123' },
};
const reporting = reportingOf({ countries: ['DE', 'US'].map((country) => ({ country, name: `Land ${country}` })), other: { country: 'other', name: 'Elsewhere' } });
const names = { country: (code: string) => `Land ${code}`, kind: (id: string) => `Kind ${id}` };

type Made = import('../../src/ui/options-keeper').Part;
let part: Made;
let settings: Settings;
let keeper: InstanceType<typeof Keeper>;
const kept = () => world.items[SETTINGS] as Settings;
const words = () => part.element.textContent ?? '';
const told = () => part.element.querySelector('.told')?.textContent ?? '';
const find = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const found = part.element.querySelector<E>(selector);
  if (!found) throw new Error(`nothing at ${selector}`);
  return found;
};
const named = (text: string) => {
  const found = [...part.element.querySelectorAll('button')].find((one) => one.textContent === text || one.getAttribute('aria-label') === text);
  if (!found) throw new Error(`no button "${text}"`);
  return found;
};
/** A click by the user: only such a one counts. */
function click(control: HTMLElement): void {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  control.dispatchEvent(event);
}
const settle = async (done: () => void) => vi.waitFor(done);

async function open(make: (keeper: InstanceType<typeof Keeper>, now: () => Settings) => Made, start: Settings = FULL): Promise<void> {
  world.items[SETTINGS] = start;
  const show = (now: Settings): void => {
    settings = now;
    part.show(now);
  };
  keeper = new Keeper(async () => show(await readSettings()));
  part = make(keeper, () => settings);
  document.body.replaceChildren(part.element);
  show(await readSettings());
}

beforeEach(begin);

describe('each control changes its own choice and no other', () => {
  const flip = (selector: string) => () => {
    const input = find<HTMLInputElement>(selector);
    input.checked = !input.checked || input.type === 'radio';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const pick = (value: string) => () => {
    const select = find<HTMLSelectElement>('select');
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const type = (selector: string, value: string) => () => {
    const input = find<HTMLInputElement>(selector);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const makers = {
    care: (k: never) => carePart(k),
    guard: (k: never) => guardPart(k),
    language: (k: never) => languagePart(k, 'en'),
    country: (k: never) => countryPart(k, reporting),
    helper: (k: never) => helperPart(k),
  } as unknown as Record<string, (k: InstanceType<typeof Keeper>) => Made>;

  test.each<[string, string, () => void, Partial<Settings>]>([
    ['fewer warnings', 'care', flip('[value=fewer]'), { care: 'fewer' }],
    ['more warnings', 'care', flip('[value=more]'), { care: 'more' }],
    ['the question at links', 'guard', flip('[role=switch]'), { guard: false }],
    ['a language', 'language', flip('[value=pt_BR]'), { language: 'pt_BR' }],
    ['a country', 'country', pick('US'), { country: 'US' }],
    ['every other country', 'country', pick('other'), { country: 'other' }],
    ['helper mode', 'helper', flip('[role=switch]'), { helper: false }],
    ['a name', 'helper', type('#contact-name', 'Berta'), { contact: { name: 'Berta', number: '+44 7700 900123' } }],
    ['a number', 'helper', type('#contact-number', ' 01632 960123 '), { contact: { name: 'Anna', number: '01632 960123' } }],
  ])('%s', async (_, id, deed, change) => {
    await open((k) => (makers[id] as (k: InstanceType<typeof Keeper>) => Made)(k));
    deed();
    await settle(() => expect(told()).toBe('Saved'));
    expect(kept()).toEqual({ ...FULL, ...change });
  });

  test.each(['care', 'guard', 'language', 'country', 'helper'])('%s that cannot be stored says so, and shows what holds', async (id) => {
    await open((k) => (makers[id] as (k: InstanceType<typeof Keeper>) => Made)(k));
    const before = [...part.element.querySelectorAll<HTMLInputElement>('input')].map(({ checked, value }) => [checked, value]);
    // The store can still be read, as when the disk is full.
    const { browser } = await import('./kept-browser');
    vi.spyOn(browser.storage.local, 'set').mockRejectedValue(new Error('full'));
    (id === 'country' ? pick('US') : id === 'care' ? flip('[value=more]') : id === 'language' ? flip('[value=de]') : flip('[role=switch]'))();
    await settle(() => expect(told()).toContain('could not be saved'));
    expect([...part.element.querySelectorAll<HTMLInputElement>('input')].map(({ checked, value }) => [checked, value])).toEqual(before);
    if (id === 'country') expect(find<HTMLSelectElement>('select').value).toBe('DE');
    expect(kept()).toEqual(FULL);
  });

  test('half a contact is not kept, and says what is missing; both empty forget it', async () => {
    await open((k) => helperPart(k), { ...FULL, contact: null });
    type('#contact-name', 'Berta')();
    expect(words()).toContain('both needed');
    expect(kept().contact).toBeNull();
    type('#contact-number', '110')();
    await settle(() => expect(kept().contact).toEqual({ name: 'Berta', number: '110' }));
    expect(find('.line').textContent).toBe('Not sure? Call Berta: 110');
    await settle(() => expect(told()).toBe('Saved'));
    find<HTMLInputElement>('#contact-name').value = '';
    type('#contact-number', '')();
    await settle(() => expect(kept().contact).toBeNull());
  });

  test('what is half typed stays while something else is changed', async () => {
    await open((k) => helperPart(k), { ...FULL, contact: null });
    find<HTMLInputElement>('#contact-name').value = 'Ber';
    part.show({ ...FULL, contact: null });
    expect(find<HTMLInputElement>('#contact-name').value).toBe('Ber');
    part.show(FULL);
    expect(find<HTMLInputElement>('#contact-name').value).toBe('Anna');
  });
});

describe('removing, and taking it back', () => {
  const trusted = () => open((k, now) => trustedPart(k, now));
  const rows = () => [...part.element.querySelectorAll('.entry')].map((row) => (row.querySelector('.undo') ? 'undo' : (row.querySelector('bdi')?.textContent ?? '')));

  test('a sender goes, and comes back to its old place', async () => {
    await trusted();
    click(named('Remove b@post.example'));
    await settle(() => expect(rows()).toEqual(['a@post.example', 'undo', 'c@post.example']));
    expect(kept().trusted.map(({ sender }) => sender)).toEqual(['a@post.example', 'c@post.example']);
    expect(told()).toBe('b@post.example is no longer trusted.');
    expect(document.activeElement?.textContent).toBe('Undo');
    click(named('Undo'));
    await settle(() => expect(kept()).toEqual(FULL));
    await settle(() => expect(document.activeElement).toBe(named('Remove b@post.example')));
    expect(told()).toBe('Taken back');
  });

  test('the next change ends the offer', async () => {
    await trusted();
    click(named('Remove b@post.example'));
    await settle(() => expect(rows()).toContain('undo'));
    click(named('Remove c@post.example'));
    await settle(() => expect(rows()).toEqual(['a@post.example', 'undo']));
    click(named('Undo'));
    await settle(() => expect(rows()).toEqual(['a@post.example', 'c@post.example']));
  });

  test('what was added meanwhile elsewhere stays, and nobody is there twice', async () => {
    await trusted();
    click(named('Remove b@post.example'));
    await settle(() => expect(rows()).toContain('undo'));
    world.items[SETTINGS] = { ...kept(), trusted: [...kept().trusted, { sender: 'b@post.example', since: 9 }, { sender: 'd@post.example', since: 9 }] };
    click(named('Undo'));
    await settle(() => expect(rows()).toEqual(['a@post.example', 'c@post.example', 'b@post.example', 'd@post.example']));
  });

  test('a removal that cannot be stored leaves the list as it is', async () => {
    await trusted();
    const { browser } = await import('./kept-browser');
    vi.spyOn(browser.storage.local, 'set').mockRejectedValue(new Error('full'));
    click(named('Remove b@post.example'));
    await settle(() => expect(told()).toContain('could not be saved'));
    expect(rows()).toEqual(['a@post.example', 'b@post.example', 'c@post.example']);
  });

  test('a script cannot press it', async () => {
    await trusted();
    named('Remove b@post.example').click();
    expect(rows()).toHaveLength(3);
  });

  test('a kind is called by its title, and warned about as usual again', async () => {
    await open((k) => mutedPart(k, names.kind));
    expect(rows()).toEqual(['Kind parcel-fee', 'Kind toll-unpaid']);
    click(named('Warn as usual about: Kind parcel-fee'));
    await settle(() => expect(kept().muted).toEqual(['toll-unpaid']));
    await settle(() => expect(rows()[0]).toBe('undo'));
    click(named('Undo'));
    await settle(() => expect(kept()).toEqual(FULL));
  });

  test('the person to call comes back', async () => {
    await open((k) => helperPart(k));
    click(named('Remove name and number'));
    await settle(() => expect(kept().contact).toBeNull());
    await settle(() => expect(words()).toContain('Undo'));
    click(named('Undo'));
    await settle(() => expect(kept()).toEqual(FULL));
    expect(find<HTMLInputElement>('#contact-number').value).toBe('+44 7700 900123');
  });
});

describe('adding a sender by hand', () => {
  const add = (text: string) => {
    find<HTMLInputElement>('#trusted-input').value = text;
    find<HTMLFormElement>('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  };
  test.each([
    [' Berta@Post.Example ', 'berta@post.example'],
    ['+44 7700 900-999', '+447700900999'],
  ])('%j is kept as %j', async (text, sender) => {
    await open((k, now) => trustedPart(k, now));
    add(text);
    await settle(() => expect(kept().trusted.at(-1)?.sender).toBe(sender));
    await settle(() => expect(told()).toBe(`${sender} was added.`));
    expect(find<HTMLInputElement>('#trusted-input').value).toBe('');
  });
  test.each([
    ['Berta', 'neither a mail address nor a phone number'],
    ['', 'neither a mail address nor a phone number'],
    ['A@post.example', 'in the list already'],
  ])('%j is refused in words', async (text, why) => {
    await open((k, now) => trustedPart(k, now));
    add(text);
    expect(find('#trusted-wrong').textContent).toContain(why);
    expect(find('#trusted-input').getAttribute('aria-describedby')).toBe('trusted-wrong');
    expect(document.activeElement).toBe(find('#trusted-input'));
    expect(kept()).toEqual(FULL);
    find('#trusted-input').dispatchEvent(new Event('input'));
    expect(find('#trusted-input').hasAttribute('aria-invalid')).toBe(false);
  });
  test('a full list takes no more', async () => {
    await open((k, now) => trustedPart(k, now), { ...FULL, trusted: Array.from({ length: MOST_TRUSTED }, (_, i) => ({ sender: `a${i}@post.example`, since: 1 })) });
    add('berta@post.example');
    expect(find('#trusted-wrong').textContent).toContain('The list is full');
  });
});

describe('settings as a file', () => {
  const choose = (file: Partial<Blob>) => {
    const input = find<HTMLInputElement>('#import-file');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change'));
  };
  const text = (content: string) => ({ size: content.length, text: async () => content });
  const openFile = (start = FULL) => open((k, now) => filePart(k, now, names, listed), start);
  const OTHER: Settings = { ...FULL, country: 'US', care: 'more', trusted: [...FULL.trusted.slice(1), { sender: 'evil@post.example', since: 1 }] };

  test('what it would change is shown, and changed only when the user says so', async () => {
    await openFile();
    choose(text(exported(OTHER)));
    await settle(() => expect(words()).toContain('This file would change:'));
    const rows = [...part.element.querySelectorAll('.compare tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['Your country', 'Land DE', 'Land US'],
      ['How careful', 'As usual', 'More warnings'],
      ['Senders you trust', '3 senders', '3 sendersNew in the list:evil@post.exampleNo longer in the list:a@post.example'],
    ]);
    expect(kept()).toEqual(FULL);
    click(named('Change it all'));
    await settle(() => expect(kept()).toEqual(OTHER));
    await settle(() => expect(told()).toBe('Your settings are those of the file now.'));
    click(named('Undo'));
    await settle(() => expect(kept()).toEqual(FULL));
  });

  test('left alone, nothing changes', async () => {
    await openFile();
    choose(text(exported(OTHER)));
    await settle(() => expect(words()).toContain('This file would change:'));
    click(named('Leave it as it is'));
    expect(words()).not.toContain('This file would change:');
    expect([told(), kept()]).toEqual(['Nothing was changed.', FULL]);
  });

  test.each<[string, Partial<Blob>, string]>([
    ['another file', text('{"name":"x"}'), 'not a file with Caveat’s settings'],
    ['a newer version', text('{"caveat":"settings","version":3}'), 'made by a newer version'],
    ['a file that says the same', text(exported(FULL)), 'says what is set here already'],
    ['a file that is too large', { size: LARGEST_FILE + 1, text: () => Promise.reject(new Error('never read')) }, 'far too large'],
    ['a file that is gone', { size: 1, text: () => Promise.reject(new Error('gone')) }, 'could not be opened'],
  ])('%s is told in words', async (_, file, why) => {
    await openFile();
    choose(file);
    await settle(() => expect(told()).toContain(why));
    expect(kept()).toEqual(FULL);
    expect(part.element.querySelector('.compare')).toBeNull();
  });

  test('parts that cannot be read are named, and the rest can be taken', async () => {
    await openFile();
    choose(text(JSON.stringify({ ...OTHER, caveat: 'settings', care: 'most', contact: 1 })));
    await settle(() => expect(words()).toContain('could not be read, or only in part: How careful and Somebody to call'));
    click(named('Change it all'));
    await settle(() => expect(kept()).toEqual({ ...OTHER, care: 'usual' }));
  });

  test('every choice can differ, and each has a name and words', () => {
    const other: Settings = { version: 2, country: null, language: 'ar', care: 'more', guard: false, trusted: [], muted: [], helper: false, contact: null };
    const found = differences({ ...FULL, language: 'pl' }, other, names);
    expect(found.map(({ choice }) => choice)).toEqual(CHOICES);
    expect(found.map(({ now, then }) => `${now} → ${then}`)).toEqual(['Land DE → None', 'Polski → العربية', 'As usual → More warnings', 'On → Off', '3 senders → None', '2 kinds → None', 'On → Off', 'Anna: +44 7700 900123 → None']);
    expect(differences(FULL, { ...FULL, trusted: [...FULL.trusted].reverse(), muted: [...FULL.muted].reverse() }, names)).toEqual([]);
  });
});

describe('starting afresh', () => {
  const off = vi.fn(async () => null);
  test('asks, forgets, and can be taken back', async () => {
    await open((k, now) => resetPart(k, now, off));
    world.items.updates = { floor: 1 };
    click(named('Start afresh…'));
    expect(words()).toContain('Forget all choices?');
    expect(kept()).toEqual(FULL);
    click(named('No, keep them'));
    expect(words()).not.toContain('Forget all choices?');
    expect(document.activeElement).toBe(named('Start afresh…'));
    click(named('Start afresh…'));
    click(named('Yes, forget them'));
    await settle(() => expect(told()).toBe('All choices are as at the start.'));
    expect(world.items).toEqual({ updates: { floor: 1 } });
    expect(off).toHaveBeenCalledOnce();
    click(named('Undo'));
    await settle(() => expect(kept()).toEqual(FULL));
  });
});

describe('a broken store', () => {
  const notice = (broken: (keyof Settings)[]) => brokenNotice({ broken }, keeper);
  test('is said, by the names on the page', async () => {
    await open((k) => guardPart(k));
    expect(notice([])).toBeNull();
    expect(notice(['care', 'trusted'])?.textContent).toContain('How careful and Senders you trust');
    expect(notice(['version'])?.textContent).toContain('Every choice is as at the start.');
    expect(notice([...CHOICES])?.textContent).toContain('Every choice is as at the start.');
  });
  test('is repaired when the user lets it be so', async () => {
    await open((k) => guardPart(k), { ...FULL, care: 'most' } as unknown as Settings);
    const made = notice(['care']) as HTMLElement;
    document.body.append(made);
    click(made.querySelector('button') as HTMLElement);
    await settle(() => expect(made.isConnected).toBe(false));
    expect(kept()).toEqual(FULL);
  });
});

describe('sites', () => {
  const site = (name: string, read: number, failed: number, matches: string[] = []): SiteHealth => ({ id: name, name, matches, read, failed });
  test('the latest news come first, and a failure is said', () => {
    expect(byNews([site('B', 0, 0), site('A', 0, 0), site('C', 5, 0), site('D', 1, 9)]).map(({ name }) => name)).toEqual(['D', 'C', 'A', 'B']);
    expect(healthInWords({ read: 1, failed: 60_000 }, 120_000)).toEqual({ broken: true, words: 'not read, 1 minute ago: its page has changed' });
    expect(healthInWords({ read: 60_000, failed: 1 }, 120_000)).toEqual({ broken: false, words: 'read well, 1 minute ago' });
    expect(healthInWords({ read: 0, failed: 0 })).toEqual({ broken: false, words: 'not opened yet' });
  });

  test('one that was added is switched off and on again; one that the browser will not give says so', async () => {
    world.granted = ['https://mail.post.example/*'];
    health.sites = [site('demo', 0, 0), site('Gmail', 0, 0, ['https://mail.google.com/*'])];
    await open((k) => sitesPart(k, new AbortController().signal));
    await settle(() => expect(words()).toContain('Read messages on mail.post.example'));
    expect(words()).toContain('mail.google.com');
    expect([...part.element.querySelectorAll('.health tbody tr')]).toHaveLength(1);
    const flip = (on: boolean) => {
      const input = find<HTMLInputElement>('[role=switch]');
      input.checked = on;
      input.dispatchEvent(new Event('change'));
    };
    flip(false);
    await settle(() => expect(told()).toBe('mail.post.example is no longer read.'));
    expect([world.granted, find<HTMLInputElement>('[role=switch]').checked]).toEqual([[], false]);
    world.says = false;
    flip(true);
    await settle(() => expect(told()).toContain('could not be saved'));
    expect(find<HTMLInputElement>('[role=switch]').checked).toBe(false);
    world.says = true;
    flip(true);
    await settle(() => expect(world.granted).toEqual(['https://mail.post.example/*']));
  });
});

describe('languages', () => {
  const ROOT = join(import.meta.dirname, '../../..');
  test('those said to be there in full are: guides, and the words of scams', () => {
    const guides = readdirSync(join(ROOT, 'guides')).filter((name) => /^[a-z]{2}$/.test(name));
    expect([...KNOWN_IN_FULL].sort()).toEqual(guides.sort());
    const worded = readdirSync(join(ROOT, 'rules/languages')).filter((name) => existsSync(join(ROOT, 'rules/languages', name, 'words')));
    // English words stand with the signals themselves.
    expect(KNOWN_IN_FULL.filter((code) => code !== 'en').sort()).toEqual(worded.sort());
  });
  test('what is missing is said', () => {
    expect(languageNote('pt')).toContain('guides are in this language');
    expect(languageNote('pl')).toContain('The guides are in English');
  });
});
