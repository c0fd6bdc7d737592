// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READ_FROM_THE_START } from '../../src/hosts';
import type { SiteAdapter } from '../../src/page/adapter';
import { split } from '../../src/page/find';
import { adapter } from '../fixtures';

/** What each key holds; a key missing here or there does not compile. */
const KINDS = {
  id: 'text',
  name: 'text',
  matches: 'plain',
  detect: 'selectors',
  channel: 'text',
  frames: 'text',
  view: 'selectors',
  message: 'selectors',
  key: 'fields',
  body: 'selectors',
  quoted: 'selectors',
  clipped: 'selectors',
  subject: 'fields',
  sender_name: 'fields',
  sender_address: 'fields',
  sender_number: 'fields',
  reply_to: 'fields',
  noise: 'selectors',
  own: 'selectors',
  received: 'selectors',
  group: 'selectors',
  own_side: 'text',
  frame_matches: 'plain',
  frame_body: 'selectors',
  row: 'selectors',
  row_more: 'selectors',
  row_key: 'fields',
  row_sender: 'fields',
  row_address: 'fields',
  row_subject: 'fields',
  row_snippet: 'fields',
  row_mark: 'selectors',
  row_mark_at: 'text',
  best_effort: 'flag',
  account: 'fields',
  sent: 'plain',
  collapsed: 'selectors',
  skip: 'selectors',
  banner: 'selectors',
  banner_at: 'text',
  changes: 'plain',
} as const satisfies Record<keyof SiteAdapter, string>;

const folder = (path: string): string[] => readdirSync(resolve(import.meta.dirname, '../../..', path));
const sites = folder('rules/sites').filter((name) => name.endsWith('.toml')).map((name) => name.slice(0, -5));

describe.each(sites)('%s', (id) => {
  const site = adapter(id);
  const entries = Object.entries(site) as [keyof SiteAdapter, string | string[]][];

  it('holds nothing but the known keys', () => expect(Object.keys(site).filter((key) => !(key in KINDS))).toEqual([]));

  it('holds selectors that a browser understands', () => {
    for (const [key, value] of entries) {
      if (KINDS[key] !== 'selectors' && KINDS[key] !== 'fields') continue;
      for (const entry of value as string[]) {
        const { selector, attribute } = KINDS[key] === 'fields' ? split(entry) : { selector: entry, attribute: null };
        if (attribute !== null) expect(attribute).toMatch(/^[a-z][a-z0-9-]*$/);
        if (selector !== '') for (const part of selector.split(' >>> ')) expect(() => document.querySelector(part), `${key}: ${entry}`).not.toThrow();
        else expect(attribute, `${key}: an entry of nothing`).not.toBeNull();
      }
    }
  });

  it('has a page fixture', () => expect(folder(`tests/pages/${id}`).some((name) => name === 'site.mjs' || id === 'demo')).toBe(true));

  it('is found by its address or by its page', () => expect(site.matches.length + (site.detect ?? []).length + Number(site.best_effort ?? false)).toBeGreaterThan(0));
});

it('every host that is read from the start has an adapter', () => {
  const matched = sites.flatMap((id) => adapter(id).matches);
  // A site may have an adapter and still be read only where the user allows it.
  expect(READ_FROM_THE_START.filter((pattern) => !matched.includes(pattern))).toEqual([]);
});

it.each([
  ['span.gD[email] @email', 'span.gD[email]', 'email'],
  ['@data-id', '', 'data-id'],
  ['a[title*="@"]', 'a[title*="@"]', null],
  ['td.from a @title', 'td.from a', 'title'],
])('the entry %s', (entry, selector, attribute) => expect(split(entry)).toEqual({ selector, attribute }));
