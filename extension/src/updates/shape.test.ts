import { describe, expect, test } from 'vitest';
import { gmail, guide, inventory, json, packOf, part, parts, partsWith, utf8 } from '../../test/updates/make';
import { jsonOf, KIND, readPack, type Part } from '../pack/container';
import { changesBetween, inventoryOf } from './inventory';
import { Refused } from './refused';
import { contentOf } from './shape';

const VERSION = 2026112302n;
const content = (list: Part[]) => contentOf(readPack(packOf(VERSION, list)));
const refusal = (list: Part[]): string => {
  try {
    content(list);
    return 'taken';
  } catch (thrown) {
    return thrown instanceof Refused ? thrown.code : String(thrown);
  }
};

test('an update is stored part by part, each a Pack of the same version under the name it is asked for by', () => {
  const { version, parts: stored, words, inventory: list } = content(parts());
  expect(version).toBe(VERSION);
  expect([...stored.keys()]).toEqual(['engine', 'sites', 'guides.en', 'texts.de', 'words.de', 'inventory']);
  expect(words).toEqual(['de']);
  expect(list).toEqual(inventory());
  for (const bytes of stored.values()) {
    const own = readPack(bytes);
    expect(own.version).toBe(VERSION);
    expect(own.parts).toHaveLength(1);
  }
  expect(jsonOf(readPack(stored.get('sites') as Uint8Array), KIND.sites)).toEqual([gmail()]);
});

test('where to report is never taken from an update, whatever it says', () => {
  const { parts: stored } = content([...parts(), part(KIND.reporting, utf8('not even JSON'))]);
  expect([...stored.keys()]).not.toContain('reporting');
});

test('what needs a later release is left out, as long as what must be there is', () => {
  const later = [...parts(), part(99, utf8('?'), '', 2), part(KIND.sites, json('of another kind'), '', 2), part(KIND.guides, json(1), 'en', 9)];
  expect([...content(later).parts.keys()]).toHaveLength(6);
  for (const kind of [KIND.engine, KIND.sites, KIND.guides]) expect(refusal(parts().map((one) => (one.kind === kind ? { ...one, level: 2 } : one)))).toBe('shape');
});

test('an update without what it must hold is refused', () => {
  for (const kind of [KIND.engine, KIND.sites, KIND.guides]) expect(refusal(parts().filter((one) => one.kind !== kind)), `${kind}`).toBe('shape');
  expect(refusal([])).toBe('shape');
  expect(refusal(parts().filter(({ kind }) => kind <= 3))).toBe('taken');
  const german = parts().map((one) => (one.kind === KIND.guides ? part(KIND.guides, json({ lang: 'de', guides: [guide()] }), 'de') : one));
  expect(refusal(german)).toBe('shape');
});

describe('parts that no update has', () => {
  const more: [string, Part][] = [
    ['a kind that nobody knows', part(8, json(1))],
    ['kind 0', part(0, json(1))],
    ['kind 65535', part(65535, json(1))],
    ['rules with a language', part(KIND.engine, utf8('x'), 'de')],
    ['sites with a language', part(KIND.sites, json([gmail()]), 'en')],
    ['guides without one', part(KIND.guides, json({ lang: '', guides: [guide()] }))],
    ['words without one', part(KIND.words, utf8('x'))],
    ['rules twice', part(KIND.engine, utf8('others'))],
    ['words of one language twice', part(KIND.words, utf8('x'), 'de')],
    ['guides of one language twice', part(KIND.guides, json({ lang: 'en', guides: [guide()] }), 'en')],
    ['guides whose language is another', part(KIND.guides, json({ lang: 'fr', guides: [guide()] }), 'de')],
  ];
  test.each(more)('%s', (_, one) => expect(refusal([...parts(), one])).toBe('shape'));
});

const many = <T>(count: number, one: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => one(i));

describe('site adapters', () => {
  const sites = (value: unknown) => refusal(partsWith(KIND.sites, value));
  const without = (key: string) => Object.fromEntries(Object.entries(gmail()).filter(([name]) => name !== key));

  test('with every known field are taken', () => {
    const lists = ['detect', 'view', 'message', 'key', 'quoted', 'clipped', 'subject', 'sender_name', 'sender_address', 'sender_number', 'reply_to', 'noise', 'own', 'received', 'account', 'sent', 'group', 'collapsed', 'skip', 'banner', 'frame_body', 'row', 'row_more', 'row_key', 'row_sender', 'row_address', 'row_subject', 'row_snippet', 'row_mark'];
    const whole = { ...gmail(), ...Object.fromEntries(lists.map((name) => [name, ['.a > b:not(.c) @title']])), frames: 'each', own_side: 'end', banner_at: 'after', row_mark_at: 'last', best_effort: true, changes: ['data-state'], frame_matches: ['https://*.mail.example/body/*'] };
    expect(sites([whole])).toBe('taken');
    expect(sites([{ ...gmail(), matches: [] }])).toBe('taken');
  });

  const wrong: [string, unknown][] = [
    ['no list', { gmail: gmail() }],
    ['an empty list', []],
    ['null', [null]],
    ['a list in the list', [[gmail()]]],
    ['more than there may be', many(101, (i) => ({ ...gmail(), id: `site-${i}` }))],
    ['two of one name', [gmail(), { ...gmail(), name: 'Other' }]],
    ...['id', 'name', 'matches', 'channel', 'body'].map((key): [string, unknown] => [`no ${key}`, [without(key)]]),
    ['a field that nobody knows', [{ ...gmail(), script: ['alert(1)'] }]],
    ['an action', [{ ...gmail(), click: ['.send'] }]],
    ['a field named __proto__', JSON.parse(`[${JSON.stringify(gmail()).replace('{', '{"__proto__":{},')}]`)],
    ['an id with a path', [{ ...gmail(), id: '../gmail' }]],
    ['an id in capitals', [{ ...gmail(), id: 'Gmail' }]],
    ['an id that is too long', [{ ...gmail(), id: 'a'.repeat(65) }]],
    ['an empty name', [{ ...gmail(), name: ' ' }]],
    ['markup in the name', [{ ...gmail(), name: '<b>Gmail' }]],
    ['a name that is too long', [{ ...gmail(), name: 'a'.repeat(61) }]],
    ['a channel of its own', [{ ...gmail(), channel: 'selection' }]],
    ['frames in a way of its own', [{ ...gmail(), frames: 'all' }]],
    ['a number for a list', [{ ...gmail(), view: 1 }]],
    ['text for a list', [{ ...gmail(), view: '.a' }]],
    ['numbers in a list', [{ ...gmail(), view: [1] }]],
    ['an object in a list', [{ ...gmail(), view: [{ css: '.a' }] }]],
    ['an empty selector', [{ ...gmail(), view: [''] }]],
    ['a line feed in a selector', [{ ...gmail(), view: ['.a\n.b'] }]],
    ['a selector that is too long', [{ ...gmail(), view: ['a'.repeat(1001)] }]],
    ['a list that is too long', [{ ...gmail(), view: many(65, (i) => `.a${i}`) }]],
    ['no selector for the body', [{ ...gmail(), body: [] }]],
    ['text for best_effort', [{ ...gmail(), best_effort: 'yes' }]],
    ['a place of its own', [{ ...gmail(), banner_at: 'inside' }]],
    ['an attribute that is none', [{ ...gmail(), changes: ['on click'] }]],
    ...['http://mail.example/*', '*://mail.example/*', 'https://*/*', 'https://*.com/*', 'https://mail.*/*', 'https://mail.example', 'https://mail.example:8443/*', 'https://user@mail.example/*', '<all_urls>', 'file:///*', 'javascript:alert(1)', 'https://localhost/*', 'https://10.0.0.1/*', 'https://mail.example/a b', ''].flatMap(
      (pattern): [string, unknown][] => [
        [`matches "${pattern}"`, [{ ...gmail(), matches: [pattern] }]],
        [`frames from "${pattern}"`, [{ ...gmail(), frame_matches: [pattern] }]],
      ],
    ),
  ];
  test.each(wrong)('with %s are refused', (_, value) => expect(sites(value)).toBe('shape'));

  test('that are no JSON are refused', () => {
    expect(refusal(parts().map((one) => (one.kind === KIND.sites ? { ...one, bytes: new Uint8Array([0xff, 1]) } : one)))).toBe('shape');
  });
});

describe('guides', () => {
  const book = (value: unknown) => refusal(partsWith(KIND.guides, value));
  const one = (change: object) => book({ lang: 'en', guides: [{ ...guide(), ...change }] });
  const say = (text: unknown) => one({ sections: [{ id: 'looks', title: 'x', blocks: [{ t: 'p', text }] }] });

  test('of plain words are taken', () => {
    for (const text of ['It writes from dhl.com, not from dhl-parcel.example.', 'See roku.com/link.', '1,250.00 € on 2026-11-22 at 10:30', '**Stop.** Read *this*. {channel:us-ftc}', 'a < b, 3 > 2', 'Storm-2372 (2025)', 'Our file: 489.60', 'notify@payments.interac.ca']) {
      expect(say(text), text).toBe('taken');
    }
  });

  test('may be without a picture, as those of older editions are', () => expect(one({ picture: undefined })).toBe('taken'));

  const leading = [
    'https://mail.example', 'HTTP://mail.example', 'www.mail.example', 'ftp://x', 'mailto:a@mail.example', 'tel:+4930123456', 'sms:12345', 'javascript:alert(1)', 'data:text/html,x', 'blob:x', 'file:x',
    '<b>bold</b>', '</p>', '<!-- x', '<?xml', '<script src=x>', '[here](x)', '&lt;b&gt;', '&#60;', '{channel:US}', '{channel:}', '{link:x}', '{', '}', '{channel:a b}',
    'Call +1 800 555 0199 now', '030 1234 5678 90', '0800/123-456-789', '(030) 123 456 789', 'a\u202eb', 'a\u200bb', 'a\u0000b', 'a\u2066b', 'a\nb', 'x'.repeat(2001), 7, null, ['x'],
  ];
  test.each(leading.map((text) => [text]))('that say %j are refused', (text) => expect(say(text)).toBe('shape'));

  test.each(['title', 'summary'])('no link in the %s', (field) => expect(one({ [field]: 'Go to https://mail.example' })).toBe('shape'));
  test.each(['first_steps', 'sources'])('no link in %s', (field) => expect(one({ [field]: ['fine', 'https://mail.example'] })).toBe('shape'));

  const wrong: [string, unknown][] = [
    ['no object', []],
    ['no guides', { lang: 'en', guides: [] }],
    ['a field that nobody knows', { lang: 'en', guides: [guide()], links: [] }],
    ['two of one name', { lang: 'en', guides: [guide(), guide()] }],
    ['more than there may be', { lang: 'en', guides: many(501, (i) => guide(`guide-${i}`)) }],
    ['brands in a list', { lang: 'en', guides: [guide()], brands: [] }],
    ['a brand with a link', { lang: 'en', guides: [guide()], brands: { dhl: { name: 'DHL', does: 'See https://dhl.example', never: '' } } }],
    ['a brand with a field more', { lang: 'en', guides: [guide()], brands: { dhl: { name: 'DHL', does: '', never: '', url: 'x' } } }],
    ['a brand that is no id', { lang: 'en', guides: [guide()], brands: { 'D H L': { name: 'DHL', does: '', never: '' } } }],
  ];
  test.each(wrong)('with %s are refused', (_, value) => expect(book(value)).toBe('shape'));

  const fields: [string, object][] = [
    ['an id that is a path', { id: '../x' }],
    ['no title', { title: '' }],
    ['a date that is none', { checked: 'yesterday' }],
    ['a field more', { html: '<b>' }],
    ['related guides by address', { related: ['https://mail.example'] }],
    ['a picture by its path', { picture: '../icons/icon' }],
    ['a picture by its address', { picture: 'https://mail.example/a.svg' }],
    ['a picture with a name too long', { picture: 'a'.repeat(41) }],
    ['a picture without a name', { picture: '' }],
    ['a block of another kind', { sections: [{ id: '', title: '', blocks: [{ t: 'html', text: 'x' }] }] }],
    ['a block with a field more', { sections: [{ id: '', title: '', blocks: [{ t: 'p', text: 'x', href: 'x' }] }] }],
    ['a block without words', { sections: [{ id: '', title: '', blocks: [{ t: 'p' }] }] }],
    ['parts three deep', { sections: [{ id: '', title: '', blocks: [], sub: [{ id: '', title: '', blocks: [], sub: [] }] }] }],
    ['too many blocks', { sections: [{ id: '', title: '', blocks: many(101, () => ({ t: 'p', text: 'x' })) }] }],
    ['too many sections', { sections: many(61, () => ({ id: '', title: '', blocks: [] })) }],
  ];
  test.each(fields)('one with %s is refused', (_, change) => expect(one(change)).toBe('shape'));
});

describe('the list of what is in it', () => {
  test.each<[string, unknown]>([
    ['no object', []],
    ['a field more', { ...inventory(), more: 1 }],
    ['a title with a link', inventory({ scams: { a: { hash: '00000001', title: 'https://mail.example' } } })],
    ['a title that is too long', inventory({ scams: { a: { hash: '00000001', title: 'x'.repeat(121) } } })],
    ['a hash that is none', inventory({ brands: { dhl: 'xyz' } })],
    ['a core that names nothing', inventory({ core: ['phrase:x'] })],
    ['a language that is none', inventory({ guides: { English: {} } })],
  ])('with %s is refused', (_, value) => expect(() => inventoryOf(value)).toThrow(Refused));

  test('tells two Packs apart in words', () => {
    const before = inventory();
    const now = inventory({
      scams: { 'parcel-fee': { hash: '10000001', title: 'Parcel fee' }, 'boss-gift-card': { hash: '00000009', title: 'Fake boss' } },
      signals: { 'small-fee': ['0002', '0003', '0004'], 'gift-card': ['0001'] },
      brands: { dhl: '00000003', ups: '00000001' },
      sites: { outlook: { hash: '00000001', name: 'Outlook' } },
      guides: { en: { 'parcel-fee': '10000005' }, de: { 'parcel-fee': '00000001' } },
    });
    expect(changesBetween(before, now)).toEqual({
      scams: { added: ['Fake boss'], removed: [], changed: ['Parcel fee'] },
      phrases: { added: 3, removed: 1 },
      sites: { added: ['Outlook'], removed: ['Gmail'], changed: [] },
      guides: 2,
      brands: 1,
    });
    expect(changesBetween(now, now)).toEqual({ scams: { added: [], removed: [], changed: [] }, phrases: { added: 0, removed: 0 }, sites: { added: [], removed: [], changed: [] }, guides: 0, brands: 0 });
    const back = changesBetween(now, before);
    expect([back.scams.removed, back.phrases, back.sites.added]).toEqual([['Fake boss'], { added: 1, removed: 3 }, ['Gmail']]);
  });

  test('names such as constructor are names like any other', () => {
    const named = inventory({ scams: { constructor: { hash: '00000001', title: 'Constructor' } }, brands: { constructor: '00000001' } });
    expect(changesBetween(inventory({ scams: {}, brands: {} }), named)).toMatchObject({ scams: { added: ['Constructor'], changed: [] }, brands: 1 });
  });
});
