/**
 * The guides' website is valid HTML: every page, by html-validate with its rules for whole documents and for people
 * who hear or tab through a page. `CAVEAT=target/debug/caveat npm run test:site` tries another build.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader, formatterFactory } from 'html-validate';

const caveat = process.env.CAVEAT ?? 'target/release/caveat';
/** So many are shown; the rest is mostly the same again. */
const MOST_SHOWN = 20;

const rules = new StaticConfigLoader({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Titles are the guides' own words, and some languages need more of them.
    'long-title': 'off',
    // One page has one stylesheet, on the site itself: there is nothing a hash could protect from.
    'require-sri': 'off',
  },
});
const validator = new HtmlValidate(rules);

/** The check itself must be able to fail: each of these is wrong in one way. */
const sound = '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body><h1>A</h1><p id="a">B</p></body></html>';
const WRONG = [sound.replace('<p id="a">', '<p id="a"><h1>'), sound.replace('</p>', '</p><p id="a">C</p>'), sound.replace('<h1>', '<h3>').replace('</h1>', '</h3>'), sound.replace('B', '<img src="a.svg">'), sound.replace('<!DOCTYPE html>', '')];
if (!(await validator.validateString(sound)).valid) throw new Error('the sound page is refused');
for (const page of WRONG) if ((await validator.validateString(page)).valid) throw new Error(`not noticed: ${page}`);

const folder = mkdtempSync(join(tmpdir(), 'caveat-site-'));
try {
  execFileSync(caveat, ['guides', '--site', folder, '--base-url', 'https://guides.example/'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
  if (pages.length < 500) throw new Error(`only ${pages.length} pages were made`);
  const results = [];
  for (const page of pages) {
    const report = await validator.validateFile(join(folder, page));
    results.push(...report.results.filter(({ messages }) => messages.length > 0));
  }
  const found = results.flatMap(({ messages }) => messages);
  if (found.length > 0) console.error(formatterFactory('text')(results.slice(0, MOST_SHOWN)));
  console.log(`${pages.length} files, ${found.length} problems`);
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
