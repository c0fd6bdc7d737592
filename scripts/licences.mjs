/**
 * Writes down what of others is inside the extension, and under which licence: `extension/src/ui/inside.json` for the
 * settings page, `extension/public/licences.txt` with all the texts. Run it when a dependency of the extension changes;
 * `extension/src/ui/options-about.test.ts` notices that.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where a package may be had under one of several licences, this is the one that we take it under. */
const TAKEN = 'MIT';

/** Copyright lines of a package's own licence file. */
function copyright(folder) {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying)(-mit)?(\.(md|txt))?$/i.test(name));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')).filter((line) => /^\s*copyright (\(c\)|©|\d)/i.test(line));
  return [...new Set(lines.map((line) => line.trim()))];
}

/** The crates in the module, without the tools that only make it. */
function crates() {
  const cargo = (...args) => execFileSync('cargo', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  const tree = cargo('tree', '--locked', '-p', 'caveat-wasm', '-e', 'normal,no-proc-macro', '--target', 'wasm32-unknown-unknown', '--prefix', 'none', '--format', '{p}');
  const inside = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  return JSON.parse(cargo('metadata', '--locked', '--format-version', '1'))
    .packages.filter(({ name, version, source }) => source !== null && inside.has(`${name} v${version}`))
    .map(({ name, version, license, authors, manifest_path }) => {
      const lines = copyright(dirname(manifest_path));
      // Some name nobody in their licence: then those who signed the package.
      return { name, version, licence: license, copyright: lines.length > 0 || authors.length === 0 ? lines : [`By ${authors.map((author) => author.replace(/ <.*/, '')).join(', ')}`] };
    });
}

/** The packages that our pages and scripts import. */
function modules() {
  const files = ['src', 'entrypoints'].flatMap((folder) => {
    const at = join(ROOT, 'extension', folder);
    return readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith('build')).map((file) => join(at, file));
  });
  const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?:[^'=\n]* from )?'(@[^/'\n]+\/[^/'\n]+|[^./'@\n][^/'\n]*)/gm)].map(([, name]) => name));
  return [...new Set(names)].sort().map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name, version, licence: license, copyright: copyright(folder) };
  });
}

const OTHERS = [
  { name: 'Rust standard library', version: '', licence: 'MIT OR Apache-2.0', copyright: ['Copyright (c) The Rust Project Contributors'] },
  { name: 'Public Suffix List', version: '', licence: 'MPL-2.0', copyright: [] },
  { name: 'Unicode character data', version: '', licence: 'Unicode-3.0', copyright: ['Copyright © 1991-2025 Unicode, Inc.'] },
];

const parts = [...crates(), ...modules()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
const inside = [...parts, ...OTHERS];
const wide = (text, width) => text.padEnd(width);
const list = inside.map(({ name, version, licence, copyright: lines }) => [`${wide(`${name} ${version}`.trim(), 32)} ${licence}`, ...lines.map((line) => `    ${line}`)].join('\n')).join('\n');

/** A licence's text by itself, as one of the packages brings it. */
const mit = readFileSync(join(ROOT, 'LICENSE-MIT'), 'utf8').replace(/^[\s\S]*?(?=Permission is hereby)/, '').trim();
const unicodeFile = JSON.parse(execFileSync('cargo', ['metadata', '--locked', '--format-version', '1'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 })).packages.find(({ name }) => name === 'unicode-ident').manifest_path;
const unicode = readFileSync(join(dirname(unicodeFile), 'LICENSE-UNICODE'), 'utf8').trim();
const rule = '-'.repeat(72);
const text = `What is inside Caveat

Caveat itself is under the MIT licence or the Apache License 2.0, as you like.
It contains the work of others, listed here with their licences. What may be
had under several licences is taken under the ${TAKEN} licence.

${list}

The Public Suffix List (https://publicsuffix.org) is under the Mozilla Public
License 2.0 (https://mozilla.org/MPL/2.0/). Its rules are part of
packs/engine.pack. Their source form, unchanged, is the file
rules/lists/public_suffix_list.dat of Caveat's source.

${rule}
MIT licence

${mit}

${rule}
${unicode}
`;
if (!existsSync(join(ROOT, 'extension/public'))) throw new Error('there is no extension/public: is this the whole repository?');
writeFileSync(join(ROOT, 'extension/public/licences.txt'), text);
writeFileSync(join(ROOT, 'extension/src/ui/inside.json'), `${JSON.stringify(inside.map(({ name, version, licence }) => ({ name, version, licence })), null, 2)}\n`);
console.log(`${inside.length} parts`);
