/** What the demo says on the terminal. */

/** A warning as a person sees it. @param {import('../../tests/e2e/harness/shadow.mjs').Warning} warning */
export const warningText = (warning) => warning.text.split('\n').map((line) => `  | ${line}`).join('\n');

const WIDEST = { subject: 34, kind: 24, evidence: 60 };

/** @param {import('./walk.mjs').Row[]} rows */
export function table(rows) {
  const head = ['', 'message', 'expected', 'seen', 'kind', 'evidence'];
  const lines = rows.map(({ subject, expected, seen, evidence, asExpected, why }) => [
    asExpected ? 'ok' : 'NO',
    short(subject, WIDEST.subject),
    expected.level,
    seen.level,
    short(seen.kind ?? '', WIDEST.kind),
    asExpected ? short(evidence.map((words) => `“${words}”`).join(' '), WIDEST.evidence) : why,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => width(line[column] ?? ''))));
  const print = (/** @type {string[]} */ line) => line.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join('  ').trimEnd();
  return [print(head), widths.map((size) => '-'.repeat(size)).join('  '), ...lines.map(print)].join('\n');
}

/** @param {import('./walk.mjs').Row[]} rows */
export function summary(rows) {
  const good = rows.filter(({ asExpected }) => asExpected).length;
  const warned = rows.filter(({ seen }) => seen.level !== 'none').length;
  return `${good} of ${rows.length} messages as expected, ${warned} warned about`;
}

const width = (/** @type {string} */ text) => [...text].length;
const short = (/** @type {string} */ text, /** @type {number} */ most) => (width(text) <= most ? text : `${[...text].slice(0, most - 1).join('')}…`);
