import { expect, test } from 'vitest';
import type { Message, Verdict } from '../protocol';
import { Engine, EngineError, type EngineFiles, type Glue, type Judged } from './engine';

const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const message: Message = { channel: 'email', subject: '', body: 'x', hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [], turns: [] };
const verdict: Verdict = { level: 'none', score: 0, scam: null, findings: [], exceptions: [], truncated: false, targets: [], claims: '' };

const judged: Judged = { ...verdict, unread: [] };

function setUp(scan: (careful?: boolean) => Judged, change: Partial<EngineFiles> = {}, load = () => '1') {
  const seen = { starts: 0, loads: 0, fetches: 0 };
  const glue: Glue = {
    start: (module) => {
      expect(module).toBeInstanceOf(WebAssembly.Module);
      seen.starts++;
    },
    load: () => {
      seen.loads++;
      return load();
    },
    speak: () => undefined,
    learn: () => undefined,
    scan: (_, careful) => scan(careful),
    inventory: () => [],
  };
  const files: EngineFiles = { wasm: () => (seen.fetches++, Promise.resolve(EMPTY_MODULE)), pack: () => Promise.resolve(new Uint8Array()), words: () => Promise.reject(new Error('not packaged')), texts: () => Promise.resolve(null), ...change };
  return { engine: new Engine(glue, files), seen };
}

test('many scans at once start the engine once', async () => {
  const { engine, seen } = setUp(() => judged);
  engine.warm();
  await Promise.all([engine.scan(message), engine.scan(message), engine.scan(message)]);
  expect(seen).toEqual({ starts: 1, loads: 1, fetches: 1 });
});

test('more care is asked of the engine, also of the scan that follows after words were learned', async () => {
  const asked: (boolean | undefined)[] = [];
  const scan = (careful?: boolean): Judged => {
    asked.push(careful);
    return { ...judged, unread: asked.length === 1 ? ['de'] : [] };
  };
  const { engine } = setUp(scan, { words: () => Promise.resolve(new Uint8Array()) });
  await engine.scan(message, 'more');
  await engine.scan(message);
  expect(asked).toEqual([true, true, false]);
});

test('a trap costs its own message and no other: the next is judged by a fresh instance', async () => {
  let trap = true;
  const { engine, seen } = setUp(() => {
    if (trap) throw new WebAssembly.RuntimeError('unreachable');
    return judged;
  });
  await expect(engine.scan(message)).rejects.toBeInstanceOf(EngineError);
  trap = false;
  await expect(engine.scan(message)).resolves.toEqual(verdict);
  expect(seen).toEqual({ starts: 2, loads: 2, fetches: 1 });
});

test('an ordinary error keeps the instance', async () => {
  let bad = true;
  const { engine, seen } = setUp(() => {
    if (bad) throw new Error('not a message');
    return judged;
  });
  await expect(engine.scan(message)).rejects.toBeInstanceOf(EngineError);
  bad = false;
  await engine.scan(message);
  expect(seen.starts).toBe(1);
});

test('a failed start is an engine error, and is tried again', async () => {
  let broken = true;
  const { engine } = setUp(() => judged, { pack: () => (broken ? Promise.reject(new Error('unreadable')) : Promise.resolve(new Uint8Array())) });
  await expect(engine.scan(message)).rejects.toBeInstanceOf(EngineError);
  broken = false;
  await expect(engine.scan(message)).resolves.toEqual(verdict);
});

test('rules that the engine refuses are an engine error', async () => {
  const { engine } = setUp(() => judged, {}, () => {
    throw new Error('damaged');
  });
  engine.warm();
  await expect(engine.scan(message)).rejects.toBeInstanceOf(EngineError);
});

test('findings are told in English when the texts of a language are missing or damaged', async () => {
  const missing = setUp(() => judged, { texts: () => Promise.reject(new Error('not packaged')) });
  await expect(missing.engine.scan(message)).resolves.toEqual(verdict);
  const spoken: string[] = [];
  const glue: Glue = {
    start: () => undefined,
    load: () => '1',
    speak: (_, language) => {
      spoken.push(language);
      throw new Error('damaged');
    },
    learn: () => undefined,
    scan: () => judged,
    inventory: () => [],
  };
  const files: EngineFiles = {
    wasm: () => Promise.resolve(EMPTY_MODULE),
    pack: () => Promise.resolve(new Uint8Array()),
    words: () => Promise.reject(new Error('not packaged')),
    texts: () => Promise.resolve({ language: 'de', pack: new Uint8Array() }),
  };
  await expect(new Engine(glue, files).scan(message)).resolves.toEqual(verdict);
  expect(spoken).toEqual(['de']);
});

/** A module that has learned nothing yet; what it learns is the language's code. */
function learner(words: EngineFiles['words'], trap = () => false) {
  const seen = { learned: [] as string[], asked: [] as string[] };
  let known: string[] = [];
  const glue: Glue = {
    start: () => (known = []),
    load: () => '1',
    speak: () => undefined,
    learn: (pack) => {
      const code = new TextDecoder().decode(pack);
      if (code === 'xx') throw new Error('damaged');
      known.push(code);
      seen.learned.push(code);
    },
    scan: () => {
      if (trap()) throw new WebAssembly.RuntimeError('unreachable');
      return known.includes('de') ? { ...judged, level: 'danger' } : { ...judged, unread: ['de'] };
    },
    inventory: () => [],
  };
  const files: EngineFiles = {
    wasm: () => Promise.resolve(EMPTY_MODULE),
    pack: () => Promise.resolve(new Uint8Array()),
    words: (language) => (seen.asked.push(language), words(language)),
    texts: () => Promise.resolve(null),
  };
  return { engine: new Engine(glue, files), seen };
}

const bytes = (text: string) => Promise.resolve(new TextEncoder().encode(text));

test('the words of a language are fetched when a message is in it, once, and the message is judged again', async () => {
  const { engine, seen } = learner(bytes);
  const expected = { ...verdict, level: 'danger' };
  await expect(engine.scan(message)).resolves.toEqual(expected);
  await expect(engine.scan(message)).resolves.toEqual(expected);
  expect(seen).toEqual({ learned: ['de'], asked: ['de'] });
});

test('without its words a message is judged by what every message is searched for', async () => {
  for (const words of [() => Promise.reject(new Error('not packaged')), () => bytes('xx')]) {
    const { engine, seen } = learner(words);
    await expect(engine.scan(message)).resolves.toEqual(verdict);
    await expect(engine.scan(message)).resolves.toEqual(verdict);
    expect(seen).toEqual({ learned: [], asked: ['de'] });
  }
});

test('a fresh instance learns again what the one before it knew', async () => {
  let trap = false;
  const { engine, seen } = learner(bytes, () => trap);
  await engine.scan(message);
  trap = true;
  await expect(engine.scan(message)).rejects.toBeInstanceOf(EngineError);
  trap = false;
  await expect(engine.scan(message)).resolves.toMatchObject({ level: 'danger' });
  expect(seen).toEqual({ learned: ['de', 'de'], asked: ['de'] });
});

/** A module that says which rules it holds, and files whose rules change. */
function changing() {
  const seen = { loads: [] as string[], starts: 0 };
  const use = { pack: 'old', refused: false };
  let loaded = '';
  const glue: Glue = {
    start: () => (seen.starts++, (loaded = '')),
    load: (pack) => {
      const name = new TextDecoder().decode(pack);
      if (name === 'damaged') throw new Error('damaged');
      seen.loads.push((loaded = name));
      return '1';
    },
    speak: () => undefined,
    learn: (words) => {
      const name = new TextDecoder().decode(words);
      if (!name.startsWith(loaded)) throw new Error('the words are of another version than the rules');
      loaded += '+de';
    },
    scan: ({ body }) => ({ ...judged, level: 'caution', scam: { id: loaded, title: '', guide: '' }, unread: body === 'de' && !loaded.endsWith('+de') ? ['de'] : [] }),
    inventory: () => [`signal:${loaded}`],
  };
  const files: EngineFiles = {
    wasm: () => Promise.resolve(EMPTY_MODULE),
    pack: () => bytes(use.pack),
    words: () => bytes(use.pack),
    texts: () => Promise.resolve(null),
    refused: () => {
      const was = use.refused;
      use.pack = 'packaged';
      use.refused = false;
      return Promise.resolve(was);
    },
  };
  const engine = new Engine(glue, files);
  return { engine, seen, use, judgedBy: async (body = 'x') => (await engine.scan({ ...message, body })).scam?.id };
}
const utf8 = (text: string) => new TextEncoder().encode(text);

test('a trial judges by the rules it is given, and the next message by those in use', async () => {
  const { engine, seen, judgedBy } = changing();
  expect(await judgedBy()).toBe('old');
  const told = await engine.trial(utf8('new'), [utf8('new')], ({ scan, inventory }) => [scan(message).scam?.id, inventory()]);
  expect(told).toEqual(['new+de', ['signal:new+de']]);
  expect(await judgedBy()).toBe('old');
  expect(seen.loads).toEqual(['old', 'new', 'old']);
});

test('no message that waits for the engine is ever judged by a trial’s rules', async () => {
  const { engine, judgedBy } = changing();
  const scans = Array.from({ length: 40 }, (_, i) => {
    const scan = judgedBy(i % 2 ? 'de' : 'x');
    if (i % 5 === 0) void engine.trial(utf8('new'), [], ({ scan: judge }) => judge(message));
    return scan;
  });
  const by = new Set(await Promise.all(scans));
  expect([...by].sort()).toEqual(['old', 'old+de']);
});

test('rules that do not load, or whose trial throws, leave the engine as it was', async () => {
  const { engine, judgedBy } = changing();
  await expect(engine.trial(utf8('damaged'), [], () => 1)).rejects.toThrow('damaged');
  await expect(engine.trial(utf8('new'), [utf8('old')], () => 1)).rejects.toThrow('another version');
  await expect(
    engine.trial(utf8('new'), [], () => {
      throw new WebAssembly.RuntimeError('unreachable');
    }),
  ).rejects.toThrow('unreachable');
  expect(await judgedBy()).toBe('old');
});

test('after a renewal every message is judged by the rules in use by then, even one that was waiting', async () => {
  const { engine, use, seen, judgedBy } = changing();
  expect(await judgedBy()).toBe('old');
  use.pack = 'new';
  expect(await judgedBy()).toBe('old');
  engine.renew();
  expect(await judgedBy('de')).toBe('new+de');
  expect(seen.starts).toBe(2);
  const { engine: cold, use: other, judgedBy: waiting } = changing();
  const first = waiting();
  other.pack = 'new';
  cold.renew();
  expect(await first).toBe('new');
});

test('the module is fetched and compiled while the rules are still being looked for', async () => {
  const { engine, seen } = setUp(() => judged, { pack: () => new Promise(() => undefined) });
  engine.warm();
  expect(seen.fetches).toBe(1);
  await Promise.resolve();
  expect(seen.loads).toBe(0);
});

test('rules in use that the engine cannot read give way to others, once', async () => {
  const { use, judgedBy } = changing();
  Object.assign(use, { pack: 'damaged', refused: true });
  expect(await judgedBy()).toBe('packaged');
  const { use: same, judgedBy: never } = changing();
  same.pack = 'damaged';
  await expect(never()).rejects.toBeInstanceOf(EngineError);
});
