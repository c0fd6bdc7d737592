import { expect, test } from 'vitest';
import { walk } from '../../scripts/demo.d/walk.mjs';
import { inEachBrowser } from './each.mjs';

/** The demo mailbox: each message is judged as it says itself that it should be. */
inEachBrowser('demo mailbox', (bench) => {
  test('every message is judged as expected', async () => {
    const rows = await walk(bench.driver);
    expect(rows.length).toBeGreaterThanOrEqual(16);
    expect(rows.filter(({ expected }) => expected.level === 'none').length).toBeGreaterThanOrEqual(8);
    expect(rows.filter(({ asExpected }) => !asExpected).map(({ id, why }) => `${id}: ${why}`)).toEqual([]);
  }, 120_000);

  test('what is written in its compose box is never judged', async () => {
    const { driver } = bench;
    const mailbox = await driver.own('demo.html#/inbox/voicemail');
    const inside = await mailbox.inside();
    await driver.warned(inside);
    await mailbox.click('.actions button');
    // The reply quotes the scam.
    expect(await mailbox.evaluate(() => document.querySelector('[data-compose] [contenteditable]')?.textContent ?? '')).toContain('Amazon');
    await mailbox.evaluate(() => document.querySelector('[data-compose]')?.append(' '));
    expect(await driver.warned(inside)).toHaveLength(1);
    expect(await mailbox.evaluate(() => document.querySelector('[data-compose] caveat-warning'))).toBe(null);
    await mailbox.close();
  });
});
