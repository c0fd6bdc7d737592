import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, hasOwnScreen } from './harness/find.mjs';
import { open } from './harness/open.mjs';
import { Screen } from './harness/screen.mjs';
import { until } from './harness/until.mjs';
import { makeAuthority } from './harness/updates/authority.mjs';
import { UpdatesCard, words } from './harness/updates/card.mjs';
import { Home } from './harness/updates/host.mjs';
import { Nginx, nginxProgram } from './harness/updates/nginx.mjs';
import { Publisher } from './harness/updates/publisher.mjs';
import { Stage } from './harness/updates/stage.mjs';
import { STORY } from './harness/updates/story.mjs';

/**
 * Rules on their way from an author to a reader: the real commands, a real mirror, the real host started by a real browser.
 * What happens stands in `harness/updates/story.mjs`; `scripts/demo --updates` plays the same.
 */
const wanted = process.env.CAVEAT_BROWSER;
const browsers = BROWSERS.filter((name) => !wanted || name === wanted);
const missing = nginxProgram() === null ? ' (left out: nginx is not here, ./scripts/setup brings it)' : '';

/** Each step publishes, checks and judges; packing the rules alone takes seconds. */
const PATIENCE = 180_000;

for (const name of browsers) {
  describe.skipIf(missing)(`${name}: the way of an update${missing}`, () => {
    /** @type {Stage} */
    let stage;
    /** @type {() => Promise<string[]>} */
    let network;
    let broken = '';
    beforeAll(async () => {
      stage = await Stage.open(name);
      network = await stage.driver.watchNetwork();
    }, PATIENCE);
    afterAll(() => stage?.close());

    for (const step of STORY) {
      test(
        `${step.name}: ${step.does}`,
        async () => {
          // What follows would only fail with words that lead astray.
          if (broken) throw new Error(`not tried, after "${broken}" failed`);
          broken = step.name;
          expect(await step.run(stage)).not.toBe('');
          broken = '';
        },
        PATIENCE,
      );
    }

    test('the mirror was asked for files by the host, and the extension asked nobody', async () => {
      const asked = stage.nginx.asked();
      expect(asked.length).toBeGreaterThan(10);
      // The same words from everybody: nothing by which a mirror could know one user from another, or from the day before.
      expect([...new Set(asked.map(({ method, agent, more }) => `${method} ${agent} ${more}`))]).toEqual(['GET caveat-host ']);
      for (const { path } of asked) expect(path).toMatch(/^\/(?:metadata\/(?:timestamp|\d+\.(?:root|snapshot|targets))\.json|targets\/[0-9a-f]{64}\.(?:caveat\.caveat|from-\d+\.patch))$/);
      expect((await network()).filter((url) => !url.startsWith(stage.driver.base))).toEqual([]);
    });
  });
}

describe.skipIf(missing)(`the host without a browser${missing}`, () => {
  test('a mirror whose certificate nobody vouches for is not believed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caveat-updates-'));
    const publisher = Publisher.open(join(folder, 'publisher'));
    const nginx = await Nginx.start(join(folder, 'nginx'), publisher.repository);
    try {
      mkdirSync(join(folder, 'other'));
      const strangers = new Home(join(folder, 'strangers'), makeAuthority(join(folder, 'other')).authority);
      const friends = new Home(join(folder, 'friends'), nginx.authority);
      for (const home of [strangers, friends]) home.install('firefox', publisher.trust(nginx.url));
      expect(strangers.host('sync', '--now').said).toContain('No mirror could be reached');
      expect(nginx.asked()).toEqual([]);
      expect(friends.host('sync', '--now').said).not.toContain('No mirror');
      expect(nginx.asked().length).toBeGreaterThan(0);
    } finally {
      await nginx.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, PATIENCE);
});

describe.skipIf(!browsers.includes('chrome') || !hasOwnScreen())('chrome: the question of the browser itself', () => {
  /** @type {Screen} */
  let screen;
  /** @type {import('./harness/driver.mjs').Driver} */
  let driver;
  beforeAll(async () => {
    screen = await Screen.open();
    driver = await open('chrome', { headful: true, env: screen.env });
  });
  afterAll(async () => {
    await driver?.close();
    screen?.close();
  });

  test('who says no keeps updates off, and is told that this is fine', async () => {
    const card = await UpdatesCard.open(driver);
    await card.page.show();
    await until('the window to be in front', () => card.page.evaluate(() => document.hasFocus()));
    const said = card.press('switch');
    await until('the question', () => card.page.evaluate(() => !document.hasFocus()));
    await until('it to be answered', async () => {
      // Browsers take no answer in a question's first moments.
      screen.keys('Escape');
      return (await card.said()) !== words('updates_checking');
    });
    expect(await said).toBe(words('updates_refused'));
    expect((await card.report()).on).toBe(false);
    expect(await driver.api(() => /** @type {any} */ (globalThis).browser.permissions.contains({ permissions: ['nativeMessaging'] }))).toBe(false);
  });
});

/** Only Firefox reads what a workplace lays down from a folder of the user's; Chromium wants the machine's own. */
const managed = /** @type {const} */ ([
  ['fixed as off', { updates: false }, 'managed_off'],
  ['packaged rules only', { updates: true, source: 'packaged' }, 'managed_packaged'],
]);
for (const [title, policy, key] of browsers.includes('firefox') ? managed : []) {
  describe.skipIf(missing)(`firefox: laid down by a workplace${missing}`, () => {
    /** @type {Stage} */
    let stage;
    beforeAll(async () => {
      stage = await Stage.open('firefox', { managed: policy });
    }, PATIENCE);
    afterAll(() => stage?.close());

    test(`${title}: the options say so, and the user cannot change it`, async () => {
      await stage.openPages();
      expect(await stage.card.text()).toContain(words(key));
      const buttons = await stage.card.page.evaluate(() => [...document.querySelectorAll('#updates [data-key=switch], #updates [data-key=check]')].map((button) => /** @type {HTMLButtonElement} */ (button).disabled));
      expect(buttons.every(Boolean)).toBe(true);
      // Not even by a message that no button sends.
      const answer = await stage.driver.api(() => /** @type {any} */ (globalThis).browser.runtime.sendMessage({ kind: 'updates-set', on: true }));
      const report = await stage.card.report();
      expect({ ok: answer.ok, host: report.host, version: report.inUse.version }).toEqual({ ok: policy.updates, host: 'unknown', version: String(stage.packaged) });
    });
  });
}
