import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtExtension, manifestOf } from '../find.mjs';

/**
 * A copy of the built extension that trusts other publishers. Nothing else differs, but one thing in Chromium: there the right
 * to speak with the host is asked for at once and not later, since nothing but a true mouse can press its question.
 * In Firefox the harness gives the answer when the extension asks.
 * @param {import('../find.mjs').BrowserName} name @param {string} trust the folder with `publishers.json` @param {string} folder where the copy goes
 */
export function extensionTrusting(name, trust, folder) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(builtExtension(name), folder, { recursive: true });
  cpSync(join(trust, 'publishers.json'), join(folder, 'trust.json'));
  if (name === 'chrome') {
    const manifest = manifestOf(folder);
    const optional = /** @type {string[]} */ (manifest.optional_permissions);
    if (!optional.includes('nativeMessaging')) throw new Error('the extension does not ask for nativeMessaging any more');
    manifest.permissions.push('nativeMessaging');
    manifest.optional_permissions = optional.filter((one) => one !== 'nativeMessaging');
    if (manifest.optional_permissions.length === 0) delete manifest.optional_permissions;
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  }
  return folder;
}

/** The rules that a built extension carries, by their number. @param {import('../find.mjs').BrowserName} name */
export function packagedVersion(name) {
  const head = readFileSync(join(builtExtension(name), 'packs/engine.pack')).subarray(0, 24);
  return head.readBigUInt64LE(12).toString();
}
