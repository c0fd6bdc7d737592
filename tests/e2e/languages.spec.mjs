import { expect, test } from 'vitest';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';

/** Messages in another language than the reader's, and readers of another language than English. */
const GERMAN = 'Hallo Mama, mein Handy ist kaputt. Das ist meine neue Nummer, bitte speichern. Kannst du heute eine Rechnung für mich bezahlen?';
const ENGLISH = 'Mum, I dropped my phone and it is broken, so this is my new number. Could you pay a bill for me today? I will pay you back.';

/** What the box says of a text. @param {import('./each.mjs').Bench} bench @param {string} text */
async function judged({ driver }, text) {
  const check = await driver.own('check.html');
  await until('the box', () => check.evaluate(() => Boolean(document.querySelector('#paste'))));
  await check.type('#paste', text);
  await until('a warning', () => check.evaluate(() => Boolean(document.querySelector('.verdict.danger'))));
  const said = await check.text();
  await check.close();
  return said;
}

inEachBrowser('languages', (bench) => {
  test('a message in German is searched for German words, and explained in the reader\'s English', async () => {
    const said = await judged(bench, GERMAN);
    expect(said).toContain('The message says that a phone was lost or broke');
    expect(said).toContain('Handy ist kaputt');
  });
});

// Firefox takes its language from language packs, which are no part of what is installed here.
inEachBrowser('a German reader', (bench) => {
  test('is told in German what an English message does', async () => {
    const said = await judged(bench, ENGLISH);
    expect(said).toMatch(/Die Nachricht [a-zäöüß ]+/);
    expect(said).toContain('my new number');
    expect(said).not.toContain('The message');
  });

  test('reads guides in German, and in English what is not written yet', async () => {
    const guide = await bench.driver.own('guide.html#/parcel-fee');
    await until('the German guide', async () => (await guide.text()).includes('Paket'));
    expect(await guide.evaluate(() => document.documentElement.lang)).toBe('de');
    await guide.evaluate(() => void (location.hash = '#/free-item'));
    await until('the English guide', async () => (await guide.text()).includes('piano'));
    await guide.close();
  });
}, { env: { LANGUAGE: 'de', LANG: 'de_DE.UTF-8' }, args: ['--lang=de'], only: 'chrome' });
