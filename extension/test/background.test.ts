import { beforeEach, expect, test, vi } from 'vitest';
import type { FrameGuard, Message, Result, Shown, TabReport, Verdict } from '../src/protocol';
import { target } from './verdicts';

/** What the browser would keep and call: listeners by event, session storage, notices sent. */
const world = {
  listeners: new Map<string, (...args: never[]) => unknown>(),
  session: {} as Record<string, unknown>,
  badge: new Map<number, string>(),
  notices: [] as { tabId: number; kind: string }[],
  local: {} as Record<string, unknown>,
  menus: [] as string[],
  changed: new Set<(...args: never[]) => unknown>(),
  opened: [] as string[],
  readers: new Set<number>(),
  granted: new Set<string>(),
  scripts: [] as { matches: string[] }[],
};

const event = (name: string) => ({ addListener: (listener: (...args: never[]) => unknown) => void world.listeners.set(name, listener) });
const done = () => Promise.resolve();

vi.mock('../src/browser', () => ({
  ownUrl: (path: string) => `chrome-extension://own${path}`,
  browser: {
    runtime: { id: 'own', onMessage: event('message'), onInstalled: event('installed'), onStartup: event('startup'), sendMessage: done },
    permissions: { onAdded: event('added'), onRemoved: event('removed'), contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((one) => world.granted.has(one))), getAll: () => Promise.resolve({ origins: [...world.granted] }) },
    contextMenus: { onClicked: event('menu'), removeAll: (then: () => void) => ((world.menus = []), then()), create: ({ id }: { id: string }) => void world.menus.push(id) },
    commands: { onCommand: event('command') },
    tabs: {
      onRemoved: event('tab-removed'),
      onUpdated: event('tab-updated'),
      query: () => Promise.resolve([...world.readers, 77].map((id) => ({ id }))),
      create: ({ url }: { url: string }) => (world.opened.push(url), Promise.resolve({ id: 99 })),
      sendMessage: (tabId: number, notice: { kind: string }) => {
        world.notices.push({ tabId, ...notice });
        return world.readers.has(tabId) ? Promise.resolve(true) : Promise.reject(new Error('no receiver'));
      },
    },
    action: { setBadgeText: ({ tabId, text }: { tabId: number; text: string }) => (world.badge.set(tabId, text), done()), setBadgeBackgroundColor: done, setTitle: done },
    storage: {
      onChanged: { addListener: (listener: (...args: never[]) => unknown) => (world.listeners.set('stored', listener), void world.changed.add(listener)) },
      local: { get: (key: string) => Promise.resolve({ [key]: world.local[key] }) },
      session: {
        get: (key: string) => Promise.resolve({ [key]: world.session[key] }),
        set: (items: Record<string, unknown>) => (Object.assign(world.session, structuredClone(items)), done()),
        remove: (key: string) => (delete world.session[key], done()),
      },
    },
    scripting: {
      executeScript: () => Promise.reject(new Error('this page forbids scripts')),
      getRegisteredContentScripts: () => Promise.resolve(world.scripts),
      registerContentScripts: (scripts: { matches: string[] }[]) => ((world.scripts = scripts), done()),
      updateContentScripts: (scripts: { matches: string[] }[]) => ((world.scripts = scripts), done()),
      unregisterContentScripts: () => ((world.scripts = []), done()),
    },
    i18n: { getMessage: (key: string) => (key === 'ui_language' ? 'en' : key), getUILanguage: () => 'en' },
  },
}));

const SECRET = 'scratch off the back and send me the codes';
const engine = { warm: () => undefined, renew: () => void updates.log.push('renew'), scan: (message: Message): Promise<Verdict> => (message.body === 'trap' ? Promise.reject(new Error('trap')) : Promise.resolve(verdictOn(message))) };
/** The guides come when a test lets them. */
const never = new Promise<void>(() => undefined);
const guides = { come: never };
const STEPS = ['Buy nothing.', 'Ask your boss in person.', 'Keep the message.'];
const guideParts = [{ lang: 'en', guides: [{ id: 'boss-gift-card', first_steps: STEPS }] }];
const slots = { onDistrust: () => undefined, renew: () => void updates.log.push('slots'), inUse: () => Promise.resolve({ slot: null, facts: null, problem: null }) };
vi.mock('../src/pack/files', () => ({ slots, ownFile: (path: string) => Promise.resolve(new TextEncoder().encode(JSON.stringify({ ui_language: { message: path.split('/')[2] } }))), loadPack: () => guides.come.then(() => ({ version: 1n, parts: [] })), guidesJson: () => guides.come.then(() => guideParts) }));
vi.mock('../src/pack/container', async (original) => ({ ...(await original()), jsonOf: () => null }));
/** The updates, as far as the background has to do with them. */
const updates = {
  log: [] as string[],
  told: { onUse: () => undefined as void, onReport: () => undefined as void },
  forbidden: false,
  nudge: () => (updates.log.push('nudge'), done()),
  report: () => Promise.resolve({ on: true }),
  set: (on: boolean) => (updates.log.push(`set ${String(on)}`), updates.forbidden ? Promise.reject(new NotAllowed()) : done()),
  check: () => (updates.log.push('check'), done()),
  use: (which: string) => (updates.log.push(`use ${which}`), done()),
  import: (file: Uint8Array | null) => (updates.log.push(`import ${file === null ? 'nothing' : [...file].join(' ')}`), done()),
};
vi.mock('../src/updates/own', () => ({ ownUpdates: (_: unknown, told: typeof updates.told) => ((updates.told = told), updates) }));
vi.mock('../src/engine', () => ({ packagedEngine: () => engine }));

const verdictOn = ({ body }: Message): Verdict => ({
  level: body.includes('codes') ? 'danger' : 'none',
  score: 0.9,
  scam: body.includes('codes') ? { id: 'boss-gift-card', title: 'This looks like a fake boss', guide: 'boss-gift-card' } : null,
  findings: [{ signal: 's', family: 'f', field: 'body', start: 0, end: body.length, text: body, says: 'asks', weight: 3000 }],
  exceptions: [],
  truncated: false,
  targets: body.includes('codes') ? [target('codes.example', { not: 'Amazon' })] : [],
  claims: '',
});
const message = (body: string): Message => ({ channel: 'email', subject: SECRET, body, hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [{ text: 'here', href: ' https://codes.example/x ' }], turns: [] });

const { startBackground } = await import('../src/background');
const { NotAllowed } = await import('../src/updates/updates');
const { DEFAULTS } = await import('../src/settings');

const gmail = { id: 'own', url: 'https://mail.google.com/mail/u/0/', frameId: 0, tab: { id: 5, url: 'https://mail.google.com/mail/u/0/' } };
const popup = { id: 'own', url: 'chrome-extension://own/popup.html' };
const call = (name: string, ...args: unknown[]) => (world.listeners.get(name) as (...args: unknown[]) => unknown)(...args);
const ask = (request: unknown, sender: object) => new Promise<Result<never>>((answer) => void call('message', request, sender, answer));
const report = async (): Promise<TabReport> => ((await ask({ kind: 'report', tabId: 5 }, popup)) as { value: TabReport }).value;

beforeEach(() => {
  guides.come = never;
  Object.assign(updates, { log: [], forbidden: false });
  Object.assign(world, { listeners: new Map(), session: {}, badge: new Map(), notices: [], local: {}, menus: [], changed: new Set(), opened: [], readers: new Set([5]), granted: new Set(), scripts: [] });
  startBackground();
});

const scanned = async (body = SECRET) => {
  const answer = await ask({ kind: 'scan', site: 'gmail', key: 'k1', message: message(body) }, gmail);
  await ask({ kind: 'view', site: 'gmail', keys: ['k1'], unread: [] }, gmail);
  return answer;
};

test('all listeners are there before anything is waited for', () => {
  expect([...world.listeners.keys()].sort()).toEqual(['added', 'command', 'installed', 'menu', 'message', 'removed', 'startup', 'stored', 'tab-removed', 'tab-updated']);
});

test('a scan is answered, counted on the badge, and told to the popup', async () => {
  expect(await scanned()).toMatchObject({ ok: true, value: { level: 'danger' } });
  expect(world.badge.get(5)).toBe('!');
  expect((await report()).messages[0]).toMatchObject({ level: 'danger', subject: SECRET });
});

test('an answer never waits for the guides: what they say to do first comes after it when they are late, and with it from then on', async () => {
  let come = (): void => undefined;
  guides.come = new Promise((done) => (come = done));
  const steps = async () => ((await scanned()) as { value: Shown }).value.steps;
  expect(await steps()).toEqual(['step_stop', 'step_ask', 'step_bank']);
  expect(world.notices).toEqual([]);
  come();
  await vi.waitFor(() => expect(world.notices).toEqual([{ tabId: 5, kind: 'steps', guide: 'boss-gift-card', steps: STEPS }]));
  expect((await report()).messages[0]?.verdict?.steps).toEqual(STEPS);
  expect(await steps()).toEqual(STEPS);
});

test('the sites of the manifest are never registered a second time, as Firefox names them', async () => {
  for (const origin of ['https://outlook.live.com/*', 'https://mail.google.com/*', 'https://outlook.office.com/mail/*']) world.granted.add(origin);
  world.granted.add('https://mail.home.example/*');
  call('startup');
  await vi.waitFor(() => expect(world.scripts[0]?.matches).toEqual(['https://mail.home.example/*']));
});

test('what a workplace lays down meanwhile is in force at once; settings of our own change nothing', async () => {
  updates.log.length = 0;
  world.notices.length = 0;
  const stored = world.listeners.get('stored') as unknown as (changes: object, area: string) => void;
  for (const area of ['local', 'session']) for (const hear of world.changed) (hear as unknown as typeof stored)({}, area);
  expect(updates.log).toEqual([]);
  for (const hear of world.changed) (hear as unknown as typeof stored)({}, 'managed');
  expect(updates.log).toEqual(['slots', 'renew']);
  await vi.waitFor(() => expect(world.notices).toContainEqual({ tabId: 77, kind: 'read-again' }));
});

test('nothing of the message is written to storage', async () => {
  await scanned();
  expect(Object.keys(world.session)).toEqual(['tab:5']);
  expect(JSON.stringify(world.session)).not.toContain('codes');
});

test('a stopped background still knows level and kind, and has the page read again', async () => {
  await scanned();
  startBackground();
  const revived = await report();
  expect(revived.messages).toEqual([{ key: 'k1', subject: '', sender: '', level: 'danger', scam: expect.objectContaining({ id: 'boss-gift-card' }) as unknown, verdict: null }]);
  expect(world.notices).toContainEqual({ tabId: 5, kind: 'read-again' });
  expect(await ask({ kind: 'view', site: 'gmail', keys: ['k1'], unread: [] }, gmail)).toEqual({ ok: true, value: { missing: ['k1'] } });
});

test('a report of a page that has gone is not shown', async () => {
  await scanned();
  startBackground();
  world.readers.clear();
  expect(await report()).toMatchObject({ messages: [], sites: [] });
});

test('leaving for a page without a reader clears badge, memory and storage', async () => {
  await scanned();
  world.readers.clear();
  call('tab-updated', 5, { status: 'complete' });
  await vi.waitFor(() => expect(world.session).toEqual({}));
  expect(world.badge.get(5)).toBe('');
});

test('a trap is said, not hidden', async () => {
  expect(await scanned('trap')).toEqual({ ok: false, error: 'engine' });
});

test('a content script may not ask what only our pages may, nor from where the user has not allowed it', async () => {
  await scanned();
  expect(await ask({ kind: 'report', tabId: 5 }, gmail)).toEqual({ ok: false, error: 'refused' });
  expect(await ask({ kind: 'check', message: message('x') }, gmail)).toEqual({ ok: false, error: 'refused' });
  const elsewhere = { ...gmail, url: 'https://mail.home.example/', tab: { id: 6, url: 'https://mail.home.example/' } };
  const scan = { kind: 'scan', site: 'roundcube', key: 'k', message: message('x') };
  expect(await ask(scan, elsewhere)).toEqual({ ok: false, error: 'refused' });
  world.granted.add('https://mail.home.example/*');
  expect(await ask(scan, elsewhere)).toMatchObject({ ok: true });
  world.granted.clear();
  expect(await ask(scan, elsewhere)).toEqual({ ok: false, error: 'refused' });
  expect(await ask(scan, { ...gmail, id: 'another-extension' })).toEqual({ ok: false, error: 'refused' });
  expect(await ask({ ...scan, more: 1 }, gmail)).toEqual({ ok: false, error: 'invalid' });
});

test('a site that is allowed is registered, and no more once it is taken back', async () => {
  world.granted.add('https://mail.home.example/*');
  call('added', { origins: ['https://mail.home.example/*'] });
  await vi.waitFor(() => expect(world.scripts[0]?.matches).toEqual(['https://mail.home.example/*']));
  world.granted.clear();
  call('removed', { origins: ['https://mail.home.example/*'] });
  await vi.waitFor(() => expect(world.scripts).toEqual([]));
});

test('a selection on a page that forbids scripts opens the check page; the text is in no address and given out once', async () => {
  guides.come = Promise.resolve();
  call('menu', { menuItemId: 'check-selection', selectionText: SECRET, frameId: 0 }, { id: 5 });
  await vi.waitFor(() => expect(world.opened).toHaveLength(1));
  const [address] = world.opened as [string];
  expect(address).toMatch(/^chrome-extension:\/\/own\/check\.html#[0-9a-f-]{36}$/);
  const handoff = { kind: 'handoff', token: address.split('#')[1] };
  const check = { ...popup, url: address };
  expect(await ask(handoff, check)).toMatchObject({ ok: true, value: { text: SECRET, verdict: { level: 'danger', steps: STEPS } } });
  expect(await ask(handoff, check)).toEqual({ ok: true, value: null });
  expect(world.session).toEqual({});
});

test('guides open by name, from pages and warnings alike', async () => {
  await ask({ kind: 'open-guide', guide: 'parcel-fee' }, gmail);
  expect(world.opened).toEqual(['chrome-extension://own/guide.html#/parcel-fee']);
});

const ticks = () => new Promise((resume) => setTimeout(resume, 5));

test('whether an update is due is looked at after a verdict has been answered, and for no other request', async () => {
  void ask({ kind: 'adapter' }, gmail);
  await ask({ kind: 'view', site: 'gmail', keys: [], unread: [] }, gmail);
  await ask({ kind: 'updates' }, popup);
  await ticks();
  expect(updates.log).toEqual([]);
  await scanned();
  expect(updates.log).toEqual([]);
  await ticks();
  expect(updates.log).toEqual(['nudge']);
});

test('only our own pages have a say about updates', async () => {
  const requests = [{ kind: 'updates' }, { kind: 'updates-set', on: true }, { kind: 'updates-check' }, { kind: 'updates-use', which: 'previous' }, { kind: 'updates-import', data: 'AQID' }];
  for (const request of requests) expect(await ask(request, gmail)).toEqual({ ok: false, error: 'refused' });
  expect(updates.log).toEqual([]);
  for (const request of requests) expect(await ask(request, popup)).toEqual({ ok: true, value: { on: true } });
  await ask({ kind: 'updates-import', data: 'A' }, popup);
  expect(updates.log).toEqual(['set true', 'check', 'use previous', 'import 1 2 3', 'import nothing']);
  updates.forbidden = true;
  expect(await ask({ kind: 'updates-set', on: false }, popup)).toEqual({ ok: false, error: 'refused' });
});

test('when other rules come into use, what was read of the old ones is forgotten and every open page reads again', async () => {
  await scanned();
  world.notices = [];
  updates.told.onUse();
  await ticks();
  expect(updates.log).toContain('renew');
  expect(world.notices).toEqual([{ tabId: 5, kind: 'read-again' }, { tabId: 77, kind: 'read-again' }]);
});

/** The user chooses something on one of our pages. */
const choose = (settings: object) => {
  world.local.settings = { version: 2, ...DEFAULTS, ...settings };
  for (const hear of world.changed) (hear as unknown as (changes: object, area: string) => void)({ settings: { newValue: world.local.settings } }, 'local');
};

test.each([
  ['a muted kind', { muted: ['boss-gift-card'] }, 'caution', ['muted']],
  ['another kind that is muted', { muted: ['parcel-fee'] }, 'danger', null],
  ['a trusted sender', { trusted: [{ sender: 'anna@letters.example', since: 1 }] }, 'caution', ['trusted']],
  ['both: never by more than one level', { muted: ['boss-gift-card'], trusted: [{ sender: 'anna@letters.example', since: 1 }] }, 'caution', ['trusted', 'muted']],
  ['fewer warnings: danger stays', { care: 'fewer' }, 'danger', null],
  ['fewer warnings, and muted', { care: 'fewer', muted: ['boss-gift-card'] }, 'caution', ['muted']],
])('%s: told as the user has chosen, at once', async (_, settings, level, by) => {
  guides.come = done();
  choose(settings);
  const mail = { ...message(SECRET), sender: { name: 'Anna', address: 'Anna@Letters.example', number: '' } };
  const answer = (await ask({ kind: 'scan', site: 'gmail', key: 'k1', message: mail }, gmail)) as unknown as { value: Shown };
  expect(answer.value.level).toBe(level);
  await ask({ kind: 'view', site: 'gmail', keys: ['k1'], unread: [] }, gmail);
  const [judged] = (await report()).messages;
  expect(judged?.sender).toBe('anna@letters.example');
  expect(judged?.verdict?.softened).toEqual(by && { level: 'danger', by });
  expect(((await ask({ kind: 'row', site: 'gmail', message: mail }, gmail)) as { value: unknown }).value).toBe(level);
  // What the user checks by hand is told as it is.
  expect(await ask({ kind: 'check', message: mail }, popup)).toMatchObject({ value: { level: 'danger', softened: null } });
});

test('a choice is told to every open page; another language makes the menu and the engine’s sentences anew', async () => {
  await ticks();
  world.notices = [];
  choose({ guard: false });
  await vi.waitFor(() => expect(world.notices.map(({ kind, tabId }) => [kind, tabId])).toEqual([['ways', 5], ['ways', 77]]));
  expect(world.notices[0]).toMatchObject({ ways: { guard: false, language: 'en' } });
  expect(updates.log).not.toContain('renew');
  world.menus = [];
  choose({ language: 'pl' });
  await vi.waitFor(() => expect(world.notices).toHaveLength(4));
  expect(world.notices[3]).toMatchObject({ ways: { guard: true, language: 'pl' } });
  expect(updates.log).toContain('renew');
  expect(world.menus).toEqual(['check-selection', 'check-link', 'check-image']);
});

test('a frame is told what to ask about its links, for a message that was found to be danger and for no other', async () => {
  const guarded = async (key: string): Promise<FrameGuard | null> => {
    world.notices = [];
    await ask({ kind: 'guard-frame', site: 'gmail', path: '0/1', key }, gmail);
    expect(world.notices).toMatchObject([{ tabId: 5, kind: 'guard-frame', path: '0/1' }]);
    return (world.notices[0] as unknown as { guarded: FrameGuard | null }).guarded;
  };
  expect(await guarded('k1')).toBeNull();
  await scanned();
  expect(await guarded('k1')).toMatchObject({ links: [{ href: 'https://codes.example/x', name: 'codes.example', leads: 'leads_not' }] });
  expect(await guarded('')).toBeNull();
  await scanned('hello');
  expect(await guarded('k1')).toBeNull();
});

test('"more" on a card opens the check page with what was checked last in that tab', async () => {
  guides.come = done();
  await ask({ kind: 'open-check' }, gmail);
  expect(world.opened).toEqual(['chrome-extension://own/check.html']);
  await call('menu', { menuItemId: 'check-link', linkUrl: 'https://codes.example/x', linkText: 'my codes', frameId: 0 }, { id: 5 });
  await vi.waitFor(() => expect(world.opened).toHaveLength(2));
  await ask({ kind: 'open-check' }, gmail);
  const token = world.opened[2]?.split('#')[1];
  const told = await ask({ kind: 'handoff', token }, { id: 'own', url: 'chrome-extension://own/check.html' });
  expect(told).toMatchObject({ ok: true, value: { text: 'my codes', links: [{ text: 'my codes', href: 'https://codes.example/x' }], verdict: { level: 'danger' } } });
});

test('a picture without words is said to be unread, not judged', async () => {
  guides.come = done();
  await call('menu', { menuItemId: 'check-image', srcUrl: 'data:image/png;base64,AAAA', frameId: 0 }, { id: 5 });
  await vi.waitFor(() => expect(world.opened).toHaveLength(1));
  const told = await ask({ kind: 'handoff', token: world.opened[0]?.split('#')[1] }, { id: 'own', url: 'chrome-extension://own/check.html' });
  expect(told).toMatchObject({ ok: true, value: { text: '', links: [], verdict: null } });
});
