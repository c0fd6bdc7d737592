import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/find.mjs';

/**
 * The page fixtures of `tests/pages/` at the real applications' addresses, under headers as strict as theirs: scripts by
 * nonce alone, strings are no markup (Trusted Types), nothing from elsewhere.
 *
 * @typedef {object} Site
 * @property {string} id name of the adapter and of the folder
 * @property {string} [adapter] when one adapter has several fixtures: its name
 * @property {string} [app] when it is drawn by the application of another folder: its name
 * @property {string} url where its list stands; every address under that path is answered with `app.js`
 * @property {'email' | 'sms' | 'chat'} [channel] default `email`
 * @property {boolean} [switchedOn] not read from the start: the user has to allow it
 * @property {string} [frame] the application stands in a frame whose address holds this; the page around it is `shell.js`
 * @property {Record<string, string>} [frames] for addresses that hold the key, the script of that name instead of `app.js`
 * @property {string[]} [origins] further origins that are answered for it
 * @property {{ subject?: boolean, name?: boolean, address?: boolean, number?: boolean, replyTo?: boolean, links?: boolean, hidden?: boolean,
 *   conversation?: boolean, rows?: string[] }} shows what the real site has in its page; nothing else may be read there
 */
const NONCE = 'bm9uY2UtZm9yLXRlc3Rz';
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  "style-src 'self'",
  "img-src 'self' data:",
  'frame-src https: data: blob:',
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types app 'allow-duplicates'",
].join('; ');

export const PAGES = join(ROOT, 'tests/pages');
const script = (/** @type {string} */ path) => readFileSync(join(PAGES, `${path}.js`), 'utf8');

/** The document of a fixture. @param {string} title @param {string} client */
const page = (title, client) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head>
<body><script nonce="${NONCE}">{${script('parts')}\n${client}}</script></body></html>`;

/** A fixture as `serveSites` serves it, for tests that send other headers. @param {string} id */
export const plain = (id) => page(id, script(`${id}/app`));

/** @type {Site[]} */
export const SITES = await Promise.all(
  readdirSync(PAGES)
    .filter((folder) => existsSync(join(PAGES, folder, 'site.mjs')))
    .sort()
    .map(async (folder) => (await import(join(PAGES, folder, 'site.mjs'))).default),
);

export const GMAIL = 'https://mail.google.com/mail/u/0/';
export const OUTLOOK = 'https://outlook.live.com/mail/0/';
export const MESSAGES = 'https://messages.google.com/web/conversations';
export const ELSEWHERE = 'https://letters.example.org/';
export const ROUNDCUBE = 'https://webmail.example.net/';

/** @param {import('../harness/web.mjs').Web} web @param {readonly Site[]} [sites] */
export function serveSites(web, sites = SITES) {
  const headers = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' };
  const origins = new Map();
  for (const site of sites) {
    for (const origin of [new URL(site.url).origin, ...(site.origins ?? [])]) origins.set(origin, [...(origins.get(origin) ?? []), site]);
  }
  for (const [origin, here] of origins) {
    web.serve(origin, (url) => {
      // Two applications of one host differ in the beginning of their path.
      const site = here.find((/** @type {Site} */ one) => url.pathname.startsWith(new URL(one.url).pathname)) ?? here[0];
      return { headers, body: page(site.id, script(`${site.app ?? site.adapter ?? site.id}/${scriptOf(site, url)}`)) };
    });
  }
}

/** @param {Site} site @param {URL} url */
function scriptOf(site, url) {
  const named = Object.entries(site.frames ?? {}).find(([part]) => url.href.includes(part));
  if (named) return named[1];
  return site.frame === undefined || url.href.includes(site.frame) ? 'app' : 'shell';
}

/**
 * A saved page as it is, in place of an application.
 * @param {import('../harness/web.mjs').Web} web @param {string} origin @param {Record<string, string>} files page by path and query; `*` for the rest
 * @param {Record<string, string>} [headers]
 */
export function serveFiles(web, origin, files, headers = {}) {
  web.serve(origin, (url) => {
    const body = files[url.pathname + url.search] ?? files['*'];
    return body === undefined ? null : { headers, body };
  });
}
