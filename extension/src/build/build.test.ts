import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { covers, MAY_BE_ASKED_FOR, patternOf, READ_FROM_THE_START } from '../hosts';
import { added } from '../granted';
import { EXPLAINED } from '../ui/permissions';
import { adaptGlue, pictureFiles } from './engine-glue';
import { CHROMIUM_ID, CHROMIUM_KEY, FIREFOX_ID } from './ids';
import { manifestFor, declareReader } from './manifest';

const GLUE = `function initSync(m) { if (wasm !== undefined) return wasm; start(m); }
async function init(m) { if (wasm !== undefined) return wasm; start(await m); }`;

test('the glue can be started twice', () => {
  expect(adaptGlue(GLUE)).not.toContain('return wasm;');
  expect(adaptGlue(GLUE)).toContain('start(m)');
});

test('glue that is worded otherwise fails the build', () => {
  expect(() => adaptGlue(GLUE.replaceAll('wasm !== undefined', 'wasm != null'))).toThrow(/second start/);
  expect(() => adaptGlue(`${GLUE} new URL('caveat_wasm_bg.wasm', import.meta.url)`)).toThrow(/names the wasm file/);
});

test('the pictures are packaged under the names that guides give them', () => {
  const files = pictureFiles();
  expect(files.map(({ relativeDest }) => relativeDest)).toContain('pictures/parcel.svg');
  for (const { absoluteSrc, relativeDest } of files) {
    expect(relativeDest).toMatch(/^pictures\/[a-z-]{1,40}\.svg$/);
    expect(readFileSync(absoluteSrc, 'utf8')).toContain('viewBox="0 0 480 300"');
  }
});

test.each(['chrome', 'firefox'])('the %s manifest asks for no more than it explains', (target) => {
  const manifest = manifestFor(target);
  const { permissions = [], optional_permissions: optional = [] } = manifest;
  expect([...permissions, ...optional].sort()).toEqual(Object.keys(EXPLAINED).filter((name) => name !== 'sites').sort());
  // Asked for in the moment it is wanted, and never at installation.
  expect(optional).toEqual(['nativeMessaging']);
  expect(manifest.optional_host_permissions).toEqual(MAY_BE_ASKED_FOR);
  for (const absent of ['host_permissions', 'web_accessible_resources', 'sandbox']) expect(manifest).not.toHaveProperty(absent);
});

/** The tables under "Permissions, and why": what stands there in code marks. */
function explainedInReadme(): Set<string> {
  const text = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
  const section = text.split('## Permissions, and why')[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return new Set(rows.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, word]) => word as string)));
}

test('the README explains each permission and each address, and nothing that is not asked for', () => {
  const explained = explainedInReadme();
  const named = (target: string) => [...(manifestFor(target).permissions ?? []), ...(manifestFor(target).optional_permissions ?? [])];
  const asked = new Set(['chrome', 'firefox'].flatMap((target) => [...named(target), ...READ_FROM_THE_START]));
  expect([...explained].sort()).toEqual([...asked].sort());
});

test('the reader runs on exactly the sites read from the start, and in all frames there', () => {
  const manifest: { content_scripts?: object[] } = {};
  declareReader(manifest);
  const scripts = manifest.content_scripts as { matches: string[]; all_frames: boolean; match_origin_as_fallback?: boolean }[];
  expect(scripts.flatMap(({ matches }) => matches).sort()).toEqual([...READ_FROM_THE_START].sort());
  expect(scripts.every(({ all_frames }) => all_frames)).toBe(true);
  // Chrome refuses the whole manifest otherwise.
  for (const { matches, match_origin_as_fallback } of scripts) if (match_origin_as_fallback) expect(matches.every((pattern) => /^https:\/\/[^/]+\/\*$/.test(pattern))).toBe(true);
});

test.each(['chrome', 'firefox'])('the %s pages can reach their own package and nothing else', (target) => {
  const policy = (manifestFor(target).content_security_policy as { extension_pages: string }).extension_pages;
  const parts = Object.fromEntries(policy.split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
  expect(parts).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
});

test('no other extension may connect, in either browser', () => {
  expect(manifestFor('chrome').externally_connectable).toEqual({ ids: [] });
  expect(manifestFor('firefox')).not.toHaveProperty('externally_connectable');
});

test('the extension has one id in each browser, and the native host answers those', () => {
  expect(manifestFor('chrome').key).toBe(CHROMIUM_KEY);
  expect(manifestFor('firefox')).not.toHaveProperty('key');
  expect(manifestFor('firefox').browser_specific_settings?.gecko?.id).toBe(FIREFOX_ID);
  // As Chromium makes it: the first half of the key's hash, in letters from a to p.
  const hash = createHash('sha256').update(Buffer.from(CHROMIUM_KEY, 'base64')).digest('hex').slice(0, 32);
  expect([...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')).toBe(CHROMIUM_ID);
  const host = readFileSync(resolve(import.meta.dirname, '../../../crates/host/src/browsers.rs'), 'utf8');
  for (const id of [CHROMIUM_ID, FIREFOX_ID]) expect(host).toContain(`"${id}"`);
});

test('a workplace may lay down what the extension reads of it, and nothing else', () => {
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../public/managed-schema.json'), 'utf8')) as { properties: Record<string, object> };
  expect(manifestFor('chrome').storage).toEqual({ managed_schema: 'managed-schema.json' });
  expect(manifestFor('firefox')).not.toHaveProperty('storage');
  expect(Object.keys(schema.properties).sort()).toEqual(['sites', 'source', 'updates']);
});

test('match patterns cover what browsers say they cover', () => {
  const cases: [string, string, boolean][] = [
    ['https://mail.google.com/*', 'https://mail.google.com/mail/u/0/#inbox', true],
    ['https://mail.google.com/*', 'http://mail.google.com/', false],
    ['https://mail.google.com/*', 'https://mail.google.com.evil.example/', false],
    ['https://outlook.live.com/mail/*', 'https://outlook.live.com/mail/0/', true],
    ['https://outlook.live.com/mail/*', 'https://outlook.live.com/calendar/', false],
    ['*://*.gmx.net/*', 'https://3c.gmx.net/mail', true],
    ['*://*.gmx.net/*', 'https://gmx.net/', true],
    ['*://*.gmx.net/*', 'https://evilgmx.net/', false],
    ['https://*/*', 'https://any.example:8443/x', true],
    ['https://a.example/*/mail*end', 'https://a.example/x/mail/the-end', true],
    ['https://a.example/*/mail*end', 'https://a.example/mail/end', false],
    ['https://a.example/ab*ba', 'https://a.example/aba', false],
    ['https://a.example/*', 'ftp://a.example/', false],
    ['nonsense', 'https://a.example/', false],
    ['https://*/*', 'not an address', false],
  ];
  for (const [pattern, url, fits] of cases) expect(covers(pattern, url), `${pattern} ${url}`).toBe(fits);
});

test('a site is asked for by its host, whatever the port', () => {
  expect(patternOf('https://mail.home.example:8443/?_task=mail')).toBe('https://mail.home.example/*');
  expect(patternOf('http://localhost:8000/')).toBe('http://localhost/*');
  for (const url of ['about:blank', 'chrome://settings', 'file:///etc/passwd', '', 'nonsense']) expect(patternOf(url)).toBeNull();
  expect(READ_FROM_THE_START.every((pattern) => pattern.startsWith('https://'))).toBe(true);
});

test('the sites of the manifest are not taken for added ones, as either browser names them', () => {
  const hosts = READ_FROM_THE_START.map((pattern) => pattern.replace(/(?<=\w)\/.*$/, '/*'));
  expect(added([...READ_FROM_THE_START, ...hosts, 'https://b.example/*', 'https://a.example/*'])).toEqual(['https://a.example/*', 'https://b.example/*']);
});
