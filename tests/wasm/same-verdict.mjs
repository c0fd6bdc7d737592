/**
 * Native and in the browser: same message, same verdict. Runs every example in rules/ and twisted forms of them
 * through `caveat scan --jsonl` and through the packaged module, with the same Pack, and compares all but the
 * offsets' unit: the one counts bytes, the other UTF-16.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadEngine } from './engine.mjs';
import { awkward, examples, twisted } from './inputs.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Lone surrogates are no JSON that anyone else reads; the module gets U+FFFD for them, so that is sent. */
const json = (value) => JSON.stringify(value).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\\ufffd');

function native(lines, ...options) {
  // What the extension packages in parts, in one file.
  const whole = `${ROOT}target/whole.pack`;
  const made = spawnSync(`${ROOT}target/release/caveat`, ['pack', '--root', ROOT, '--output', whole], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const run = spawnSync(`${ROOT}target/release/caveat`, ['scan', '--jsonl', '--pack', whole, ...options], {
    input: lines.map((one) => `${json(one)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  assert.equal(run.error, undefined);
  assert.equal(run.status, 0, run.stderr);
  const verdicts = run.stdout.trimEnd().split('\n').map((text) => JSON.parse(text));
  assert.deepEqual(verdicts.map((v) => v.id), lines.map((one) => one.id), 'one answer a line, in order');
  return verdicts;
}

/** As the rules' examples write a sender: `Name <address>`, an address, a number or short code, or a name. */
export function sender(from) {
  const [, name, address] = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(from) ?? [];
  if (address !== undefined) return { name: name.replace(/^"(.*)"$/, '$1'), address, number: '' };
  const only = from.trim();
  if (/^\S+@\S+$/.test(only)) return { name: '', address: only, number: '' };
  if (/^[+\d][\d\s().-]*$/.test(only)) return { name: '', address: '', number: only };
  return { name: only, address: '', number: '' };
}

const message = ({ channel, subject, body, from, reply_to, links, turns }) => ({
  channel, subject, body, hidden: '', sender: sender(from), replyTo: reply_to,
  links: links.map(({ text = '', href = '' }) => ({ text, href })),
  turns: turns.map(({ own = false, text }) => ({ own, text })),
});

/** The text a field's name stands for. */
function fieldOf(message, field) {
  const [first, second, third] = field.split('.');
  if (first === 'from') return message.sender[second];
  if (first === 'reply_to') return message.replyTo;
  if (first === 'links') return message.links[second][third];
  if (first === 'turns') return message.turns[second].text;
  return message[first];
}

/** As the module's strings arrive: a lone surrogate has no UTF-8 and becomes U+FFFD, which is one unit as well. */
const wellFormed = (text) => text.toWellFormed();
const utf8 = (text) => Buffer.byteLength(text, 'utf8');

/** Both verdicts brought to one form. Spans in the sender are told by the command line as places in its one `from`. */
function common(verdict, scam, guide) {
  const place = ({ field, start, end, ...rest }) => (field.split('.')[0] === 'from' ? rest : { field, start, end, ...rest });
  const { level, score, findings, exceptions = [], truncated = false, targets, claims } = verdict;
  return { level, score, scam, guide, truncated, targets, claims, findings: findings.map(place), exceptions: exceptions.map(place) };
}

function inBytes(found, message) {
  const text = wellFormed(fieldOf(message, found.field));
  assert.equal(text.slice(found.start, found.end), found.text, 'the offsets lead to the quoted words');
  return { ...found, start: utf8(text.slice(0, found.start)), end: utf8(text.slice(0, found.end)) };
}

const engine = await loadEngine();
const plain = examples(`${ROOT}rules`);
const lines = [...plain, ...twisted(plain), ...awkward()];
// Not worth the name of a test when the rules were not found.
assert.ok(plain.length >= 100, `only ${plain.length} examples in rules/`);

const expected = native(lines);
const levels = { none: 0, caution: 0, danger: 0 };
let findings = 0;
let wrong = 0;
lines.forEach((one, i) => {
  const asked = message(one);
  try {
    const verdict = engine.scan(asked);
    levels[verdict.level] += 1;
    findings += verdict.findings.length;
    const converted = {
      ...verdict,
      findings: verdict.findings.map((found) => inBytes(found, asked)),
      exceptions: verdict.exceptions.map((found) => inBytes(found, asked)),
    };
    assert.deepEqual(
      common(converted, verdict.scam?.id ?? null, verdict.scam?.guide ?? null),
      common(expected[i], expected[i].scam, expected[i].guide),
    );
  } catch (error) {
    wrong += 1;
    if (wrong <= 10) console.error(`${one.id}:\n${error.message}\n`);
  }
});

// A reader who asked for more care gets the same from both, and more than others do somewhere.
let raised = 0;
native(plain, '--careful').forEach(({ level, score, scam }, i) => {
  const verdict = engine.scan(message(plain[i]), true);
  if (expected[i].level !== level) raised += 1;
  if (verdict.level === level && verdict.score === score && (verdict.scam?.id ?? null) === scam) return;
  wrong += 1;
  console.error(`${plain[i].id}, with more care: ${level} ${score} and ${verdict.level} ${verdict.score}`);
});
assert.ok(raised > 0, 'more care makes a difference');

assert.ok(levels.danger > 0 && levels.none > 0 && findings > 0, 'the examples are judged at all');
console.log(JSON.stringify(levels));
console.log(`${lines.length} verdicts, ${findings} findings compared, ${wrong} differ`);
process.exitCode = wrong > 0 ? 1 : 0;
