import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'smol-toml';
import { ROOT } from '../../tests/e2e/harness/find.mjs';

/** The reader as one expression that gives its functions. */
export async function bundledReader() {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'scripts/read-page.d/reader.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'reader',
    target: 'es2023',
    // The extension's own settings would bring in files that only its build makes.
    tsconfigRaw: {},
  });
  return `(() => { ${outputFiles[0]?.text}; return reader; })()`;
}

const HOSTS = join(ROOT, 'extension/src/hosts.ts');
const DEMO = 'demo';

/** The extension's own way of telling which addresses a match pattern covers. */
async function coversOf() {
  const { outputFiles } = await build({ entryPoints: [HOSTS], bundle: true, write: false, format: 'esm', tsconfigRaw: {} });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  return /** @type {(pattern: string, url: string) => boolean} */ (module.covers);
}

/**
 * The adapters for an address, those that name its host first; the page itself decides among them.
 * @param {string} url @param {string} [site]
 */
export async function adaptersFor(url, site) {
  const folder = join(ROOT, 'rules/sites');
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.toml'))
    .map((file) => ({ id: file.slice(0, -5), matches: /** @type {string[]} */ ([]), .../** @type {object} */ (parse(readFileSync(join(folder, file), 'utf8'))) }));
  if (site !== undefined) {
    const found = all.filter(({ id }) => id === site);
    if (found.length === 0) throw new Error(`rules/sites/${site}.toml does not exist`);
    return found;
  }
  const covers = await coversOf();
  const named = all.filter(({ matches }) => matches.some((pattern) => covers(pattern, url)));
  return [...named, ...all.filter(({ id, matches }) => matches.length === 0 && id !== DEMO)];
}
