import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW } from '../../test/updates/make';
import { CHUNK, FakeHost, hashOf, soundAnswer, soundHost, type Offer } from '../../test/updates/host';
import { HOST_PROBLEMS, type UpdateProblem } from '../protocol';
import { bringFromHost, type Brought, type Port } from './host';
import { Refused } from './refused';
import { MAX_SIGNED_BYTES } from './signed';

const runtime = vi.hoisted(() => ({ lastError: undefined as { message: string } | undefined }));
vi.mock('../browser', () => ({ browser: { runtime } }));

const VERSION = 2026112302n;
/** Two chunks and a bit. */
const file = Uint8Array.from({ length: 2 * CHUNK + 77 }, (_, i) => (i * 7) % 251);
const offer: Offer = { version: VERSION, file };
const always = () => true;
const codeOf = (work: Promise<Brought>): Promise<UpdateProblem | 'brought'> => work.then(() => 'brought' as const, (thrown: unknown) => (thrown instanceof Refused ? thrown.code : Promise.reject(thrown as Error)));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  runtime.lastError = undefined;
});
afterEach(() => {
  expect(vi.getTimerCount(), 'no timer is left behind').toBe(0);
  vi.useRealTimers();
});

test('a file is asked for chunk by chunk, put together, and the host let go', async () => {
  const host = soundHost(offer);
  const { file: brought, version, problem } = await bringFromHost(host.connect, always);
  expect(hashOf(brought as Uint8Array)).toBe(hashOf(file));
  expect([version, problem]).toEqual([VERSION, null]);
  expect(host.asked).toEqual([
    { v: 1, id: 1, verb: 'hello' },
    { v: 1, id: 2, verb: 'sync' },
    ...[0, 1, 2].map((index) => ({ v: 1, id: 3 + index, verb: 'get-chunk', version: '2026112302', index })),
  ]);
  expect(host.disconnected).toBe(1);
});

test('what is not wanted is not fetched', async () => {
  const host = soundHost(offer);
  const asked: bigint[] = [];
  expect(await bringFromHost(host.connect, (version) => (asked.push(version), false))).toEqual({ checked: NOW * 1000, file: null, version: VERSION, problem: null });
  expect([asked, host.asked.length, host.disconnected]).toEqual([[VERSION], 2, 1]);
});

test('a host that has nothing yet has nothing', async () => {
  expect(await bringFromHost(soundHost(null).connect, always)).toEqual({ checked: NOW * 1000, file: null, version: null, problem: null });
});

test.each(HOST_PROBLEMS)('the host’s own problem "%s" is passed on, and what it has is taken all the same', async (code) => {
  const brought = await bringFromHost(soundHost(offer, { code, says: 'One sentence.' }).connect, always);
  expect([brought.problem, brought.file?.length]).toEqual([code, file.length]);
});

describe('a host that is not there', () => {
  test('because the permission has not been given', async () => {
    const { connectHost } = await import('./host');
    expect(await codeOf(bringFromHost(connectHost, always))).toBe('host-missing');
  });

  test.each([
    ['Chrome', 'Specified native messaging host not found.'],
    ['Chrome, for another extension', 'Access to the specified native messaging host is forbidden.'],
  ])('as %s says it', async (_, says) => {
    const host = new FakeHost((_request, self) => {
      runtime.lastError = { message: says };
      self.exit();
    });
    expect(await codeOf(bringFromHost(host.connect, always))).toBe('host-missing');
  });

  test.each(['No such native application org.caveat_extension.host', 'This extension does not have permission to use native application org.caveat_extension.host (or the application is not installed)'])('as Firefox says it: %s', async (says) => {
    expect(await codeOf(bringFromHost(new FakeHost((_, self) => self.exit(says)).connect, always))).toBe('host-missing');
    const atOnce = () => {
      throw new Error(says);
    };
    expect(await codeOf(bringFromHost(atOnce, always))).toBe('host-missing');
  });
});

/** What the host answers to one verb instead of a sound answer; `undefined`: nothing. */
type Bend = (answer: Record<string, unknown>, host: FakeHost) => unknown;
const without = (key: string): Bend => (answer) => Object.fromEntries(Object.entries(answer).filter(([name]) => name !== key));
const withKey = (change: object): Bend => (answer) => ({ ...answer, ...change });
const withPack = (change: object): Bend => (answer) => ({ ...answer, pack: { ...(answer.pack as object), ...change } });
const withBytes = (bytes: Uint8Array, hash = hashOf(bytes)): Bend => withKey({ sha256: hash, data: Buffer.from(bytes).toString('base64') });
const first = file.slice(0, CHUNK);
const flipped = first.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
const twice = (text: string) => `${text}${text}`;

const BAD: [name: string, verb: string, bend: Bend, code?: UpdateProblem][] = [
  ['nothing but null', 'hello', () => null],
  ['a number', 'hello', () => 7],
  ['text', 'hello', () => 'hello'],
  ['a list', 'hello', () => []],
  ['an empty object', 'hello', () => ({})],
  ['no version of the protocol', 'hello', without('v')],
  ['a later protocol', 'hello', withKey({ v: 2 })],
  ['no number', 'hello', without('id')],
  ['the number of no request', 'hello', withKey({ id: 99 })],
  ['the number null', 'hello', withKey({ id: null })],
  ['its number as text', 'hello', withKey({ id: '1' })],
  ['ok as text', 'hello', withKey({ ok: 'true' })],
  ['another verb', 'hello', withKey({ verb: 'sync' })],
  ['a key more', 'hello', withKey({ more: 1 })],
  ['a host without a version', 'hello', without('host')],
  ['a version that is no text', 'hello', withKey({ host: 1 })],
  ['an empty version', 'hello', withKey({ host: '' })],
  ['an endless version', 'hello', withKey({ host: 'x'.repeat(101) })],
  ['a refusal', 'hello', (answer) => ({ v: 1, id: answer.id, ok: false, error: 'internal' })],
  ['a refusal with a key more', 'hello', (answer) => ({ v: 1, id: answer.id, ok: false, error: 'internal', do: 'this' })],
  ['two answers at once', 'hello', (answer, host) => (host.say(answer), answer)],
  ['an answer to what was not asked yet', 'hello', (answer, host) => (host.say(soundAnswer({ id: 2, verb: 'sync' }, offer)), answer)],
  ['a thousand answers', 'sync', (answer, host) => (Array.from({ length: 1000 }, () => host.say(answer)), answer)],
  ['no pack, not even null', 'sync', without('pack')],
  ['a status for a sync', 'sync', withKey({ verb: 'status' })],
  ['times that are text', 'sync', withKey({ checked: 'now' })],
  ['times before 1970', 'sync', withKey({ succeeded: -1 })],
  ['times of no calendar', 'sync', withKey({ next: 1e15 })],
  ['half seconds', 'sync', withKey({ next: 0.5 })],
  ['a problem that is text', 'sync', withKey({ problem: 'offline' })],
  ['a problem that nobody knows', 'sync', withKey({ problem: { code: 'tired', says: 'x' } })],
  ['a problem without words', 'sync', withKey({ problem: { code: 'offline' } })],
  ['a problem with a key more', 'sync', withKey({ problem: { code: 'offline', says: 'x', url: 'x' } })],
  ['a problem of a million words', 'sync', withKey({ problem: { code: 'offline', says: 'x'.repeat(1_000_000) } })],
  ['a problem from a prototype', 'sync', withKey({ problem: Object.create({ code: 'offline', says: 'x' }) as object })],
  ['a pack that is text', 'sync', withKey({ pack: 'all' })],
  ['a pack with a key more', 'sync', withPack({ url: 'x' })],
  ['a version that is a number', 'sync', withPack({ version: 2026112302 })],
  ['a version with a zero before it', 'sync', withPack({ version: '02026112302' })],
  ['a version with a sign', 'sync', withPack({ version: '+1' })],
  ['a version of 65 bits', 'sync', withPack({ version: '18446744073709551616' })],
  ['a version with a path', 'sync', withPack({ version: '../1' })],
  ['no bytes', 'sync', withPack({ bytes: 0, chunks: 0 })],
  ['fewer than no bytes', 'sync', withPack({ bytes: -5 })],
  ['half a byte', 'sync', withPack({ bytes: 0.5, chunks: 1 })],
  ['more bytes than there may be', 'sync', withPack({ bytes: MAX_SIGNED_BYTES + 1, chunks: Math.ceil((MAX_SIGNED_BYTES + 1) / CHUNK) }), 'too-large'],
  ['bytes without end', 'sync', withPack({ bytes: Number.MAX_SAFE_INTEGER, chunks: 1 }), 'too-large'],
  ['more chunks than its bytes fill', 'sync', withPack({ chunks: 4 })],
  ['a million chunks', 'sync', withPack({ chunks: 1_000_000 })],
  ['fewer chunks than its bytes fill', 'sync', withPack({ chunks: 2 })],
  ['a hash in capitals', 'sync', withPack({ sha256: hashOf(file).toUpperCase() })],
  ['half a hash', 'sync', withPack({ sha256: hashOf(file).slice(32) })],
  ['the hash of another file', 'sync', withPack({ sha256: hashOf(first) })],
  ['a byte less than there is', 'sync', withPack({ bytes: file.length - 1 })],
  ['a byte more than there is', 'sync', withPack({ bytes: file.length + 1 })],
  ['a refusal of a chunk', 'get-chunk', (answer) => ({ v: 1, id: answer.id, ok: false, error: 'no-pack' })],
  ['a chunk of another version', 'get-chunk', withKey({ version: '2026112301' })],
  ['another chunk', 'get-chunk', withKey({ index: 2 })],
  ['always the first chunk', 'get-chunk', (answer) => soundAnswer({ ...answer, index: 0, verb: 'get-chunk' }, offer)],
  ['a chunk without a hash', 'get-chunk', without('sha256')],
  ['a chunk without data', 'get-chunk', without('data')],
  ['data that is a list', 'get-chunk', withKey({ data: [1, 2, 3] })],
  ['data that is not base64', 'get-chunk', withKey({ data: '!'.repeat(349_528) })],
  ['data with line feeds', 'get-chunk', (answer) => ({ ...answer, data: String(answer.data).replace(/^..../, 'AA\nA') })],
  ['data in the alphabet of addresses', 'get-chunk', (answer) => ({ ...answer, data: `-_-_${String(answer.data).slice(4)}` })],
  ['data without its padding', 'get-chunk', (answer) => ({ ...answer, data: String(answer.data).replace(/=+$/, '') })],
  ['no data', 'get-chunk', withKey({ data: '' })],
  ['twice the data', 'get-chunk', (answer) => ({ ...answer, data: twice(String(answer.data)) })],
  ['64 MiB of data', 'get-chunk', withKey({ data: 'A'.repeat(64 << 20) })],
  ['a byte less in a chunk', 'get-chunk', withBytes(first.slice(1))],
  ['a byte more in a chunk', 'get-chunk', withBytes(new Uint8Array(CHUNK + 1))],
  ['a chunk with a flipped bit', 'get-chunk', withBytes(flipped, hashOf(first))],
  ['a chunk with a flipped bit and its hash', 'get-chunk', withBytes(flipped)],
  ['a chunk of zeros with its hash', 'get-chunk', withBytes(new Uint8Array(CHUNK))],
];

describe(`${BAD.length} hosts that do not do as they should`, () => {
  test.each(BAD)('%s', async (_, verb, bend, code = 'host-broken') => {
    const host = new FakeHost((request, self) => {
      const sound = soundAnswer(request, offer);
      self.say(request.verb === verb ? bend(sound, self) : sound);
    });
    expect(await codeOf(bringFromHost(host.connect, always))).toBe(code);
    expect(host.disconnected, 'let go').toBe(1);
  });
});

describe('a host that goes away or says nothing', () => {
  for (const verb of ['hello', 'sync', 'get-chunk']) {
    test.each(['Native host has exited.', 'Error when communicating with the native messaging host.', 'Failed to start native messaging host.', 'An unexpected error occurred', ''])(`at ${verb}: %s`, async (says) => {
      const host = new FakeHost((request, self) => (request.verb === verb ? self.exit(says) : self.say(soundAnswer(request, offer))));
      expect(await codeOf(bringFromHost(host.connect, always))).toBe('host-broken');
      expect(host.disconnected).toBe(1);
    });

    test(`at ${verb}: nothing for a minute`, async () => {
      const host = new FakeHost((request, self) => void (request.verb === verb || self.say(soundAnswer(request, offer))));
      const code = codeOf(bringFromHost(host.connect, always));
      // Its chunks are hashed elsewhere: their time is not that of the fake clock.
      await vi.waitFor(() => expect(host.asked.at(-1)?.verb).toBe(verb));
      await vi.advanceTimersByTimeAsync(59_000);
      expect(host.disconnected).toBe(0);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await code).toBe('host-broken');
      expect(host.disconnected).toBe(1);
    });
  }

  test('slow answers do not stretch the minute', async () => {
    const host = new FakeHost((request, self) => void setTimeout(() => self.say(soundAnswer(request, offer)), 40_000));
    const code = codeOf(bringFromHost(host.connect, always));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await code).toBe('host-broken');
    expect(host.asked.map(({ verb }) => verb)).toEqual(['hello', 'sync']);
    await vi.runAllTimersAsync();
  });

  test('a port that is gone before the first word', async () => {
    const gone = (): Port => ({
      ...new FakeHost(() => undefined).connect(),
      postMessage: () => {
        throw new Error('Attempt to postMessage on disconnected port');
      },
      disconnect: () => {
        throw new Error('gone already');
      },
    });
    expect(await codeOf(bringFromHost(gone, always))).toBe('host-broken');
  });
});
