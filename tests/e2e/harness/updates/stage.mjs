import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '../open.mjs';
import { until } from '../until.mjs';
import { UpdatesCard } from './card.mjs';
import { extensionTrusting, packagedVersion } from './extension.mjs';
import { Home } from './host.mjs';
import { Nginx } from './nginx.mjs';
import { Publisher } from './publisher.mjs';

/** The mail of the demo mailbox that nobody minds, until an update brings a kind that fits it. */
const MAIL = 'renewal';

/** Publishers, a mirror, a user with a home, and that user's browser with a mailbox: all that an update passes through. */
export class Stage {
  /** @param {string} folder @param {Publisher} publisher @param {Nginx} nginx @param {Home} home @param {string} trust */
  constructor(folder, publisher, nginx, home, trust) {
    this.folder = folder;
    this.publisher = publisher;
    this.nginx = nginx;
    this.home = home;
    this.trust = trust;
    // Also after Ctrl-C.
    process.once('exit', this.#forget);
  }

  #forget = () => rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });

  /**
   * @param {import('../find.mjs').BrowserName} name
   * @param {{ headful?: boolean, managed?: object }} [options] `managed`: what the workplace lays down (Firefox)
   */
  static async open(name, { headful = false, managed } = {}) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'caveat-updates-')));
    const publisher = Publisher.open(join(folder, 'publisher'));
    const nginx = await Nginx.start(join(folder, 'nginx'), publisher.repository);
    const home = new Home(join(folder, 'home'), nginx.authority);
    const stage = new Stage(folder, publisher, nginx, home, publisher.trust(nginx.url));
    stage.name = name;
    stage.packaged = BigInt(packagedVersion(name));
    const extension = extensionTrusting(name, stage.trust, join(folder, 'extension'));
    if (managed) home.manage(MANAGED_ID, managed);
    try {
      stage.driver = await open(name, { headful, env: home.env, extension, profile: home.chromium });
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** @type {import('../find.mjs').BrowserName} */
  name = 'chrome';
  /** The number of the rules that came with the release. */
  packaged = 0n;
  /** Which edition after it should be in use. */
  current = 0;
  /** @type {import('../driver.mjs').Driver} */
  driver = /** @type {any} */ (null);
  /** @type {import('../own-page.mjs').OwnPage} */
  mailbox = /** @type {any} */ (null);
  /** @type {UpdatesCard} */
  card = /** @type {any} */ (null);

  /** The number of the edition so many after the release's. @param {number} after */
  edition(after) {
    return String(this.packaged + BigInt(after));
  }

  /** Opens the mailbox on the mail, and the options beside it. */
  async openPages() {
    // The page that asks the background, before those that are looked at.
    await this.driver.api(() => null);
    this.mailbox = await this.driver.own(`demo.html#/inbox/${MAIL}`);
    this.card = await UpdatesCard.open(this.driver);
  }

  /** The warnings over the open mail once they are so many. @param {number} count */
  async warned(count) {
    return this.driver.warned(await this.mailbox.inside(), count);
  }

  /** What the rules in use say of the mail, read anew. @returns {Promise<{ level: string, kind: string | null }>} */
  async judged() {
    // What lies behind another tab is read at leisure.
    await this.mailbox.show();
    await this.mailbox.evaluate(() => location.reload());
    const tabId = await until('the mailbox to be back', () => this.mailbox.evaluate(() => document.readyState === 'complete' && /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ tab) => tab.id)));
    return until('the mail to be judged', async () => {
      const answer = await this.driver.api((id) => /** @type {any} */ (globalThis).browser.runtime.sendMessage({ kind: 'report', tabId: id }), tabId);
      const [message] = answer.value.messages;
      return message && { level: message.level, kind: message.scam?.id ?? null };
    });
  }

  async close() {
    await this.driver?.close();
    await this.nginx.close();
    process.off('exit', this.#forget);
    this.#forget();
  }
}

/** The extension's id in Firefox, under which workplaces lay things down for it. */
const MANAGED_ID = 'caveat@caveat-extension.example';
