import { afterAll, beforeAll, describe } from 'vitest';
import { BROWSERS } from '../e2e/harness/find.mjs';
import { Stage } from './stage.mjs';

/**
 * The same tests in each browser, on one stage. `CAVEAT_BROWSER=firefox` for one alone.
 * @param {string} title @param {(bench: { stage: Stage }, name: import('../e2e/harness/find.mjs').BrowserName) => void} define
 */
export function onEachStage(title, define) {
  const wanted = process.env.CAVEAT_BROWSER;
  for (const name of BROWSERS) {
    if (wanted && wanted !== name) continue;
    describe(`${name}: ${title}`, () => {
      const bench = /** @type {{ stage: Stage }} */ ({});
      beforeAll(async () => {
        bench.stage = await Stage.open(name);
      });
      afterAll(() => bench.stage?.close());
      define(bench, name);
    });
  }
}
