import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITES } from './apps/sites.mjs';
import { BROWSERS, ROOT } from './harness/find.mjs';
import { seen } from './table.mjs';

/**
 * Writes the table of sites in tests/README.md from what the last whole run of `sites.spec.mjs` has seen. With `--check`
 * it only says whether the table there is that one.
 */
const FILE = join(ROOT, 'tests/README.md');
const [BEGIN, END] = ['<!-- sites: begin -->', '<!-- sites: end -->'];
const FIELDS = ['text', 'hidden', 'subject', 'name', 'address', 'number', 'reply-to', 'links', 'rows', 'warned', 'moves', 'own', 'conversation'];

const all = Object.fromEntries(BROWSERS.map((browser) => [browser, seen(browser)]));
const missing = SITES.flatMap(({ id }) => BROWSERS.filter((browser) => !all[browser]?.[id]).map((browser) => `${id} in ${browser}`));
if (missing.length > 0) {
  console.error(`error: the last run has not seen ${missing.join(', ')}; run all of sites.spec.mjs first`);
  process.exit(1);
}

/** Both browsers in one cell: `✓` right in both, `–` not shown by the site. @param {string} site @param {string} field */
function cell(site, field) {
  const marks = BROWSERS.map((browser) => all[browser]?.[site]?.[field]);
  if (marks.every((mark) => mark === undefined)) return '–';
  return marks.every((mark) => mark === true) ? '✓' : marks.map((mark, i) => `${BROWSERS[i]} ${mark ? '✓' : '✗'}`).join(', ');
}

const head = ['site', ...FIELDS];
const rows = SITES.map(({ id }) => [id, ...FIELDS.map((field) => cell(id, field))]);
const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const text = readFileSync(FILE, 'utf8');
const [before, rest = ''] = text.split(BEGIN);
const [, after = ''] = rest.split(END);
const written = `${before}${BEGIN}\n${table}\n${END}${after}`;
if (process.argv.includes('--check')) {
  if (written !== text) {
    console.error('error: the table in tests/README.md is not what the last run has seen: npm run table:sites');
    process.exit(1);
  }
} else {
  writeFileSync(FILE, written);
}
