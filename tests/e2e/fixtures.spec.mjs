import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSaved } from '../../scripts/read-page.d/read.mjs';
import { inEachBrowser } from './each.mjs';
import { ROOT } from './harness/find.mjs';

/**
 * The page fixtures in real browsers, through `scripts/read-page`: what each says it holds is read, and nothing else.
 * Here styles, frames and text are a browser's own, which the tests without one cannot promise.
 */
const FOLDER = join(ROOT, 'tests/pages');
const PAGES = [
  { file: 'gmail/conversation.html', url: 'https://mail.google.com/mail/u/0/#inbox/FMfcg' },
  { file: 'gmail/empty.html', url: 'https://mail.google.com/mail/u/0/#inbox' },
  { file: 'outlook/conversation.html', url: 'https://outlook.live.com/mail/0/inbox/id/AAQk1' },
  { file: 'outlook/single.html', url: 'https://outlook.office.com/mail/0/inbox/id/AAQk2' },
  { file: 'google-messages/conversation.html', url: 'https://messages.google.com/web/conversations/7' },
  { file: 'roundcube/full.html', url: 'https://webmail.example.net/?_task=mail&_action=show&_uid=5' },
  { file: 'roundcube/preview.html', url: 'https://webmail.example.net/?_task=mail&_action=preview&_uid=5' },
];

/** How often a fixture expects something. @param {string} file @param {...string} kinds */
const expected = (file, ...kinds) => readFileSync(join(FOLDER, file), 'utf8').match(new RegExp(`data-expect="(?:${kinds.join('|')})"`, 'g'))?.length ?? 0;

inEachBrowser('page fixtures', (bench) => {
  for (const { file, url } of PAGES) {
    test(`${file} is read as it says`, async () => {
      const lines = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, file), url }));
      const read = lines.filter(({ type }) => type === 'message' || type === 'turn');
      expect(read.filter(({ own }) => !own)).toHaveLength(expected(file, 'scam', 'honest'));
      expect(read.filter(({ own }) => own)).toHaveLength(expected(file, 'own'));
      for (const { body, site, own, sender } of read) {
        expect(body).not.toBe('');
        expect(file.startsWith(site)).toBe(true);
        if (!own) expect(sender.name + sender.address + sender.number).not.toBe('');
      }
      expect(lines.filter(({ type }) => type === 'unread')).toEqual([]);
    });
  }

  test('a page whose markup has changed says that it could not be read', async () => {
    const lines = await readSaved(bench.driver, { file: join(FOLDER, 'gmail/changed.html'), url: 'https://mail.google.com/mail/u/0/#inbox/FMfcg' });
    expect(lines).toEqual([{ type: 'unread', why: 'selectors' }]);
  });

  test('hidden words are not body text, what a mail imitates is not believed', async () => {
    const [gmail] = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, 'gmail/conversation.html'), url: 'https://mail.google.com/mail/u/0/#inbox/FMfcg' }));
    expect(gmail.body).not.toContain('tulips');
    expect(gmail.hidden).toContain('tulips');
    const [roundcube] = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, 'roundcube/preview.html'), url: 'https://webmail.example.net/?_task=mail' }));
    expect(roundcube).toMatchObject({ subject: 'Customs fee for your parcel', sender: { address: 'post@parcel-fee.example' }, reply_to: 'desk@elsewhere.example' });
  });

  test('the frame of a saved page is filled from its own file', async () => {
    const frames = [{ selector: '#messagecontframe', file: join(FOLDER, 'roundcube/preview.html') }];
    const lines = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, 'roundcube/list.html'), url: 'https://webmail.example.net/?_task=mail', frames }));
    expect(lines.filter(({ type }) => type === 'message')).toHaveLength(1);
    expect(lines.find(({ type }) => type === 'message')).toMatchObject({ site: 'roundcube', subject: 'Customs fee for your parcel' });
  });

  test('an address that no adapter is for is read by the one for any site, or said to be unread', async () => {
    const lines = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, 'gmail/empty.html'), url: 'https://letters.example.org/' }));
    expect(lines).toEqual([{ type: 'unread', why: 'no-adapter' }]);
    const guessed = /** @type {any[]} */ (await readSaved(bench.driver, { file: join(FOLDER, 'roundcube/full.html'), url: 'https://letters.example.org/', site: 'any' }));
    // Of an address in a list nothing follows for what stands below it.
    expect(guessed).toMatchObject([{ type: 'message', site: 'any' }]);
  });
}, { extension: null });
