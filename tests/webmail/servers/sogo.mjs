import { accessSync, constants, existsSync } from 'node:fs';
import { startDatabase, databaseMissing } from './database.mjs';
import { freePort, servingProgram } from './machine.mjs';
import { mailboxMissing, PASSWORD, startMailbox, USER } from './mailbox.mjs';
import { RESOURCES, serveSogoFront } from './sogo-front.mjs';

/** It does not start when it cannot read these, although none of them counts here. */
const SETTINGS = '/etc/sogo/sogo.conf';

/** Why SOGo cannot be started here, or null. */
export function sogoMissing() {
  if (!servingProgram('sogod') || !existsSync(RESOURCES)) return 'sogo is not installed';
  if (!servingProgram('memcached')) return 'memcached is not installed';
  if (existsSync(SETTINGS) && !readable(SETTINGS)) return `${SETTINGS} may not be read: only root or a member of the group sogo can start it`;
  return databaseMissing() ?? mailboxMissing();
}

/** @param {import('./machine.mjs').Machine} machine @returns {Promise<string>} its address */
export async function startSogo(machine) {
  const imap = await startMailbox(machine);
  const database = await startDatabase(
    machine,
    `CREATE DATABASE sogo CHARACTER SET utf8mb4;
CREATE TABLE sogo.users (c_uid VARCHAR(60) PRIMARY KEY, c_name VARCHAR(60), c_password VARCHAR(60), c_cn VARCHAR(60), mail VARCHAR(60));
INSERT INTO sogo.users VALUES ('${USER}', '${USER}', '${PASSWORD}', 'Alice', '${USER}@webmail.example');
`,
  );
  const cache = await freePort();
  await machine.serve('memcached', ['-l', '127.0.0.1', '-p', String(cache), '-U', '0'], { port: cache });
  const port = await freePort();
  const settings = { ...settingsOf({ imap, database, cache }), WOPort: `127.0.0.1:${port}`, WOPidFile: machine.path('sogo.pid'), SOGoMailSpoolPath: machine.makeFolder('spool') };
  // On the command line they come before those in /etc, which stay as they are.
  await machine.serve('sogod', Object.entries(settings).flatMap(([name, value]) => [`-${name}`, value]), { port, group: 'sogo' });
  return serveSogoFront(machine, port);
}

/** @param {{ imap: number, database: number, cache: number }} ports @returns {Record<string, string>} */
function settingsOf({ imap, database, cache }) {
  const table = (/** @type {string} */ name) => `mysql://root:none@127.0.0.1:${database}/sogo/${name}`;
  return {
    // With few, one that waits for another finds none free.
    WOWorkersCount: '8',
    WONoDetach: 'YES',
    WOLogFile: '-',
    SOGoProfileURL: table('sogo_user_profile'),
    OCSFolderInfoURL: table('sogo_folder_info'),
    OCSSessionsFolderURL: table('sogo_sessions_folder'),
    OCSEMailAlarmsFolderURL: table('sogo_alarms_folder'),
    OCSStoreURL: table('sogo_store'),
    OCSAclURL: table('sogo_acl'),
    OCSCacheFolderURL: table('sogo_cache_folder'),
    OCSOpenIdURL: table('sogo_openid'),
    OCSAdminURL: table('sogo_admin'),
    SOGoLanguage: 'English',
    SOGoTimeZone: 'UTC',
    SOGoMailDomain: 'webmail.example',
    SOGoIMAPServer: `imap://127.0.0.1:${imap}`,
    SOGoMemcachedHost: `127.0.0.1:${cache}`,
    SOGoLoginModule: 'Mail',
    SOGoXSRFValidationEnabled: 'NO',
    SOGoUserSources: `({ type = sql; id = directory; viewURL = "${table('users')}"; canAuthenticate = YES; isAddressBook = NO; userPasswordAlgorithm = plain; })`,
  };
}

/** @param {string} path */
function readable(path) {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
