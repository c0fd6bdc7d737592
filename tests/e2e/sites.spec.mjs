import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adaptersFor } from '../../scripts/read-page.d/bundle.mjs';
import { readPage } from '../../scripts/read-page.d/read.mjs';
import { SITES } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { ROOT } from './harness/find.mjs';
import { until } from './harness/until.mjs';
import { example, oneLine } from './messages.mjs';
import { forget, note } from './table.mjs';

/**
 * The same behaviours on every site, each a fixture at the real one's address. `CAVEAT_SITE=gmail,yahoo` for some alone.
 *
 * @typedef {import('./apps/sites.mjs').Site} Site
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./messages.mjs').Mail} Mail
 */
const wanted = process.env.CAVEAT_SITE?.split(',');
const sites = SITES.filter(({ id }) => !wanted || wanted.includes(id));
mkdirSync(join(ROOT, 'target/e2e/sites'), { recursive: true });
const HIDDEN = 'quarterly gardening newsletter tulips';

/** @param {Site} site */
const isChat = ({ channel }) => channel !== undefined && channel !== 'email';

/** The frame in which the application draws. @param {Page} page @param {Site} site */
const frameOf = (page, { frame }) =>
  until('the application', () => page.frames().find((one) => (frame === undefined ? one === page.mainFrame() : one.url().includes(frame) && one !== page.mainFrame())));

/** The fixture's own functions. @param {Page} page @param {Site} site @param {string} deed @param {unknown[]} args */
async function app(page, site, deed, ...args) {
  const frame = await frameOf(page, site);
  await until('the application to stand', () => frame.evaluate(() => Boolean(/** @type {any} */ (window).app)));
  await frame.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);
}

/** @param {Site} site @param {'danger' | 'none'} expected @returns {Mail} */
const mailFor = (site, expected) => (isChat(site) ? { ...example('parcel-fee', expected, { channel: 'sms' }), name: 'Sam Sender', number: '+44 7700 900123' } : example('amazon-fraud-call', expected));

/** What the site shows of who wrote a mail. @param {Site} site @param {Mail} mail */
const titleOf = (site, mail) => (isChat(site) ? (site.shows.number ? mail.number : mail.name) : mail.subject);

/** Whether the text that was read is the one that was shown. @param {string} read @param {Mail} mail */
const saysAll = (read, mail) => oneLine(read).replace(/ /g, '') === oneLine([mail.body, ...mail.links.filter(({ text }) => !mail.body.includes(text)).map(({ text, href }) => text || href)].join(' ')).replace(/ /g, '');

inEachBrowser('sites', (bench, browser) => {
  if (!wanted) forget(browser);
  for (const site of sites) {
    const scam = mailFor(site, 'danger');
    const honest = mailFor(site, 'none');
    const read = async () => readPage(bench.page, await adaptersFor(bench.page.url(), site.adapter ?? site.id));
    const start = async () => {
      if (site.switchedOn) await bench.driver.allow(new URL(site.url).origin);
      await bench.page.goto(site.url);
    };
    const warned = async (/** @type {number} */ count) => bench.driver.warned(await frameOf(bench.page, site), count);

    test(`${site.id}: reads what is shown, and nothing else`, async () => {
      const { page } = bench;
      await start();
      const shown = scam.links.length > 0 ? scam : { ...scam, links: [{ text: 'Cancel the order', href: 'https://order-desk.example/cancel?id=7' }] };
      await app(page, site, 'show', titleOf(site, shown), [{ ...shown, hidden: HIDDEN }]);
      const message = await until('a message with its text', async () => (await read()).find(({ type, body }) => type !== 'row' && type !== 'unread' && body !== ''));
      const { shows } = site;
      const found = {
        text: saysAll(message.body, shown),
        hidden: shows.hidden === false ? undefined : oneLine(message.hidden) === HIDDEN,
        subject: shows.subject ? message.subject === scam.subject : undefined,
        name: shows.name ? message.sender.name === scam.name : undefined,
        address: shows.address ? message.sender.address === scam.address : undefined,
        number: shows.number ? message.sender.number === scam.number : undefined,
        'reply-to': shows.replyTo ? message.reply_to === 'answers@elsewhere.example' : undefined,
        links: shows.links ? shown.links.every(({ href }) => message.links.some((/** @type {any} */ link) => link.href === href || decodeURIComponent(link.href).includes(href))) : undefined,
      };
      for (const [field, right] of Object.entries(found)) note(site.id, browser, field, right);
      expect(message.own).toBe(false);
      expect(Object.values(found), JSON.stringify({ found, message }, null, 1)).not.toContain(false);
      // What the real site does not show is unknown, and never made up.
      if (!shows.address) expect(message.sender.address).toBe('');
      if (!shows.number) expect(message.sender.number).toBe('');
      if (!shows.replyTo) expect(message.reply_to).toBe('');
    });

    test(`${site.id}: warns once, outside the mail, for as long as it is open`, async () => {
      const { driver, page } = bench;
      await start();
      await app(page, site, 'show', titleOf(site, scam), [scam]);
      const [warning] = await warned(1);
      expect(warning.level).toBe('danger');
      const frame = await frameOf(page, site);
      // A body in a frame may still be growing: what is read of it then makes another message, and the warning is placed anew.
      const outside = await until('a warning in its place', () => frame.evaluate((text) => {
        /** @type {(root: Document | ShadowRoot) => Element[]} */
        const inside = (root) => [...root.querySelectorAll('caveat-warning'), ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? inside(shadowRoot) : []))];
        const [warning] = inside(document);
        if (!warning) return null;
        // What stands right beside it is the whole text or none of it, never a part.
        const beside = [...(warning.parentNode?.childNodes ?? [])].filter((node) => node !== warning && (node.textContent ?? '').trim() !== '');
        const parts = beside.filter((node) => text.includes((node.textContent ?? '').trim().slice(0, 60)) && (node.textContent ?? '').trim().length > 20 && (node.textContent ?? '').length < text.length / 2);
        return { high: warning.getBoundingClientRect().height, editable: warning.closest('[contenteditable]') !== null, parts: parts.length };
      }, scam.body));
      expect(outside).toMatchObject({ editable: false, parts: 0 });
      expect(outside?.high).toBeGreaterThan(40);
      note(site.id, browser, 'warned', true);
      await page.screenshot({ path: /** @type {`${string}.png`} */ (join(ROOT, 'target/e2e/sites', `${site.id}-${browser}.png`)) });
      await app(page, site, 'draw');
      await warned(1);
      // Nothing but the text gives this one away: with another text in the same elements nothing is left.
      const plain = isChat(site) ? scam : { ...scam, id: 'plain-1', subject: 'Hello', name: 'Kim', address: 'kim@office.example' };
      await app(page, site, 'show', titleOf(site, plain), [plain]);
      await until('the other mail', async () => (await driver.report(page)).messages.some(({ subject, level }) => subject === (isChat(site) ? '' : plain.subject) && level === 'danger'));
      await warned(1);
      await app(page, site, 'swapBody', plain.id, 'See you at lunch tomorrow. I will bring the cake.');
      await warned(0);
      await app(page, site, 'show', titleOf(site, scam), [scam]);
      await warned(1);
      await app(page, site, 'show', titleOf(site, honest), [honest]);
      await warned(0);
      await driver.judged(page, 1);
      await app(page, site, 'list', [scam, honest]);
      await until('nothing to be in view', async () => (await driver.report(page)).messages.length === 0);
      expect(await driver.warnings(frame)).toEqual([]);
      expect((await driver.report(page)).unread).toEqual([]);
      note(site.id, browser, 'moves', true);
    });

    test(`${site.id}: is silent on what the user writes and wrote`, async () => {
      const { driver, page } = bench;
      await start();
      const own = { ...scam, id: 'own-1', own: true };
      await app(page, site, 'show', titleOf(site, honest), [honest, own]);
      await app(page, site, 'compose', scam.body);
      await driver.judged(page, 1);
      expect(await driver.warnings(await frameOf(page, site))).toEqual([]);
      const lines = await read();
      for (const line of lines) if (line.body && saysAll(line.body, scam)) expect(line.own).toBe(true);
      note(site.id, browser, 'own', true);
    });

    if (site.shows.conversation) {
      test(`${site.id}: tells the messages of a conversation apart`, async () => {
        const { driver, page } = bench;
        await start();
        const other = { ...honest, id: 'other-1', ...(isChat(site) ? {} : { name: 'Kim Office', address: 'kim@office.example' }) };
        await app(page, site, 'show', titleOf(site, scam), [other, scam]);
        await warned(1);
        // Text that stands in a frame of its own comes a moment later than the head above it.
        const levels = async () => (await driver.report(page)).messages.map(({ level }) => level).join();
        await until('both to be judged', async () => (await levels()) === 'none,danger');
        const read_ = (await read()).filter(({ type }) => type !== 'row' && type !== 'unread');
        expect(read_.map(({ body }) => saysAll(body, scam))).toEqual([false, true]);
        if (site.shows.address) expect(read_.map(({ sender }) => sender.address)).toEqual([other.address, scam.address]);
        note(site.id, browser, 'conversation', true);
      });
    }

    if (site.shows.rows) {
      test(`${site.id}: reads the rows of its list`, async () => {
        const { page } = bench;
        await start();
        await app(page, site, 'list', [scam, honest]);
        const rows = await until('two rows', async () => {
          const found = (await read()).filter(({ type }) => type === 'row');
          return found.length === 2 && found;
        });
        const shown = /** @type {string[]} */ (site.shows.rows);
        rows.forEach((/** @type {any} */ row, /** @type {number} */ i) => {
          const mail = [scam, honest][i] ?? scam;
          // Whom the user does not know, a chat shows by number.
          const { name, number } = site.shows.number ? { name: '', number: mail.number } : { name: mail.name, number: '' };
          if (shown.includes('sender')) expect({ name: row.sender.name, number: row.sender.number }).toEqual({ name, number });
          expect(row.sender.address).toBe(shown.includes('address') ? mail.address : '');
          if (shown.includes('subject')) expect(row.subject).toBe(mail.subject);
          if (shown.includes('snippet')) expect(mail.body.replace(/\s+/g, ' ').startsWith(row.body.slice(0, 30)), row.body).toBe(true);
        });
        note(site.id, browser, 'rows', true);
      });
    }
  }
});
