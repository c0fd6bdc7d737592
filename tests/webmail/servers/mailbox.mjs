import { spawnSync } from 'node:child_process';
import { MAILS, wire } from '../mail.mjs';
import { freePort, servingProgram } from './machine.mjs';

/** Whoever logs in, this is the password. */
export const USER = 'alice';
export const PASSWORD = 'heron-at-the-pond';

/** Why there is no mail server here, or null. */
export function mailboxMissing() {
  const dovecot = servingProgram('dovecot');
  if (!dovecot) return 'dovecot is not installed';
  const version = spawnSync(dovecot, ['--version'], { encoding: 'utf8' }).stdout.trim();
  // 2.4 reads other settings.
  return version.startsWith('2.3.') ? null : `dovecot 2.3 is needed, there is ${version}`;
}

/** An IMAP server with one mailbox in it, and the mails in that. @param {import('./machine.mjs').Machine} machine @returns {Promise<number>} its port */
export async function startMailbox(machine) {
  const port = await freePort();
  for (const box of ['new', 'cur', 'tmp']) machine.makeFolder(`mail/${USER}/Maildir/${box}`);
  Object.values(MAILS).forEach((mail, index) => machine.write(`mail/${USER}/Maildir/new/${1_793_600_000 + index}.M${index}P1.localhost`, wire(mail)));
  const config = machine.write('dovecot.conf', settings(machine, port));
  await machine.serve('dovecot', ['-F', '-c', config], { port });
  return port;
}

/** Without root, each part must be told that it may stay who it is. @param {import('./machine.mjs').Machine} machine @param {number} port */
function settings({ folder, uid, gid }, port) {
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
default_internal_user = ${nameOf(uid, 'passwd')}
default_login_user = ${nameOf(uid, 'passwd')}
default_internal_group = ${nameOf(gid, 'group')}
mail_location = maildir:${folder}/mail/%n/Maildir
first_valid_uid = ${uid}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}
`;
}

/** @param {number} id @param {'passwd' | 'group'} book */
const nameOf = (id, book) => spawnSync('getent', [book, String(id)], { encoding: 'utf8' }).stdout.split(':')[0];
