/**
 * The tree obeys its own rules: short files, no way from text to markup or code, one door to the browser
 * and one to the engine. What compilers and clippy can enforce is enforced there, not here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MAX_LINES = 500;

/** Long by nature: lists that are copied or generated as a whole. */
const LONG = /^(rules\/lists\/|Cargo\.lock$|package-lock\.json$|LICENSE|CHANGELOG\.md$|tests\/corpus\/|rules\/languages\/[a-z]+\/texts\.toml$|extension\/public\/_locales\/)/;
const TEXT = /\.(rs|ts|mjs|js|css|html|toml|md|json|jsonl|sh|yml|txt)$|^scripts\/[^.]+$|^\.ci\//;

/** Our code that runs in the browser. Its tests and the pages it is tested on are somebody else's words. */
const SHIPPED = /^extension\/(entrypoints|src|public)\/.*\.(ts|js|html)$/;
const TEST = /\.test\.ts$/;

/** What must not stand in code, and where it may nevertheless. Comments may name it. */
const BANNED = [
  { what: /\.(innerHTML|outerHTML)\b/, why: 'text becomes markup: build elements and set textContent' },
  { what: /\b(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe)\b/, why: 'text becomes markup' },
  { what: /\bdocument\s*\.\s*write(ln)?\b/, why: 'text becomes markup' },
  { what: /\bsrcdoc\b/, why: 'text becomes markup' },
  { what: /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(/, why: 'text becomes code' },
  { what: /\bset(Timeout|Interval)\s*\(\s*['"`]/, why: 'text becomes code' },
  { what: /\bworld\s*:\s*['"]MAIN['"]/, why: "the page's own world sees and changes what runs there" },
  { what: /\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\b/, why: 'the extension makes no network request' },
  { what: /(?<!#)\bfetch\s*\(/, why: 'only packaged files are fetched, in one place', unless: /^extension\/src\/pack\/files\.ts$/ },
  { what: /\bonMessageExternal\b|\bonConnectExternal\b/, why: 'nobody outside may speak to the background' },
  { what: /\b(browser|chrome)\s*\.\s*(runtime|tabs|storage|action|scripting|contextMenus|permissions|i18n|windows|commands|alarms)\b/,
    why: "only files that import './browser' may, and none may name chrome", unless: importsBrowser },
  { what: /\b(connectNative|sendNativeMessage)\b/, why: 'only one place speaks to the native host', unless: /^extension\/src\/updates\/host\.ts$/ },
  { what: /\bindexedDB\b/, why: 'only one place keeps things in the database', unless: /^extension\/src\/updates\/store\.ts$/ },
  { what: /engine\/pkg\/|['"]\.\/pkg\//, why: 'only extension/src/engine touches the generated module', unless: /^extension\/src\/(engine|build)\// },
  { what: /<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*["']/i, why: 'no inline script', only: /\.html$/ },
];

function importsBrowser(path, code) {
  return path === 'extension/src/browser.ts' || (/from ['"]\.[^'"]*\/browser['"]/.test(code) && !/\bchrome\s*\.\s*\w+\s*\./.test(code));
}

/** The code with its comments blanked out, lines kept. Strings stay: `'//'` inside one is no comment. */
export function withoutComments(code, path) {
  const blank = (comment) => comment.replace(/[^\n]/g, ' ');
  if (path.endsWith('.html')) return code.replace(/<!--[\s\S]*?-->/g, blank);
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return code.replace(token, (found) => (found.startsWith('//') || found.startsWith('/*') ? blank(found) : found));
}

export function problemsIn(path, text) {
  const problems = [];
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  if (lines.length > MAX_LINES && !LONG.test(path)) {
    problems.push(`${path}: ${lines.length} lines, more than ${MAX_LINES}: give each of its jobs a file`);
  }
  if (SHIPPED.test(path) && !TEST.test(path)) {
    const code = withoutComments(text, path);
    for (const { what, why, unless, only } of BANNED) {
      if (only && !only.test(path)) continue;
      if (typeof unless === 'function' ? unless(path, code) : unless?.test(path)) continue;
      code.split('\n').forEach((line, i) => {
        const found = what.exec(line);
        if (found) problems.push(`${path}:${i + 1}:${found.index + 1}: ${found[0].trim()}: ${why}`);
      });
    }
  }
  return problems;
}

/** Everything that is or will be committed. */
function files() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return listed.split('\0').filter((path) => path && TEXT.test(path) && existsSync(path));
}

/** Links lead to where one machine has something. */
function links() {
  const listed = execFileSync('git', ['ls-files', '-z', '--stage'], { encoding: 'utf8' });
  return listed.split('\0').filter((entry) => entry.startsWith('120000 ')).map((entry) => `${entry.split('\t')[1]}: a link, which leads nowhere on another machine`);
}

/** The check itself must be able to fail: each of these is one finding and no more. */
const WRONG = [
  ['extension/src/a.ts', 'el.innerHTML = text;'],
  ['extension/src/a.ts', 'x.insertAdjacentHTML("beforeend", text)'],
  ['extension/src/a.ts', 'setTimeout("go()", 1)'],
  ['extension/src/a.ts', 'const s = "//"; eval(s)'],
  ['extension/src/a.ts', 'await fetch(url)'],
  ['extension/src/a.ts', 'browser.tabs.create({})'],
  ['extension/src/a.ts', "import { browser } from './browser'; chrome.tabs.create({})"],
  ['extension/src/a.ts', "sendNativeMessage('x', {})"],
  ['extension/src/a.ts', "indexedDB.open('x')"],
  ['extension/src/a.ts', "import { scan } from './engine/pkg/caveat_wasm.js'"],
  ['extension/entrypoints/p/index.html', '<p onclick="go()">'],
  ['extension/entrypoints/p/index.html', '<script>go()</script>'],
  ['crates/engine/src/a.rs', 'x\n'.repeat(MAX_LINES + 1)],
];
const RIGHT = [
  ['extension/src/a.ts', '// never innerHTML\n/* nor eval() */ el.textContent = "";'],
  ['extension/src/a.ts', "import { browser } from '../browser'; browser.tabs.create({})"],
  ['extension/entrypoints/p/index.html', '<!-- <script>no</script> --><script type="module" src="./main.ts"></script>'],
  ['crates/engine/src/a.rs', 'x\n'.repeat(MAX_LINES)],
  ['Cargo.lock', 'x\n'.repeat(MAX_LINES + 1)],
];

const blind = WRONG.filter(([path, text]) => problemsIn(path, text).length !== 1);
const nervous = RIGHT.filter(([path, text]) => problemsIn(path, text).length !== 0);
for (const [path, text] of [...blind, ...nervous]) {
  console.error(`check-tree itself is wrong about ${path}: ${text.slice(0, 80)}`);
}

const paths = files();
const problems = [...links(), ...paths.flatMap((path) => problemsIn(path, readFileSync(path, 'utf8')))];
for (const problem of problems) console.error(problem);
console.log(`${paths.length} files, ${problems.length} problems`);
process.exitCode = problems.length + blind.length + nervous.length > 0 ? 1 : 0;
