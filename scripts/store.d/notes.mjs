import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tests/e2e/harness/find.mjs';

/** What a build was made with: the part of a reproducible build that no lock file holds. */

/** The first line that a program says of its version. @param {string} program @param {string[]} args */
function said(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} does not answer: run ./scripts/setup`);
  return stdout.trim();
}

export function toolchain() {
  // How the module was compiled: scripts/setup found it out.
  const wasm = readFileSync(join(ROOT, 'target/setup/wasm'), 'utf8');
  const [, how = ''] = /^# (.*)$/m.exec(wasm) ?? [];
  const [, rustc = 'rustc'] = /^WASM_RUSTC=(.*)$/m.exec(wasm) ?? [];
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages['node_modules/binaryen'];
  return { rust: said(rustc, ['-vV']), standard: how, node: said('node', ['--version']), npm: said('npm', ['--version']), binaryen: version, system: `${process.platform} ${process.arch}` };
}

/** For the folder that is handed in, and for whoever builds the same again. @param {ReturnType<typeof toolchain>} made @param {string} commit */
export const buildRecord = (made, commit) =>
  `${[`sources: commit ${commit}`, made.rust, `standard library for wasm32-unknown-unknown: ${made.standard}`, `node ${made.node}, npm ${made.npm}`, `binaryen ${made.binaryen} (package-lock.json)`, `system: ${made.system}`].join('\n')}\n`;

/** Mozilla's box for reviewers. @param {ReturnType<typeof toolchain>} made @param {string} version */
export function reviewNotes(made, version) {
  const [rust = ''] = made.rust.split('\n');
  return `HOW TO BUILD (docs/store.md in the sources says the same, with reasons)
On Linux x86_64, with ${rust.replace(/ \(.*/, '')} from rustup (rustup toolchain install ${/\d+\.\d+\.\d+/.exec(rust)?.[0]}; rustup target add wasm32-unknown-unknown), Node ${made.node}, npm, a C compiler and unzip:

  unzip caveat-${version}-sources.zip -d caveat && cd caveat
  ./scripts/build --extension

Crates come from crates.io as Cargo.lock says, packages from registry.npmjs.org as package-lock.json says; nothing else is fetched.
The result is extension/.output/caveat-${version}-firefox.zip, and every file in it is equal to the one in the package, byte for byte.

WHAT IS WHAT
engine.wasm: crates/wasm with crates/engine and crates/pack (Rust), then wasm-opt.
packs/*.pack: rules/ and guides/ (TOML and Markdown), compiled by crates/compiler. Data; nothing in them runs.
*.js: extension/ (TypeScript), bundled by WXT/Vite; content-scripts/content.js goes through terser as well. postal-mime is the one npm package inside.

HOW TO TRY IT
Open demo.html from the welcome page: a mailbox with made-up mail, half of it scams. No account is needed.

NETWORK
None. The policy of its pages is default-src 'none'; connect-src 'self'; the one fetch (src/pack/files.ts) reads packaged files.
nativeMessaging is optional, asked for only when somebody turns updates on, and carries four fixed words (src/updates/host.ts).`;
}
