import { existsSync, readFileSync } from 'node:fs';
import { freePort } from './machine.mjs';
import { mailboxMissing, startMailbox } from './mailbox.mjs';
import { phpMissing, servePhp } from './php.mjs';

/** Debian's Roundcube has its web root in one place; its settings it reads from a folder that the environment names. */
const WEB = '/var/lib/roundcube/public_html';
const SETTINGS = '/etc/roundcube';
const TABLES = '/usr/share/roundcube/SQL/sqlite.initial.sql';

/** @typedef {'elastic' | 'larry' | 'classic'} Skin */
export const SKINS = /** @type {readonly Skin[]} */ (['elastic', 'larry', 'classic']);

/** Why Roundcube cannot be started here, or null. @param {Skin} skin */
export function roundcubeMissing(skin) {
  const wanted = { 'roundcube-core': WEB, 'roundcube-sqlite3': TABLES, [`roundcube-skin-${skin}`]: `/usr/share/roundcube/skins/${skin}` };
  const absent = Object.entries(wanted).find(([, path]) => !existsSync(path));
  return absent ? `${absent[0]} is not installed` : (phpMissing(['pdo_sqlite', 'intl', 'mbstring', 'dom']) ?? mailboxMissing());
}

/**
 * One Roundcube for each skin, all of the same mailbox.
 * @param {import('./machine.mjs').Machine} machine @param {readonly Skin[]} skins
 * @returns {Promise<Map<Skin, string>>} their addresses
 */
export async function startRoundcube(machine, skins) {
  const imap = await startMailbox(machine);
  const sites = new Map();
  for (const skin of skins) {
    const port = await freePort();
    const home = `roundcube-${skin}`;
    const database = `${machine.makeFolder(home)}/roundcube.db`;
    for (const file of ['defaults.inc.php', 'mimetypes.php']) machine.write(`${home}/${file}`, readFileSync(`${SETTINGS}/${file}`));
    machine.write(`${home}/config.inc.php`, settings({ skin, imap, database, folder: machine.path(home) }));
    machine.run('php', ['-r', '$db = new PDO("sqlite:$argv[1]"); $db->exec(file_get_contents($argv[2]));', '--', database, TABLES]);
    await servePhp(machine, { port, web: WEB, env: { ROUNDCUBE_CONFIG_DIR: machine.path(home) } });
    sites.set(skin, `http://127.0.0.1:${port}/`);
  }
  return sites;
}

/** @param {{ skin: Skin, imap: number, database: string, folder: string }} given */
const settings = ({ skin, imap, database, folder }) => `<?php
$config = [
  'skin' => '${skin}',
  'db_dsnw' => 'sqlite:///${database}?mode=0640',
  'imap_host' => '127.0.0.1:${imap}',
  'temp_dir' => '${folder}',
  'log_dir' => '${folder}',
  'plugins' => [],
  'enable_spellcheck' => false,
  // An answer holds the mail as HTML.
  'htmleditor' => 1,
  'language' => 'en_US',
  'mail_domain' => 'webmail.example',
  // Browsers keep one set of cookies for all ports of a host.
  'session_name' => 'roundcube_${skin}',
  'des_key' => '0123456789abcdef01234567',
];
`;
