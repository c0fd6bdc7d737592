import { beforeEach, describe, expect, test, vi } from 'vitest';
import { changeSettings, CHOICES, DEFAULTS, exported, imported, MOST_TRUSTED, onSettings, read, readSettings, readState, resetSettings, senderKey, type Settings } from './settings';

const stored = vi.hoisted(() => ({ items: {} as Record<string, unknown>, fails: false, hear: new Set<(changes: Record<string, { newValue?: unknown }>, area: string) => void>() }));
vi.mock('./browser', () => {
  const tell = (key: string, newValue: unknown) => stored.hear.forEach((hear) => hear({ [key]: { newValue } }, 'local'));
  const work = async <T>(act: () => T): Promise<T> => {
    if (stored.fails) throw new Error('the disk is full');
    return act();
  };
  return {
    browser: {
      storage: {
        local: {
          get: (key: string | null) => work(() => (key === null ? { ...stored.items } : { [key]: stored.items[key] })),
          set: (items: Record<string, unknown>) =>
            work(() => {
              Object.assign(stored.items, structuredClone(items));
              for (const [key, value] of Object.entries(items)) tell(key, value);
            }),
          remove: (keys: string[]) =>
            work(() => {
              for (const key of keys) {
                delete stored.items[key];
                tell(key, undefined);
              }
            }),
        },
        onChanged: { addListener: (hear: never) => stored.hear.add(hear), removeListener: (hear: never) => stored.hear.delete(hear) },
      },
    },
  };
});

const FULL: Settings = {
  version: 2,
  country: 'GB-SCT',
  language: 'pt_BR',
  care: 'more',
  guard: false,
  trusted: [
    { sender: 'anna@post.example', since: 1_763_000_000_000 },
    { sender: '+447700900123', since: 1 },
  ],
  muted: ['parcel-fee', 'toll-unpaid'],
  helper: true,
  contact: { name: 'Anna', number: '+44 7700 900123' },
};

beforeEach(() => {
  stored.items = {};
  stored.fails = false;
  stored.hear.clear();
});

describe('reading what is stored', () => {
  test('nothing stored means the defaults, and is no damage', () => expect(read(undefined)).toEqual({ settings: DEFAULTS, broken: [] }));

  test.each([[null], [3], ['US'], [[]], [true]])('%j is no store at all', (value) => expect(read(value)).toEqual({ settings: DEFAULTS, broken: ['version'] }));

  test('what is stored today is kept, whatever it is', () => {
    expect(read(DEFAULTS)).toEqual({ settings: DEFAULTS, broken: [] });
    expect(read(FULL)).toEqual({ settings: FULL, broken: [] });
  });

  test.each([
    [0, { country: 'gb' }, 'GB'],
    [0, { version: 0, country: 'us' }, 'US'],
    [0, { version: 0, country: 12 }, null],
    [1, { version: 1, country: 'GB-SCT' }, 'GB-SCT'],
    [1, { version: 1, country: null }, null],
    [1, { version: 1, country: 'other' }, 'other'],
  ])('version %i is carried over: %j', (_, old, country) => expect(read(old)).toEqual({ settings: { ...DEFAULTS, country }, broken: [] }));

  test('a newer version is read as far as it goes', () => expect(read({ ...FULL, version: 99, more: 1 }).settings).toEqual(FULL));

  test.each<[keyof Settings, unknown[]]>([
    ['country', ['<script>', 'us', 1, undefined, 'GB-', {}]],
    ['language', ['EN', 'pt-BR', '../en', 1, undefined]],
    ['care', ['most', 1, null, undefined]],
    ['guard', ['yes', 0, null, undefined]],
    ['trusted', [{}, 'anna', null, undefined]],
    ['muted', [{}, 'parcel-fee', null, undefined]],
    ['helper', [1, null, undefined]],
    ['contact', [{}, { name: '', number: '1' }, { name: 'a', number: 'x'.repeat(61) }, 'Anna', undefined]],
  ])('an unreadable %s falls back by itself', (name, values) => {
    for (const value of values) expect(read({ ...FULL, [name]: value }), JSON.stringify(value)).toEqual({ settings: { ...FULL, [name]: DEFAULTS[name] }, broken: [name] });
  });

  test('every choice is read', () => expect(['version', ...CHOICES].sort()).toEqual(Object.keys(DEFAULTS).sort()));

  test('of a damaged list the readable entries are kept, and the damage is told', () => {
    const trusted = [FULL.trusted[0], { sender: 'nobody', since: 1 }, { sender: 'b@post.example' }, null, { sender: ' B@Post.example ', since: 5 }, FULL.trusted[0]];
    expect(read({ ...FULL, trusted })).toEqual({ settings: { ...FULL, trusted: [FULL.trusted[0], { sender: 'b@post.example', since: 5 }] }, broken: ['trusted'] });
    expect(read({ ...FULL, muted: ['parcel-fee', '<b>', 'parcel-fee'] })).toEqual({ settings: { ...FULL, muted: ['parcel-fee'] }, broken: ['muted'] });
  });

  test('a list is never longer than anybody makes it', () => {
    const many = Array.from({ length: MOST_TRUSTED + 5 }, (_, i) => ({ sender: `a${i}@post.example`, since: 1 }));
    const { settings, broken } = read({ ...FULL, trusted: many });
    expect([settings.trusted.length, broken]).toEqual([MOST_TRUSTED, ['trusted']]);
  });
});

describe('storing', () => {
  test('a change keeps all other choices', async () => {
    stored.items.settings = FULL;
    await changeSettings({ care: 'fewer' });
    expect(stored.items.settings).toEqual({ ...FULL, care: 'fewer' });
  });

  test('changes at the same time are made one after the other', async () => {
    const add = (sender: string) => changeSettings(({ trusted }) => ({ trusted: [...trusted, { sender, since: 1 }] }));
    await Promise.all([add('a@post.example'), add('b@post.example'), add('c@post.example')]);
    expect((await readSettings()).trusted.map(({ sender }) => sender)).toEqual(['a@post.example', 'b@post.example', 'c@post.example']);
  });

  test('what cannot be stored is told, and the next change works again', async () => {
    stored.fails = true;
    await expect(changeSettings({ helper: true })).rejects.toThrow('the disk is full');
    stored.fails = false;
    await changeSettings({ guard: false });
    expect(stored.items.settings).toEqual({ ...DEFAULTS, guard: false });
  });

  test('a store that cannot be opened is as broken as one that holds nonsense', async () => {
    stored.fails = true;
    expect(await readState()).toEqual({ settings: DEFAULTS, broken: ['version'] });
  });

  test('a change repairs what was broken', async () => {
    stored.items.settings = { ...FULL, care: 'most' };
    expect((await readState()).broken).toEqual(['care']);
    await changeSettings({});
    expect(await readState()).toEqual({ settings: { ...FULL, care: 'usual' }, broken: [] });
  });

  test('other pages hear of it, until they end', async () => {
    const heard: (string | null)[] = [];
    const over = new AbortController();
    onSettings(({ country }) => heard.push(country), over.signal);
    await changeSettings({ country: 'DE' });
    await resetSettings();
    over.abort();
    await changeSettings({ country: 'FR' });
    expect(heard).toEqual(['DE', null]);
  });

  test('a reset forgets every choice, and not which versions of the rules were in use', async () => {
    const floor = { version: '2026112302', sum: 'x' };
    stored.items = { updates: { on: true, floor }, another: 1, settings: FULL };
    await resetSettings();
    expect(stored.items).toEqual({ updates: { on: true, floor } });
    expect(await readSettings()).toEqual(DEFAULTS);
  });
});

describe('a file of settings', () => {
  test('comes back as it went', () => {
    for (const settings of [DEFAULTS, FULL]) expect(imported(exported(settings), DEFAULTS)).toEqual({ ok: true, settings, unreadable: [] });
  });

  test.each([
    ['an older one', { caveat: 'settings', version: 1, country: 'DE' }, { ...DEFAULTS, country: 'DE' }],
    ['the oldest', { caveat: 'settings', version: 0, country: 'de' }, { ...DEFAULTS, country: 'DE' }],
  ])('%s is carried over', (_, file, settings) => expect(imported(JSON.stringify(file), FULL)).toEqual({ ok: true, settings, unreadable: [] }));

  test.each([
    ['nothing', '', 'not-ours'],
    ['a picture', '\u0089PNG', 'not-ours'],
    ['other JSON', '{"version":2}', 'not-ours'],
    ['a list', '[1]', 'not-ours'],
    ['null', 'null', 'not-ours'],
    ['no version', '{"caveat":"settings"}', 'not-ours'],
    ['a version that is none', '{"caveat":"settings","version":"2"}', 'not-ours'],
    ['a newer version', '{"caveat":"settings","version":3}', 'newer'],
  ])('%s is refused', (_, text, why) => expect(imported(text, FULL)).toEqual({ ok: false, why }));

  test('parts that cannot be read change nothing', () => {
    const text = JSON.stringify({ ...DEFAULTS, caveat: 'settings', care: 'most', contact: 7 });
    expect(imported(text, FULL)).toEqual({ ok: true, settings: { ...DEFAULTS, care: 'more', contact: FULL.contact }, unreadable: ['care', 'contact'] });
  });

  test('no name in it reaches anything but the choices', () => {
    const text = `{"caveat":"settings","__proto__":{"helper":true},"constructor":1,${JSON.stringify(DEFAULTS).slice(1)}`;
    const got = imported(text, DEFAULTS);
    expect(got.ok && Object.keys(got.settings).sort()).toEqual(Object.keys(DEFAULTS).sort());
    expect(({} as Partial<Settings>).helper).toBeUndefined();
  });
});

test.each([
  [' Anna@Post.Example ', '', 'anna@post.example'],
  ['', '+44 7700 900-123', '+447700900123'],
  ['', '(0) 30 / 1', ''],
  ['Anna <anna@post.example>', '', ''],
  ['anna', '12345', ''],
  ['', '', ''],
])('the sender %j %j is compared as %j', (address, number, key) => expect(senderKey(address, number)).toBe(key));
