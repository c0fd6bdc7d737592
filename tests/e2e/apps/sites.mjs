import { readFileSync } from 'node:fs';

/**
 * Fake mail applications at the real applications' addresses, under headers as strict as theirs: scripts by nonce alone,
 * strings are no markup (Trusted Types), nothing from elsewhere.
 */
const NONCE = 'bm9uY2UtZm9yLXRlc3Rz';
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app',
].join('; ');

const script = (/** @type {string} */ name) => readFileSync(new URL(`./${name}.client.js`, import.meta.url), 'utf8');

/** @param {string} title @param {string} client */
const page = (title, client) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head>
<body><script nonce="${NONCE}">{${script('parts')}\n${client}}</script></body></html>`;

export const GMAIL = 'https://mail.google.com/mail/u/0/';
export const OUTLOOK = 'https://outlook.live.com/mail/0/';
export const MESSAGES = 'https://messages.google.com/web/conversations';
export const ELSEWHERE = 'https://letters.example.org/';
export const ROUNDCUBE = 'https://webmail.example.net/';

/** @param {import('../harness/web.mjs').Web} web */
export function serveSites(web) {
  const headers = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' };
  const app = (/** @type {string} */ title, /** @type {string} */ name) => {
    const body = page(title, script(name));
    return () => ({ headers, body });
  };
  web.serve('https://mail.google.com', app('Gmail', 'gmail'));
  web.serve('https://outlook.live.com', app('Outlook', 'outlook'));
  web.serve('https://messages.google.com', app('Messages', 'google-messages'));
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
