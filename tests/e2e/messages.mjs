import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { ROOT } from './harness/find.mjs';
import { until } from './harness/until.mjs';

/**
 * The mails that the fake sites show: the examples that stand in the rules themselves, so that these tests are about the
 * way from the page to the warning and never about how a rule is worded.
 *
 * @typedef {{ id: string, name: string, address: string, number: string, subject: string, body: string,
 *   links: { text: string, href: string }[], own?: boolean, folded?: boolean }} Mail
 */

/**
 * An example of one kind of scam. `expect: 'none'` gives an honest message that resembles it.
 * @param {string} kind @param {'danger' | 'caution' | 'none'} expect @param {{ channel?: string, skip?: number, fits?: (mail: Mail) => boolean }} [options]
 * @returns {Mail}
 */
export function example(kind, expect, { channel = 'email', skip = 0, fits = () => true } = {}) {
  const file = join(ROOT, 'rules/scams', `${kind}.toml`);
  if (!existsSync(file)) throw new Error(`${file} is missing`);
  const rule = /** @type {any} */ (parse(readFileSync(file, 'utf8')));
  const found = (rule.example ?? [])
    .filter((/** @type {any} */ one) => one.expect === expect && one.channel === channel && (one.turns ?? []).length === 0 && (one.kind ?? kind) === kind)
    .map((/** @type {any} */ one, /** @type {number} */ index) => mailOf(one, `${kind}-${expect}-${index}`))
    .filter(fits)[skip];
  if (!found) throw new Error(`${file} has no ${channel} example that expects ${expect}`);
  return found;
}

/** @param {any} one @param {string} id @returns {Mail} */
function mailOf(one, id) {
  const [, name = '', address = ''] = /^\s*"?(.*?)"?\s*<(.+)>\s*$/.exec(one.from ?? '') ?? [];
  const plain = name || address ? '' : (one.from ?? '');
  return {
    id,
    name: name || (plain.includes('@') ? plain : plain || 'Unknown'),
    address: address || (plain.includes('@') ? plain : ''),
    number: plain.includes('@') ? '' : plain,
    subject: one.subject ?? '',
    body: one.body.trim(),
    links: (one.links ?? []).map((/** @type {any} */ { text, href }) => ({ text, href })),
  };
}

/** What the guide to that kind of scam says to do first. @param {string} kind @returns {string[]} */
export function firstSteps(kind) {
  const { guide = kind } = /** @type {any} */ (parse(readFileSync(join(ROOT, 'rules/scams', `${kind}.toml`), 'utf8')));
  const [, head = ''] = readFileSync(join(ROOT, 'guides/en', `${guide}.md`), 'utf8').split('+++');
  return /** @type {any} */ (parse(head)).first_steps.map((/** @type {string} */ step) => step.replaceAll('*', ''));
}

/**
 * The warnings of a page once each says the steps of its guide: a background that was just woken reads the guides after it
 * has answered, and until then a warning may still grow by a line under the mouse.
 * @param {import('./harness/driver.mjs').Driver} driver @param {import('puppeteer-core').Page} page
 */
export const whole = (driver, page) =>
  until('warnings with the steps of their guides', async () => {
    const seen = await driver.warnings(page);
    return seen.length > 0 && seen.every(({ steps, scam }) => steps.join() === firstSteps(scam).join()) && seen;
  });

/** Words as they are compared: one space between them. @param {string} text */
export const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** Everything that stands in a mail, as one line. @param {Mail} mail */
export const wordsOf = (mail) => oneLine([mail.subject, mail.name, mail.address, mail.number, mail.body, ...mail.links.flatMap(({ text, href }) => [text, href])].join(' '));
