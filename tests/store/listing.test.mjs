import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LIMITS } from '../../scripts/store.d/limits.mjs';
import { STRINGS, descriptionOf, listingOf, mozillasName } from '../../scripts/store.d/listing.mjs';
import { ListingError, languagesOf, wordsOf } from '../../scripts/store.d/locales.mjs';

/** What the stores show: in every language, whole, from the extension's own strings, and no longer than the store takes. */
const LOCALES = join(import.meta.dirname, '../../extension/public/_locales');
const languages = languagesOf(LOCALES);
const messagesOf = (/** @type {string} */ language) => JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'));
const made = (/** @type {Record<string, { message?: string }>} */ change) => wordsOf('xx', { ...messagesOf('en'), ...change });

for (const words of languages) {
  test(`${words.language}: both stores take it`, () => {
    for (const store of /** @type {const} */ (['chrome', 'firefox'])) {
      const listing = listingOf(words, store);
      for (const [box, text] of Object.entries(listing)) assert.ok(text.length > 0 && text.length <= LIMITS[store][/** @type {'name'} */ (box)], `${store} ${box}: ${text.length}`);
    }
  });

  test(`${words.language}: every sentence of it is one of the extension's`, () => {
    const lines = descriptionOf(words).split('\n').map((line) => line.replace(/^(?:• | {2})/, '')).filter(Boolean);
    const own = new Set(STRINGS.flatMap((key) => words.say(key).split('\n')));
    assert.deepEqual(lines.filter((line) => !own.has(line)), []);
    // Name and summary have boxes of their own.
    assert.equal(lines.length, STRINGS.length - 2);
  });
}

test('every folder of _locales is there', () => {
  assert.deepEqual(languages.map(({ language }) => language), ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'nl', 'pl', 'pt_BR', 'pt_PT', 'zh_CN']);
});

test('each language but one has a name of its own at Mozilla', () => {
  const names = languages.map(({ language }) => mozillasName(language)).filter(Boolean);
  assert.equal(new Set(names).size, languages.length - 1);
  for (const name of names) assert.match(String(name), /^[a-z]{2}(-[A-Z]{2})?$/);
});

/** @type {[string, Record<string, { message?: string }>, string, RegExp][]} */
const WRONG = [
  ['a name that is too long', { extension_name: { message: 'n'.repeat(46) } }, 'extension_name', /46 characters.*takes 45/],
  ['a summary that is too long', { extension_description: { message: 's'.repeat(133) } }, 'extension_description', /133 characters.*takes 132/],
  ['a long text that is too long', { guides_intro: { message: 'g'.repeat(16_000) } }, 'the long description', /takes 16000/],
  ['a string that is not there', { welcome_never_act: {} }, 'welcome_never_act', /is not there/],
  ['a string of blanks', { welcome_never_act: { message: '  ' } }, 'welcome_never_act', /is not there/],
  ['a placeholder', { privacy_kept: { message: 'For $DAYS$ days.' } }, 'privacy_kept', /placeholder/],
];

for (const [name, change, string, problem] of WRONG) {
  test(`${name} is refused, with language and string`, () => {
    assert.throws(
      () => listingOf(made(change), 'chrome'),
      (error) => error instanceof ListingError && error.language === 'xx' && error.string === string && problem.test(error.problem),
    );
  });
}

test('what is exactly as long as a store takes is taken', () => {
  const { name, summary } = listingOf(made({ extension_name: { message: 'n'.repeat(45) }, extension_description: { message: 's'.repeat(132) } }), 'chrome');
  assert.deepEqual([name.length, summary.length], [45, 132]);
});
