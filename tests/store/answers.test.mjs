import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { askedBy, chromeAnswers, firefoxAnswers, justifications, purposeOf } from '../../scripts/store.d/answers.mjs';
import { JUSTIFICATION } from '../../scripts/store.d/limits.mjs';
import { ListingError, languagesOf } from '../../scripts/store.d/locales.mjs';
import { builtExtension, manifestOf } from '../e2e/harness/find.mjs';

/** The answers to the stores' forms: held to the manifests that are handed in. */
const ROOT = join(import.meta.dirname, '../..');
const english = /** @type {import('../../scripts/store.d/locales.mjs').Words} */ (languagesOf(join(ROOT, 'extension/public/_locales')).find(({ language }) => language === 'en'));
const manifest = { permissions: ['activeTab', 'contextMenus', 'scripting', 'storage'], optional_permissions: ['nativeMessaging'], content_scripts: [{}] };

for (const browser of /** @type {const} */ (['chrome', 'firefox'])) {
  test(`every permission that ${browser}'s package asks for has its reason, and no other`, () => {
    const built = manifestOf(builtExtension(browser));
    const texts = justifications(english, built);
    assert.deepEqual(Object.keys(texts), askedBy(built));
    for (const text of Object.values(texts)) assert.ok(text.length > 20 && text.length <= JUSTIFICATION);
  });
}

test('a permission without a reason stops it', () => {
  assert.throws(() => justifications(english, { ...manifest, permissions: [...manifest.permissions, 'tabs'] }), /asks for tabs without a reason/);
});

test('a reason without a permission stops it', () => {
  assert.throws(() => justifications(english, { ...manifest, optional_permissions: [] }), /no longer asks for nativeMessaging/);
  assert.throws(() => justifications(english, { ...manifest, content_scripts: [] }), /no longer asks for sites/);
});

test('Chrome hears of one purpose, no remote code and no collected data', () => {
  const sheet = chromeAnswers(english, manifest);
  assert.ok(purposeOf(english).length <= JUSTIFICATION);
  assert.ok(sheet.includes(`## Single purpose\n\n${purposeOf(english)}`));
  assert.match(sheet, /No, I am not using remote code\./);
  assert.equal(sheet.match(/^\[ \] /gm)?.length, 9);
  assert.equal(sheet.match(/^\[x\] /gm)?.length, 3);
});

test("what is told about data is what Firefox's package declares", () => {
  const { gecko } = manifestOf(builtExtension('firefox')).browser_specific_settings;
  assert.deepEqual(gecko.data_collection_permissions, { required: ['none'] });
  assert.match(firefoxAnswers(english, manifest, 'notes'), /data_collection_permissions\.required is \["none"\]/);
});

test("notes that are longer than Mozilla's box are refused", () => {
  assert.throws(() => firefoxAnswers(english, manifest, 'n'.repeat(3001)), ListingError);
});

test('the privacy statement names every permission and every kind of storage that the code uses', () => {
  const text = readFileSync(join(ROOT, 'PRIVACY.md'), 'utf8');
  const { permissions = [], optional_permissions: optional = [] } = manifestOf(builtExtension('chrome'));
  for (const name of [...permissions, ...optional]) assert.ok(text.includes(`\`${name}\``), `PRIVACY.md does not name ${name}`);
  // Each choice that is kept, by the words of its row.
  const settings = readFileSync(join(ROOT, 'extension/src/settings.ts'), 'utf8');
  const [, body = ''] = /export interface Settings \{([^}]*)\}/.exec(settings) ?? [];
  const names = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name);
  /** @type {Record<string, string>} */
  const said = {
    version: 'settings', country: 'country', language: 'language', care: 'how careful', guard: 'before links open',
    trusted: 'senders you trust', muted: 'kinds of scam you want fewer warnings about', helper: 'helper mode', contact: 'person to call',
  };
  assert.deepEqual(names.filter((name) => !said[name]), [], 'a new choice: say in PRIVACY.md that it is kept, and name it here');
  for (const name of names) assert.ok(text.includes(/** @type {string} */ (said[name])), `PRIVACY.md does not say that "${name}" is kept`);
});
