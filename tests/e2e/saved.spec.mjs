import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSaved } from '../../scripts/read-page.d/read.mjs';
import { compare, Tally } from './compare.mjs';
import { inEachBrowser } from './each.mjs';
import { PAGES } from './apps/sites.mjs';
import { ROOT } from './harness/find.mjs';

/**
 * Saved pages written by people who had not seen the adapters, each with what stands in it (`*.json`). What is known to
 * be missed stands there too (`known`), so that a miss more or a miss less is noticed.
 */
const FOLDER = join(PAGES, 'saved');
const specs = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).sort();

inEachBrowser('saved pages', (bench, browser) => {
  const whole = new Tally();
  for (const name of specs) {
    test(name.slice(0, -5), async () => {
      const { url, frames = [], expect: expected, known = [] } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
      const files = frames.map((/** @type {any} */ { selector, file }) => ({ selector, file: join(FOLDER, file) }));
      const lines = await readSaved(bench.driver, { file: join(FOLDER, name.replace(/json$/, 'html')), url, frames: files });
      const { fields, misses } = compare(expected, lines);
      for (const [field, { right, all }] of fields) {
        const now = whole.fields.get(field) ?? { right: 0, all: 0 };
        whole.fields.set(field, { right: now.right + right, all: now.all + all });
      }
      expect([...misses].sort()).toEqual([...known].sort());
    });
  }

  afterAll(() => {
    mkdirSync(join(ROOT, 'target/e2e'), { recursive: true });
    writeFileSync(join(ROOT, `target/e2e/saved-${browser}.json`), JSON.stringify(Object.fromEntries(whole.fields)));
  });
}, { extension: null });
