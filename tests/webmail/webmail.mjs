import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inEachBrowser } from '../e2e/each.mjs';
import { BROWSERS } from '../e2e/harness/find.mjs';
import { until } from '../e2e/harness/until.mjs';
import { Web } from '../e2e/harness/web.mjs';
import { oneLine } from '../e2e/messages.mjs';
import { MAILS } from './mail.mjs';
import { readLive } from './read.mjs';
import { Machine } from './servers/machine.mjs';

/**
 * One look of one webmail application, and how a person uses it.
 *
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {Page | import('puppeteer-core').Frame} Where
 * @typedef {object} View
 * @property {string} name
 * @property {string} site its adapter in `rules/sites/`
 * @property {string | null} missing why it cannot be tried on this machine
 * @property {(page: Page, address: string) => Promise<void>} enter logs in, if need be, and waits for the list of messages
 * @property {(page: Page, mail: import('./mail.mjs').Sent) => Promise<Where>} open presses on a message in the list; gives the document with its header
 * @property {string} header in that document
 * @property {string} body around everything the sender wrote, in that document
 * @property {(page: Page) => Promise<Page>} reply to the message that is open; gives the page, which may be a new window, once the message is quoted there
 * @property {(page: Page, mail: import('./mail.mjs').Sent) => Promise<Page>} [alone] shows a message of the list without the list, where there is such a page
 * @property {string} compose what the answer is written in, in that page
 * @property {number} stays how many messages that page shows besides
 */

/** Other names than our own machine's are not looked up, here as in all our tests; Chromium counts numbers as names. */
const ARGS = { chrome: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'], firefox: [] };
const HOST = 'http://127.0.0.1';

/** The pages come from their servers. */
class Served extends Web {
  async catch() {}
}

/**
 * What must hold in each view, in each browser. The servers are started once for all of them.
 * @param {readonly View[]} views
 * @param {(machine: Machine, views: readonly View[]) => Promise<Map<View, string>>} start gives their addresses
 */
export function tryWebmail(views, start) {
  for (const { name, missing } of views) if (missing) test.skip(`${name}: ${missing}`);
  const present = views.filter(({ missing }) => !missing);
  if (present.length === 0) return;

  /** @type {Machine | undefined} */
  let machine;
  /** @type {Map<View, string>} */
  let addresses;
  beforeAll(async () => {
    machine = new Machine();
    addresses = await start(machine, present);
  });
  afterAll(() => machine?.close());

  for (const only of BROWSERS) {
    inEachBrowser(
      'real webmail',
      (bench) => {
        beforeAll(async () => {
          bench.driver.web = new Served();
          await bench.driver.allow(HOST);
        });
        for (const view of present) {
          describe(view.name, () => mustHold(bench, view, () => addresses.get(view) ?? ''));
        }
      },
      { only, args: ARGS[only] },
    );
  }
}

/** @param {import('../e2e/each.mjs').Bench} bench @param {View} view @param {() => string} address */
function mustHold(bench, view, address) {
  test('a scam is warned of above its text, an honest mail is not', async () => {
    const { driver, page } = bench;
    await view.enter(page, address());
    expect(await readLive(page)).toEqual([]);
    expect(await driver.warnings(page)).toEqual([]);
    expect(await driver.report(page)).toMatchObject({ messages: [], unread: [] });

    const where = await view.open(page, MAILS.scam);
    const [warning] = await driver.warned(page);
    expect(warning).toMatchObject({ level: 'danger', scam: 'parcel-fee' });
    expect(await where.evaluate(placeOf, view.header, view.body)).toEqual({ warnings: 1, headers: 1, inside: 0, above: true });

    await view.open(page, MAILS.honest);
    await until('the honest mail to be judged', async () => {
      const { messages } = await driver.report(page);
      return messages.length === 1 && messages[0]?.level === 'none';
    });
    expect(await driver.warnings(page)).toEqual([]);

    await view.open(page, MAILS.scam);
    expect(await driver.warned(page)).toMatchObject([{ level: 'danger', scam: 'parcel-fee' }]);
  });

  test('what is read is what the sender wrote', async () => {
    const { driver, page } = bench;
    await view.enter(page, address());
    for (const mail of Object.values(MAILS)) {
      await view.open(page, mail);
      expectRead(await readLive(page), mail);
    }
    // The last of them is the scam: the extension's own reading came to the same.
    await driver.warned(page);
  });

  const { alone } = view;
  if (alone) {
    test('a message on a page of its own is read and warned of as well', async () => {
      const { driver, page } = bench;
      await view.enter(page, address());
      await apart(page, await alone(page, MAILS.scam), async (shown) => {
        expectRead(await readLive(shown), MAILS.scam);
        expect(await driver.warned(shown)).toMatchObject([{ level: 'danger', scam: 'parcel-fee' }]);
      });
    });
  }

  test('an answer that quotes the scam is not warned of', async () => {
    const { driver, page } = bench;
    await view.enter(page, address());
    await view.open(page, MAILS.scam);
    await driver.warned(page);
    await apart(page, await view.reply(page), async (answer) => {
      expect(await readLive(answer)).toHaveLength(view.stays);
      expect(await driver.warnings(answer)).toHaveLength(view.stays);
      expect(await answer.$$(`${view.compose} caveat-warning`)).toEqual([]);
    });
  });

  /** One message, with everything that its sender put into it. @param {Awaited<ReturnType<typeof readLive>>} lines @param {import('./mail.mjs').Sent} mail */
  function expectRead(lines, mail) {
    expect(lines).toMatchObject([{ site: view.site, subject: mail.subject, sender: { name: mail.name, address: mail.address }, links: mail.links, own: false }]);
    const [{ body, hidden }] = /** @type {[typeof lines[number]]} */ (lines);
    expect(oneLine(body)).toBe(oneLine([mail.body, ...mail.links.map(({ text }) => text)].join(' ')));
    expect(oneLine(hidden)).toBe(mail.hidden);
  }
}

/** A window of its own would be in front of the next test's tab. @param {Page} page @param {Page} other @param {(other: Page) => Promise<void>} look */
async function apart(page, other, look) {
  try {
    await look(other);
  } finally {
    if (other !== page) await other.close();
  }
}

/** Runs in the document that shows the header. @param {string} header @param {string} body */
function placeOf(header, body) {
  const warnings = [...document.querySelectorAll('caveat-warning')];
  const text = document.querySelector(body);
  return {
    warnings: warnings.length,
    headers: document.querySelectorAll(header).length,
    inside: warnings.filter((one) => one.closest(body)).length,
    above: warnings.every((one) => text && one.getBoundingClientRect().bottom <= text.getBoundingClientRect().bottom && (one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0),
  };
}
