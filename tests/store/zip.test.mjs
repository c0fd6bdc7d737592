import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compare } from '../../scripts/store.d/reproduce.mjs';
import { zipOf } from '../../scripts/store.d/zip.mjs';

/** Zips that are the same for everybody, and the comparison that says whether two builds are. */
const base = mkdtempSync(join(tmpdir(), 'caveat-zip-'));
after(() => rmSync(base, { recursive: true }));
let made = 0;

/** A folder with these files, written in that order. @param {Record<string, string>} files @param {Date} [time] */
function folder(files, time) {
  const root = join(base, String(made++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
    if (time) utimesSync(join(root, name), time, time);
  }
  return root;
}

const FILES = { 'manifest.json': '{}', 'a/b.js': 'b', 'a.js': 'a', 'é.txt': 'x'.repeat(5000) };

test('order, time and place of the files do not show', async () => {
  const one = await zipOf(folder(FILES, new Date('2001-02-03T04:05:06Z')));
  const other = await zipOf(folder(Object.fromEntries(Object.entries(FILES).reverse()), new Date('2026-12-31T23:59:58Z')));
  assert.ok(one.equals(other));
  assert.deepEqual(await compare(one, other), { equal: true, files: 4, same: true, differs: [] });
});

test('the zone of the clock does not show', async () => {
  const root = folder(FILES);
  const zone = process.env.TZ;
  const zips = [];
  for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
    process.env.TZ = TZ;
    zips.push((await zipOf(root)).toString('base64'));
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.equal(new Set(zips).size, 1);
});

test('each way in which two builds can differ is named', async () => {
  const ours = await zipOf(folder({ ...FILES, 'a.js': 'A', 'ours.js': '' }));
  const { equal, same, differs } = await compare(ours, await zipOf(folder({ ...FILES, 'theirs.js': '', 'manifest.json': '{}\n' })));
  assert.ok(!equal && !same);
  assert.deepEqual(differs, [
    'a.js: 1 and 1 bytes, different from byte 0',
    'manifest.json: 2 and 3 bytes, different from byte 2',
    'ours.js: only in the zip that is there',
    'theirs.js: only in the new build',
  ]);
});

test('only the manifest loses its key, which a store refuses', async () => {
  const files = async (/** @type {string} */ key) => zipOf(folder({ 'manifest.json': `{"name":"a"${key},"version":"1"}`, 'a/manifest.json': `{"b":1${key}}` }));
  const { differs } = await compare(await files(',"key":"MII"'), await files(''));
  assert.deepEqual(differs, ['a/manifest.json: 19 and 7 bytes, different from byte 6']);
});

test('an empty folder makes no zip', async () => {
  const empty = join(base, 'empty');
  mkdirSync(empty);
  await assert.rejects(zipOf(empty), /is empty: run/);
});
