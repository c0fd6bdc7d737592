import { describe, expect, test } from 'vitest';
import { audit } from './axe.mjs';
import { ACCEPTING, compare, leftOver, pictureOf, sameMachine } from './baseline.mjs';
import { bring, inScheme } from './bring.mjs';
import { misfits } from './inside/misfits.mjs';
import { onEachStage } from './on-stage.mjs';
import { SURFACES } from './surfaces.mjs';

/**
 * Every surface in every state: accessible, nothing cut or in the way, and as it looked when somebody last looked at it.
 * In English all of it; in German, whose words are long, and in Arabic, which runs the other way, what can go wrong there.
 */
const LOCALES = ['en', 'de', 'ar'];

/** Words that are cut on purpose. */
const MEANT_TO_BE_CUT = [
  // A list of mails shows how each begins.
  '.row-snippet, .row-subject, .row-from',
];

/** Which pictures are kept: all in Chromium and English, a handful of the others. In the dark not what has another's colours. */
const SAME_IN_THE_DARK = /narrow|print|dark-page|missing|none|closed|quiet|nothing|refused/;
const HANDFUL = ['banner-danger', 'link-question', 'popup-warned', 'check-danger', 'guide', 'options', 'welcome-2'];
const SOME = ['banner-danger', 'popup-warned', 'guide', 'options'];
/** @param {string} browser @param {string} locale @param {string} scheme */
const pictured = (browser, locale, scheme) => {
  if (browser === 'firefox') return locale === 'en' && scheme === 'light' ? SOME : [];
  if (locale === 'en') return SURFACES.map(({ id }) => id).filter((id) => scheme === 'light' || !SAME_IN_THE_DARK.test(id));
  return scheme === 'light' ? HANDFUL : [];
};

/** `pictures` alone when they are to be accepted. */
const testing = !ACCEPTING;

onEachStage('surfaces', (bench, name) => {
  /** Shown twice as large on the same screen, half as much fits. @param {import('./stage.mjs').View} view @param {import('./stage.mjs').Size} size */
  async function twiceAsLarge({ tab, ours }, { width, height }) {
    await tab.resize(Math.max(320, Math.round(width / 2)), Math.round(height / 2), 2);
    const zoomed = await tab.evaluate(misfits, ours, MEANT_TO_BE_CUT);
    await tab.resize(width, height);
    await tab.enlargeText(2);
    // An example in an empty field may end early then: the label beside it says what the field is for.
    const larger = await tab.evaluate(misfits, ours, [...MEANT_TO_BE_CUT, 'input:placeholder-shown']);
    return { zoomed, larger };
  }

  test('the pictures can be compared on this machine', async () => {
    sameMachine(name, await bench.stage.driver.browser.version());
    const sets = LOCALES.flatMap((locale) => ['light', 'dark'].map((scheme) => ({ set: `${name}-${scheme}-${locale}`, ids: pictured(name, locale, scheme) })));
    for (const { set, ids } of sets) expect(leftOver([set], ids), 'pictures of no surface: remove them').toEqual([]);
  });

  for (const locale of LOCALES) {
    const wanted = SURFACES.filter(({ id }) => testing || ['light', 'dark'].some((scheme) => pictured(name, locale, scheme).includes(id)));
    describe.skipIf(wanted.length === 0)(locale, () => {
      for (const surface of wanted) {
        const light = pictured(name, locale, 'light').includes(surface.id);
        const dark = pictured(name, locale, 'dark').includes(surface.id);

        test(surface.id, async () => {
          const { stage } = bench;
          const { version } = await stage.driver.api(() => /** @type {any} */ (globalThis).browser.runtime.getManifest());
          const look = async (/** @type {import('./stage.mjs').View} */ view, /** @type {string} */ scheme) => {
            const picture = await pictureOf(view, version);
            expect.soft(compare(`${name}-${scheme}-${locale}`, surface.id, picture), `${surface.id} in ${scheme}: its picture`).toBe('');
          };
          let view = await bring(stage, surface, { locale });
          if (testing) expect.soft(await view.tab.evaluate(misfits, view.ours, MEANT_TO_BE_CUT), `${surface.id} in ${locale}: words that do not fit`).toEqual([]);
          if (light) await look(view, 'light');
          // Paper is white, does not grow, and is read by eyes alone.
          if (view.onPaper) return view.close();
          if (testing && locale === 'en') expect.soft(await audit(view), `${surface.id}: accessibility in light`).toEqual([]);
          if (locale === 'en') view = await inScheme(stage, surface, { locale, scheme: 'dark' }, view);
          if (dark) await look(view, 'dark');
          if (testing && locale === 'en') expect.soft(await audit(view), `${surface.id}: accessibility in dark`).toEqual([]);
          if (testing) {
            const { zoomed, larger } = await twiceAsLarge(view, surface.size);
            expect.soft(zoomed, `${surface.id} in ${locale}: words that do not fit at 200 %`).toEqual([]);
            expect.soft(larger, `${surface.id} in ${locale}: words that do not fit when letters are twice as large`).toEqual([]);
          }
          await view.close();
        });
      }
    });
  }
});
