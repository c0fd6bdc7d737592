import type { UserManifest } from 'wxt';
import project from '../../../package.json';
import { MAY_BE_ASKED_FOR, READ_FROM_THE_START, READ_WITH_ALL_FRAMES } from '../hosts';
import { CHROMIUM_KEY, FIREFOX_ID } from './ids';

/** What an extension page may do: run its own files and the engine, reach its own package, nothing else. */
export const PAGE_CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The manifest that WXT completes with the entrypoints. Each permission is explained in the README and on the welcome page. */
export function manifestFor(target: string): UserManifest {
  const manifest: UserManifest = {
    name: '__MSG_extension_name__',
    version: project.version,
    short_name: 'Caveat',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'contextMenus', 'scripting', 'storage'],
    optional_host_permissions: [...MAY_BE_ASKED_FOR],
    // Asked for when the user turns updates on: to start the native host, which fetches them.
    optional_permissions: ['nativeMessaging'],
    content_security_policy: { extension_pages: PAGE_CSP },
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    action: { default_title: '__MSG_action_title__', default_icon: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png' } },
    // No suggested keys: the user gives one in the browser's own shortcut page, so none is ever taken from a site or a tool.
    commands: { check: { description: '__MSG_command_check__' } },
    // Private windows: the user decides in the browser. Nothing about a private tab is written to storage (tabs.ts).
    incognito: 'spanning',
  };
  if (target === 'firefox') {
    manifest.browser_specific_settings = {
      gecko: {
        id: FIREFOX_ID,
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
      gecko_android: { strict_min_version: '142.0' },
      // WXT's types do not know the data collection field yet, which Firefox asks of every new add-on.
    } as NonNullable<UserManifest['browser_specific_settings']>;
  } else {
    manifest.minimum_chrome_version = '126';
    // The same id wherever it is loaded from: the native host answers no other. The store has it as well.
    manifest.key = CHROMIUM_KEY;
    // What a workplace may lay down. Firefox needs no list of it.
    manifest.storage = { managed_schema: 'managed-schema.json' };
    // Without this line any other installed extension could open a connection.
    manifest.externally_connectable = { ids: [] };
  }
  return manifest;
}

interface Declared {
  content_scripts?: object[] | undefined;
}

/** As WXT names it. */
const READER = 'content-scripts/content.js';

/**
 * Declares the reader on the sites that are read from the start. One script, declared twice: `match_origin_as_fallback`
 * (frames made of `srcdoc`, `blob:`, `data:`, sandboxed ones) asks for patterns of whole hosts, and some sites are mail in
 * part only.
 */
export function declareReader(manifest: Declared): void {
  const script = { js: [READER], run_at: 'document_end', all_frames: true, match_about_blank: true };
  const parts = READ_FROM_THE_START.filter((pattern) => !READ_WITH_ALL_FRAMES.includes(pattern));
  manifest.content_scripts = [
    { ...script, matches: [...READ_WITH_ALL_FRAMES], match_origin_as_fallback: true },
    { ...script, matches: parts },
  ];
}
