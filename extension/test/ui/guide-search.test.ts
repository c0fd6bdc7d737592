import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import type { Guide } from '../../src/ui/guide-data';

vi.mock('../../src/browser', () => import('../fake-browser'));
const { GUIDE_LANGUAGES } = await import('../../src/pack/files');
const { fit, fold, wordsIn } = await import('../../src/ui/fold');
const { GuideIndex } = await import('../../src/ui/guide-search');
const { book } = await import('./guide-book');

test('the languages that are searched are those that there are guides in', () => {
  const folders = readdirSync(fileURLToPath(new URL('../../../guides/', import.meta.url))).filter((name) => /^[a-z]{2}$/.test(name));
  expect([...GUIDE_LANGUAGES].sort()).toEqual(folders.sort());
});

describe('folding', () => {
  test.each([
    ['PÄCKCHEN', 'packchen', 'case and accents'],
    ['Straße', 'strasse', 'letters that are two'],
    ['Łódź', 'lodz', 'letters that no normalisation takes apart'],
    ['ＤＨＬ ﬁne', 'dhl fine', 'width and ligatures'],
    ['Pa\u00adket\u200b', 'paket', 'what is not seen'],
    ['مُحَمَّد', 'محمد', 'Arabic vowel signs'],
    ['أحمد إلى', 'احمد الي', 'Arabic hamza and the last letter'],
    ['مـــرحبا', 'مرحبا', 'Arabic lengthening'],
    ['क़ीमत', 'कीमत', 'the Indic nukta'],
    ['ﾊﾟｽﾜｰﾄﾞ', 'パスワード', 'half-width Japanese'],
  ])('%s is %s: %s', (written, folded) => expect(fold(written)).toBe(folded.normalize('NFC')));

  test.each([
    ['की', 'कु', 'vowel signs of Hindi'],
    ['は', 'ば', 'dots of Japanese'],
    ['は', 'ぱ', 'circles of Japanese'],
    ['银', '很', 'Chinese'],
  ])('%s and %s stay apart: %s', (a, b) => expect(fold(a)).not.toBe(fold(b)));

  test('folding twice changes nothing', () => {
    for (const text of ['PÄCKCHEN', 'İstanbul', 'ΣΊΣΥΦΟΣ', 'क़ीमत', '한국어', 'ﬃ']) expect(fold(fold(text))).toBe(fold(text));
  });

  test.each<[string, string[]]>([
    ['  Gift,  CARD! ', ['gift', 'card']],
    ['card card', ['card']],
    ['', []],
    ['?! …', []],
    ['पार्सल शुल्क', ['पार्सल', 'शुल्क']],
    ['رسوم الطرد', ['رسوم', 'الطرد']],
    ['荷物', ['荷物']],
  ])('the words of “%s”', (query, words) => expect(wordsIn(query)).toEqual(words.map((word) => word.normalize('NFC'))));

  test('a whole mail in the box is some words', () => expect(wordsIn(Array.from({ length: 5_000 }, (_, at) => `w${at}`).join(' ')).length).toBeLessThan(20));

  test.each([
    ['your parcel', 'parcel', 3],
    ['parcels', 'parcel', 2],
    ['hermespaket', 'paket', 1],
    ['groups', 'ups', 0],
    ['groups ups', 'ups', 3],
    ['下载包裹通知', '包裹', 3],
    ['parcel', 'toll', 0],
  ])('in “%s” the word “%s” stands as %i', (text, word, how) => expect(fit(text, word)).toBe(how));
});

const guide = (id: string, lang: string, change: Partial<Guide> = {}): Guide => ({ id, lang, title: id, summary: '', checked: '', picture: '', brands: [], related: [], first_steps: [], sources: [], sections: [], ...change });
const text = (...texts: string[]): Guide['sections'] => [{ id: 'looks', title: '', blocks: texts.map((one) => ({ t: 'p', text: one })) }];
const indexOf = (...languages: Guide[][]) => {
  const index = new GuideIndex(book.names);
  for (const guides of languages) index.add(guides);
  return (query: string) => index.search(query).map(({ id, found }) => `${id}@${found.lang}`);
};

describe('search', () => {
  const english = [
    guide('in-text', 'en', { sections: text('It is about a parcel.') }),
    guide('in-steps', 'en', { title: 'B', first_steps: ['Leave the parcel.'] }),
    guide('in-title', 'en', { title: 'The parcel' }),
    guide('by-brand', 'en', { title: 'A', brands: ['ezpass'] }),
    guide('inside', 'en', { title: 'The subparcels' }),
  ];
  const german = [guide('in-title', 'de', { title: 'Das Paket', summary: 'Vom Zoll' }), guide('only-german', 'de', { title: 'Die Überweisung' })];

  test('titles first, then first steps, then text', () => expect(indexOf(english)('parcel')).toEqual(['in-title@en', 'inside@en', 'in-steps@en', 'in-text@en']));
  test('every word is wanted, in any order', () => {
    const search = indexOf([guide('one', 'en', { title: 'Gift card', sections: text('from the boss') }), guide('two', 'en', { title: 'Gift' })]);
    expect(search('boss gift')).toEqual(['one@en']);
    expect(search('CARD gift')).toEqual(['one@en']);
    expect(search('gift parcel')).toEqual([]);
  });
  test('a brand is found by its name and by its id', () => {
    expect(indexOf(english)('e-zpass')).toEqual(['by-brand@en']);
    expect(indexOf(english)('EZPASS')).toEqual(['by-brand@en']);
  });
  test('words of another language find the guide there', () => {
    const search = indexOf(english, german);
    expect(search('paket')).toEqual(['in-title@de']);
    expect(search('zoll paket')).toEqual(['in-title@de']);
    expect(search('uberweisung')).toEqual(['only-german@de']);
    // Not half of it in one language and half in another.
    expect(search('parcel zoll')).toEqual([]);
  });
  test('what the reader’s language has is shown in it, wherever else it stands as well', () => {
    const search = indexOf([guide('x', 'en', { sections: text('the bank') })], [guide('x', 'de', { title: 'Bank' })]);
    expect(search('bank')).toEqual(['x@en']);
  });
  test('a guide is found once', () => expect(indexOf(german, english, german)('in-title')).toEqual(['in-title@de']));
  test('what many guides say alike is an answer only where nobody says it by himself', () => {
    const shared = Array.from({ length: 5 }, (_, at) => guide(`shared-${at}`, 'en', { title: `T${at}`, sections: text('Ask for a credit freeze.', 'Keep the receipts.') }));
    const search = indexOf([...shared, guide('own', 'en', { sections: text('A credit freeze that costs money') })]);
    expect(search('credit freeze')).toEqual(['own@en']);
    expect(search('receipts')).toHaveLength(5);
  });
  test('marks of the text are not searched', () => {
    const search = indexOf([guide('x', 'en', { sections: text('**bold** {channel:us-ftc}') })]);
    expect(search('bold')).toEqual(['x@en']);
    expect(search('ftc')).toEqual([]);
  });
  test('nothing searched, nothing found', () => expect(indexOf(english)(' … ')).toEqual([]));
});
