import axe from 'axe-core';

/** Accessibility by axe-core: WCAG 2.2 A and AA, and what its makers hold for good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that are switched off, each with its reason. In somebody else's page, rules about a page as a whole do not run by themselves. */
const OFF = /** @type {Record<string, string>} */ ({});

const OPTIONS = { runOnly: { type: 'tag', values: TAGS }, rules: Object.fromEntries(Object.keys(OFF).map((id) => [id, { enabled: false }])), resultTypes: ['violations', 'incomplete'], preload: false };

/** Puts axe into a page; once is enough. @param {import('../e2e/harness/tab.mjs').Tab} tab */
export async function bringAxe(tab) {
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.inject(axe.source);
}

/** What is wrong with a surface, one line for each element. @param {import('./stage.mjs').View} view @returns {Promise<string[]>} */
export async function audit({ tab, ours }) {
  await bringAxe(tab);
  return tab.evaluate(
    async (/** @type {string | null} */ wanted, /** @type {object} */ options) => {
      const run = /** @type {any} */ (globalThis).axe;
      const where = wanted === null ? document : { include: [...document.querySelectorAll(wanted)] };
      const { violations, passes } = await run.run(where, options);
      if (violations.length === 0 && passes.length === 0) return ['axe has looked at nothing'];
      return violations.flatMap((/** @type {any} */ { id, help, nodes }) => nodes.map((/** @type {any} */ { target, html, any, all, none }) => `${id} (${help}) at ${target.flat().join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')} ${html.slice(0, 120)}`));
    },
    ours,
    OPTIONS,
  );
}
