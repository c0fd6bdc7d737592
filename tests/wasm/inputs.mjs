/** Messages to compare the two builds of the engine with: every example in the rules, and worse ones made from them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

const tables = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => ({ name, table: parse(readFileSync(join(folder, name), 'utf8')) }));

/** One message as `caveat scan --jsonl` takes it. */
const line = (id, { channel = 'email', subject = '', body = '', from = '', reply_to = '', links = [], turns = [] }) => ({
  id, channel, subject, body, from, reply_to, links, turns,
});

/** Every example that stands in rules/. */
export function examples(rules) {
  const ofScams = tables(join(rules, 'scams')).flatMap(({ name, table }) =>
    (table.example ?? []).map((example, i) => line(`${name} example ${i + 1}`, example)));
  const ofSignals = ['scams', 'signals'].flatMap((folder) => tables(join(rules, folder))).flatMap(({ name, table }) =>
    (table.signal ?? []).flatMap((signal) =>
      [...(signal.fires ?? []), ...(signal.silent_on ?? [])].map((example, i) =>
        line(`${name} ${signal.id} ${i + 1}`, typeof example === 'string' ? { channel: signal.channels?.[0], body: example } : example))));
  return [...ofScams, ...ofSignals];
}

/** The same words in ways that move offsets apart, or that no honest sender would use. */
const TWISTS = {
  'with pictures before it': (text) => `👨‍👩‍👧 🎁 ${text}`,
  'with accents': (text) => text.replace(/e/g, 'e\u0301').replace(/a/g, 'ä'),
  'in look-alikes': (text) => text.replace(/a/g, 'а').replace(/o/g, 'о').replace(/c/g, 'с'),
  'with invisible characters': (text) => text.replace(/(\w)(\w)/g, '$1\u200b$2'),
  'in mathematical letters': (text) => text.replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97)),
  'right to left': (text) => `\u202e${text}\u202c`,
};

export function twisted(lines) {
  const names = Object.keys(TWISTS);
  return lines.map((one, i) => {
    const name = names[i % names.length];
    const twist = TWISTS[name];
    return { ...one, id: `${one.id}, ${name}`, subject: twist(one.subject), body: twist(one.body) };
  });
}

/** Addresses on which two URL parsers might disagree: the engine has none of its own, so both builds must not. */
const HREFS = [
  'https://paypal.com@evil.example/login', 'http://0x7f.1/', 'http://2130706433/', 'http://[::1]:8080/a?b=c#d',
  'https://аррӏе.com/', 'https://xn--80ak6aa92e.com/', 'HTTPS://EXAMPLE.COM:443/%41?q=%zz', '//example.com/x',
  'https://example.com:8443/?', 'javascript:alert(1)', 'data:text/html,hi', 'hxxps://evil[.]example/x', 'https://',
  'https://www.google.com/url?q=https%3A%2F%2Fevil.example%2F&sa=D', 'example.com/path', 'mailto:a@b.example', 'tel:+15550100',
  'https://exa mple.com/', 'https://example.com\\@evil.example/', ' https://example.com/ ', 'http://user:pw@203.0.113.9:81/p?x=1;y=2',
  'https://ex\tample.com/\n', 'https://münchen.example/straße?ü=ß', 'http://1.2.3/', 'http://256.1.1.1/', 'https://a..b/', 'blob:https://a.example/1',
  'tel:+1-800-555-0100;ext=7', 'tel:*21*%2B15550100%23', 'sms:+15550100?body=YES', 'mailto:service@раypal.example?subject=x', 'mailto:a@bücher.example,b@c.example',
  'http://intranet/', 'https://осо.example/', 'https://paypal.comノlogin.example/', 'tel:\u202e0100555', 'java\nscript:alert(1)', '#', '',
];

export const awkward = () => [
  line('nothing', {}),
  line('one lone surrogate', { body: 'Send me the gift card codes \ud83c now' }),
  line('only spaces', { body: ' \n\t '.repeat(50) }),
  ...HREFS.map((href) => line(`link ${JSON.stringify(href)}`, { body: `See ${href} now`, links: [{ text: 'www.paypal.com', href }] })),
  // Asked about, where each link leads is told whatever the level.
  ...HREFS.map((href) => line(`asked about ${JSON.stringify(href)}`, { channel: 'selection', body: 'See', links: [{ text: 'Log in to PayPal', href }] })),
  line('beyond the limit of text', { body: 'Please buy gift cards and send me the codes. 🎁 '.repeat(25_000) }),
  line('beyond the limit of links', { body: 'x', links: Array.from({ length: 2_100 }, (_, i) => ({ text: 'bank', href: `https://h${i}.example/` })) }),
];
