import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tests/e2e/harness/find.mjs';
import { until } from '../../tests/e2e/harness/until.mjs';

/**
 * Walks through the demo mailbox as a reader would, and notes what was said of each message.
 *
 * @typedef {{ level: string, kind: string | null }} Said
 * @typedef {{ id: string, subject: string, expected: Said, seen: Said, warning: import('../../tests/e2e/harness/shadow.mjs').Warning | null,
 *   evidence: string[], asExpected: boolean, why: string }} Row
 */

/** The mailbox's own statement of what it holds. */
const conversations = () => JSON.parse(readFileSync(join(ROOT, 'extension/src/demo/messages.json'), 'utf8')).conversations;

/**
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver
 * @param {{ picture?: (number: number, id: string) => string, seen?: (row: Row) => void }} [options]
 * @returns {Promise<Row[]>}
 */
export async function walk(driver, { picture, seen } = {}) {
  // Before the mailbox, so that the mailbox is the tab in front.
  await driver.api(() => null);
  const mailbox = await driver.own('demo.html');
  const tabId = await mailbox.evaluate(() => /** @type {any} */ (globalThis).browser.tabs.getCurrent().then((/** @type {any} */ tab) => tab.id));
  /** @type {Row[]} */
  const rows = [];
  let number = 0;
  for (const conversation of conversations()) {
    number += 1;
    await mailbox.show();
    const found = await read(driver, mailbox, tabId, conversation).catch((error) => unread(conversation, error));
    for (const row of found) seen?.(row);
    rows.push(...found);
    if (picture) await mailbox.screenshot(picture(number, conversation.id));
  }
  return rows;
}

/** The user's own are never judged. @param {any[]} messages @returns {any[]} */
const received = (messages) => messages.filter(({ own }) => !own);

/**
 * Opens one conversation and waits until all of it is judged and drawn.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {import('../../tests/e2e/harness/own-page.mjs').OwnPage} mailbox
 * @param {number} tabId @param {any} conversation @returns {Promise<Row[]>}
 */
async function read(driver, mailbox, tabId, { id, subject, messages }) {
  await mailbox.evaluate((/** @type {string} */ hash) => void (location.hash = hash), `#/inbox/${id}`);
  await until(`${subject} to open`, () => mailbox.evaluate((/** @type {string} */ wanted) => document.querySelector('[data-part=subject]')?.textContent === wanted, subject));
  await unfold(mailbox);
  const mails = received(messages);
  const judged = await report(driver, tabId, subject, mails.length);
  const warned = judged.filter(({ level }) => level !== 'none').length;
  const warnings = await until(`${warned} warning(s) over ${subject}`, async () => {
    const found = await driver.warnings(await mailbox.inside());
    return found.length === warned && found;
  });
  return mails.map((mail, index) => {
    const { level, scam } = /** @type {typeof judged[0]} */ (judged[index]);
    return rowOf(mail, subject, { level, kind: scam?.id ?? null }, level === 'none' ? null : (warnings.shift() ?? null));
  });
}

/** A conversation that was never judged is no reason to leave the others out. @param {any} conversation @param {unknown} error @returns {Row[]} */
function unread({ subject, messages }, error) {
  const why = error instanceof Error ? error.message : String(error);
  return received(messages).map(({ id, expect }) => ({ id, subject, expected: expect, seen: { level: 'not read', kind: null }, warning: null, evidence: [], asExpected: false, why }));
}

/** Opens the folded messages of a conversation, one after the other. @param {import('../../tests/e2e/harness/own-page.mjs').OwnPage} mailbox */
async function unfold(mailbox) {
  for (;;) {
    const folded = await mailbox.evaluate(() => document.querySelectorAll('.unfold').length);
    if (folded === 0) return;
    await mailbox.click('.unfold');
    await until('a message to unfold', () => mailbox.evaluate((before) => document.querySelectorAll('.unfold').length < before, folded));
  }
}

/**
 * The background's word on the messages that are open now, in reading order.
 * @param {import('../../tests/e2e/harness/driver.mjs').Driver} driver @param {number} tabId @param {string} subject @param {number} count
 */
async function report(driver, tabId, subject, count) {
  return until(`${count} message(s) of ${subject} to be judged`, async () => {
    const answer = await driver.api((id) => /** @type {any} */ (globalThis).browser.runtime.sendMessage({ kind: 'report', tabId: id }), tabId);
    /** @type {import('../../extension/src/protocol').Judged[]} */
    const messages = answer.value.messages;
    if (messages.length !== count || messages.some((one) => one.subject !== subject)) throw new Error(`the report is ${JSON.stringify(answer.value)}`);
    return messages;
  });
}

/** @param {any} mail @param {string} subject @param {Said} seen @param {Row['warning']} warning @returns {Row} */
function rowOf(mail, subject, seen, warning) {
  const expected = mail.expect;
  const words = wordsIn(mail, subject);
  const evidence = warning?.reasons.map(({ quote }) => quote).filter((quote) => quote !== '') ?? [];
  const invented = evidence.filter((quote) => !words.includes(quote.replace(/…$/, '')));
  const why = [
    seen.level !== expected.level && `level ${seen.level}, expected ${expected.level}`,
    seen.level !== 'none' && seen.kind !== expected.kind && `kind ${seen.kind}, expected ${expected.kind}`,
    warning && (warning.level !== seen.level || warning.scam !== (seen.kind ?? '')) && `the warning says ${warning.level} ${warning.scam}`,
    warning && evidence.length === 0 && 'it quotes nothing',
    invented.length > 0 && `quoted, but not in the message: ${invented.join(' | ')}`,
  ].filter(Boolean);
  return { id: mail.id, subject, expected, seen, warning, evidence, asExpected: why.length === 0, why: why.join('; ') };
}

/** Everything that can be read in a demo mail, as one line. @param {any} mail @param {string} subject */
function wordsIn(mail, subject) {
  /** @type {string[]} */
  const found = [subject, mail.from.name, mail.from.address, mail.from.number ?? ''];
  const gather = (/** @type {any} */ part) => {
    if (typeof part === 'string') found.push(part);
    else if (Array.isArray(part)) part.forEach(gather);
    else if (part && typeof part === 'object') Object.values(part).forEach(gather);
  };
  gather(mail.body);
  // Pieces of one paragraph stand side by side, and a quote may run over them.
  const glued = mail.body.map((/** @type {any} */ part) => (part.p ?? part.quote ?? part.small ?? []).map((/** @type {any} */ piece) => (typeof piece === 'string' ? piece : (piece.text ?? ' '))).join(''));
  return [...found, ...glued].join(' ').replace(/\s+/g, ' ');
}
