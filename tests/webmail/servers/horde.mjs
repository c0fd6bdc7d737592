import { cpSync, existsSync, readFileSync } from 'node:fs';
import { freePort } from './machine.mjs';
import { mailboxMissing, startMailbox } from './mailbox.mjs';
import { phpMissing, servePhp } from './php.mjs';

const APPLICATION = '/usr/share/horde';
/** Horde's own classes, which are packages of their own. */
const LIBRARY = '/usr/share/php';

/** Other languages, and whatever this machine’s own Horde is told. */
const NOT_COPIED = /\/locale\/|\/config\/(?:conf|.*\.local)\.php$/;

/** Why Horde cannot be started here, or null. */
export function hordeMissing() {
  if (!existsSync(`${APPLICATION}/imp/dynamic.php`) || !existsSync(`${LIBRARY}/Horde`)) return 'php-horde-imp is not installed';
  return phpMissing(['dom', 'gettext', 'session']) ?? mailboxMissing();
}

/** @typedef {'dynamic' | 'basic'} Look */
export const LOOKS = /** @type {readonly Look[]} */ (['dynamic', 'basic']);

/**
 * One Horde, at an address of its own for each look: a person is in one of them at a time.
 * @param {import('./machine.mjs').Machine} machine @param {readonly Look[]} looks
 * @returns {Promise<Map<Look, string>>} their addresses
 */
export async function startHorde(machine, looks) {
  const imap = await startMailbox(machine);
  // It finds its settings beside its code only, so it gets a copy of that. Some links in it lead to packages that it does without.
  const home = machine.makeFolder('web/horde');
  cpSync(APPLICATION, home, { recursive: true, dereference: true, filter: (path) => existsSync(path) && !NOT_COPIED.test(path) });
  const data = machine.makeFolder('data');
  machine.write('web/horde/config/conf.php', hordeSettings(data));
  machine.write('web/horde/imp/config/conf.php', IMP_SETTINGS);
  machine.write('web/horde/imp/config/backends.local.php', backends(imap));
  // As at most places that run it: a mail is shown as its sender made it.
  machine.write('web/horde/imp/config/mime_drivers.local.php', "<?php $mime_drivers['html']['inline'] = true;\n");
  machine.write(`mended/${HANDLER}`, readFileSync(`${LIBRARY}/${HANDLER}`, 'utf8').replace('ReflectionMethod($this, $action)', 'ReflectionMethod($this, (string) $action)'));
  const settings = { auto_prepend_file: machine.write('compat.php', COMPAT), include_path: `.:${machine.path('mended')}:${LIBRARY}`, error_reporting: 0 };
  const sites = new Map();
  for (const look of looks) {
    const port = await freePort();
    await servePhp(machine, { port, web: machine.path('web'), settings });
    sites.set(look, `http://127.0.0.1:${port}/horde/`);
  }
  return sites;
}

/** This version was written for PHP 7: here it takes no action for one without a name, which PHP 8 refuses. */
const HANDLER = 'Horde/Core/Ajax/Application/Handler.php';

/** And here it calls a function that is no longer there. */
const COMPAT = `<?php
if (!function_exists('each')) {
  function each(&$list) {
    $key = key($list);
    if ($key === null) return false;
    $value = current($list);
    next($list);
    return [1 => $value, 'value' => $value, 0 => $key, 'key' => $key];
  }
}
`;

/**
 * Without a database: whoever logs in at the mail server is in, and what they choose is forgotten.
 * @param {string} data
 */
const hordeSettings = (data) => `<?php
$conf['use_ssl'] = 0;
$conf['server']['name'] = '127.0.0.1';
$conf['server']['port'] = $_SERVER['SERVER_PORT'];
$conf['cookie']['domain'] = '';
$conf['cookie']['path'] = '/';
$conf['testdisable'] = true;
$conf['debug_level'] = E_ALL & ~E_NOTICE & ~E_DEPRECATED;
$conf['umask'] = 077;
$conf['compress_pages'] = false;
$conf['max_exec_time'] = 0;
// Browsers keep one set of cookies for all ports of a host.
$conf['session'] = ['name' => 'Horde' . $_SERVER['SERVER_PORT'], 'cache_limiter' => 'nocache', 'max_time' => 72000, 'timeout' => 0, 'use_only_cookies' => true];
$conf['sessionhandler'] = ['type' => 'Builtin', 'memcache' => false];
$conf['auth'] = ['admins' => [], 'driver' => 'application', 'params' => ['app' => 'imp'], 'checkip' => false, 'checkbrowser' => false];
$conf['secret_key'] = '0123456789abcdef0123456789abcdef';
$conf['sql']['phptype'] = $conf['nosql']['phptype'] = $conf['ldap']['useldap'] = false;
$conf['prefs'] = ['driver' => 'Session', 'params' => []];
foreach (['history', 'lock', 'perms', 'token'] as $part) $conf[$part]['driver'] = 'Null';
$conf['alarms']['driver'] = false;
$conf['group']['driver'] = 'Mock';
$conf['share']['driver'] = 'Sqlng';
$conf['cache'] = ['driver' => 'File', 'params' => ['dir' => '${data}', 'sub' => 0], 'default_lifetime' => 86400];
$conf['vfs'] = ['type' => 'File', 'params' => ['vfsroot' => '${data}']];
$conf['tmpdir'] = '${data}';
$conf['log'] = ['priority' => 'ERR', 'ident' => 'HORDE', 'name' => '${data}/horde.log', 'type' => 'file', 'params' => ['append' => true], 'enabled' => true];
$conf['mailer']['type'] = 'null';
foreach (['activesync', 'facebook', 'imsp', 'kolab', 'twitter'] as $part) $conf[$part]['enabled'] = false;
$conf['cachejs'] = $conf['cachecss'] = $conf['cachethemes'] = $conf['urlshortener'] = $conf['imap_storage'] = $conf['nobase64_img'] = false;
$conf['accounts']['driver'] = 'null';
$conf['user'] = ['verify_from_addr' => false, 'select_view' => true];
$conf['weather']['provider'] = $conf['menu']['always'] = $conf['portal']['rewrite'] = $conf['signup']['allow'] = $conf['urls']['pretty'] = false;
$conf['portal']['fixed_blocks'] = $conf['hooks'] = $conf['safe_ips'] = $conf['gnupg']['keyserver'] = [];
$conf['urls'] += ['token_lifetime' => 30, 'hmac_lifetime' => 30];
$conf['mimeparts']['max'] = null;
$conf['image']['driver'] = 'Null';
$conf['exif']['driver'] = 'Bundled';
$conf['problems'] = ['email' => 'nobody@webmail.example', 'maildomain' => 'webmail.example', 'tickets' => false, 'attachments' => false];
$conf['spell']['driver'] = '';
$conf['openssl']['cafile'] = '/etc/ssl/certs';
`;

const IMP_SETTINGS = `<?php
$conf['user'] = ['select_sentmail_folder' => false, 'allow_view_source' => true, 'allow_resume_all_in_drafts' => false, 'allow_resume_all' => false, 'autocomplete' => true];
$conf['server'] = ['server_list' => 'none', 'cachejs' => 'none'];
$conf['mailbox'] = ['show_preview' => true, 'show_attachments' => true, 'max_attach_size' => 0];
$conf['maillog']['driver'] = 'null';
$conf['sentmail']['driver'] = 'Null';
$conf['contactsimage']['backends'] = [];
$conf['compose'] = ['link_attachments' => false, 'attach_size_limit' => 0, 'attach_count_limit' => 0, 'reply_limit' => 200000, 'ac_threshold' => 3, 'htmlsig_img_size' => 30000,
  'body_limit' => 0, 'convert_to_related' => true, 'remove_attachments' => false, 'add_maildomain_to_unexpandable' => false, 'vfs' => ['type' => 'horde']];
$conf['pgp']['keylength'] = 2048;
`;

/** @param {number} imap */
const backends = (imap) => `<?php
$servers['imap'] = ['disabled' => false, 'name' => 'IMAP', 'hostspec' => '127.0.0.1', 'hordeauth' => false, 'protocol' => 'imap', 'port' => ${imap}, 'secure' => false,
  'maildomain' => 'webmail.example', 'smtp' => ['host' => '127.0.0.1', 'port' => 25], 'cache' => false];
`;
