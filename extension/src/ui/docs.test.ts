import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('../browser', () => ({ browser: {} }));
const { policyOf } = await import('../updates/managed');

const ROOT = resolve(import.meta.dirname, '../../..');
const text = readFileSync(resolve(ROOT, 'docs/managed.md'), 'utf8');
const examples = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => JSON.parse(json ?? '') as Record<string, unknown>);
const source = readFileSync(resolve(ROOT, 'crates/host/src/browsers.rs'), 'utf8');
const idOf = (name: string) => new RegExp(`pub const ${name}: &str = "([^"]+)";`).exec(source)?.[1] ?? '';

/** The policy in an example, out of whatever its browser wraps it in. */
function inside(example: Record<string, unknown>): unknown {
  const { policies, '3rdparty': chromium, data } = example as Record<string, Record<string, unknown>>;
  const firefox = (policies?.['3rdparty'] as Record<string, unknown> | undefined)?.['Extensions'] as Record<string, unknown> | undefined;
  const extensions = chromium?.['extensions'] as Record<string, unknown> | undefined;
  return firefox?.[idOf('FIREFOX_ID')] ?? extensions?.[idOf('CHROMIUM_ID')] ?? data ?? example;
}

test('the examples for workplaces mean what they say', () => {
  const whole = examples.filter((example) => !('mirrors' in example)).map((example) => policyOf(inside(example)));
  const full = { on: true, source: 'host', sites: ['gmail', 'roundcube'] };
  expect(whole).toEqual([
    full,
    full,
    full,
    { on: false, source: 'packaged', sites: null },
    { on: null, source: 'file', sites: null },
    { on: true, source: 'host', sites: ['roundcube'] },
  ]);
});

test('the ids in them are those of the extension and of its sites', () => {
  expect(text).toContain(`\`${idOf('FIREFOX_ID')}\` in Firefox`);
  expect(text).toContain(`\`${idOf('CHROMIUM_ID')}\` in Chromium`);
  for (const site of ['any', 'gmail', 'outlook', 'roundcube']) expect(existsSync(resolve(ROOT, `rules/sites/${site}.toml`)), site).toBe(true);
});
