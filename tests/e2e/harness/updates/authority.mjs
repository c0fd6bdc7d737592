import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Days that a certificate of the tests is good for. Long enough for the slowest machine, and of no use to anybody. */
const DAYS = '2';

/**
 * A certificate authority made on the spot, and a certificate by it for this machine. Nobody trusts it but who is told to.
 * @param {string} folder @returns {{ authority: string, certificate: string, key: string }} files in PEM
 */
export function makeAuthority(folder) {
  const at = (/** @type {string} */ name) => join(folder, name);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(['req', '-x509', ...curve, '-keyout', at('authority.key'), '-out', at('authority.pem'), '-days', DAYS, '-subj', '/CN=Caveat tests',
    '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign']);
  openssl(['req', ...curve, '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'extendedKeyUsage=serverAuth']);
  openssl(['x509', '-req', '-in', at('server.csr'), '-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-CAcreateserial',
    '-copy_extensions', 'copy', '-days', DAYS, '-out', at('server.pem')]);
  return { authority: at('authority.pem'), certificate: at('server.pem'), key: at('server.key') };
}

/** @param {string[]} args */
function openssl(args) {
  const { status, stderr, error } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr}`);
}
