import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Scripts, styles and pictures, which SOGo leaves to the web server in front of it. */
export const RESOURCES = '/usr/share/GNUstep/SOGo/WebServerResources';
const TYPES = /** @type {Record<string, string>} */ ({ '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.woff': 'font/woff', '.json': 'application/json' });

/**
 * The web server in front of SOGo, in this process.
 * @param {import('./machine.mjs').Machine} machine @param {number} sogod the port behind it
 * @returns {Promise<string>} the address
 */
export async function serveSogoFront(machine, sogod) {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://127.0.0.1');
    const [, file] = /^\/SOGo(?:\.woa)?\/WebServerResources\/(.*)$/.exec(pathname) ?? [];
    if (file !== undefined) sendFile(answer, file);
    else if (pathname.startsWith('/SOGo')) pass(asked, answer, sogod);
    else answer.writeHead(302, { location: '/SOGo/' }).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  machine.onClose(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${portOf(server)}/SOGo/`;
}

/** @param {import('node:http').Server} server */
const portOf = (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port;

/** @param {import('node:http').ServerResponse} answer @param {string} file */
function sendFile(answer, file) {
  const path = normalize(join(RESOURCES, decodeURIComponent(file)));
  if (!path.startsWith(`${RESOURCES}/`) || !existsSync(path) || !statSync(path).isFile()) return void answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(answer);
}

/** @param {import('node:http').IncomingMessage} asked @param {import('node:http').ServerResponse} answer @param {number} sogod */
function pass(asked, answer, sogod) {
  const { host = '127.0.0.1', 'accept-encoding': _none, ...kept } = asked.headers;
  const headers = {
    ...kept,
    host,
    connection: 'close',
    'x-webobjects-server-protocol': 'HTTP/1.0',
    'x-webobjects-remote-host': '127.0.0.1',
    'x-webobjects-server-name': '127.0.0.1',
    'x-webobjects-server-port': host.split(':')[1] ?? '80',
    'x-webobjects-server-url': `http://${host}`,
  };
  // Its answers are not quite HTTP, and it closes each connection.
  const behind = request({ host: '127.0.0.1', port: sogod, method: asked.method ?? 'GET', path: asked.url, headers, insecureHTTPParser: true, agent: false }, (said) => {
    answer.writeHead(said.statusCode ?? 502, said.headers);
    said.pipe(answer);
  });
  behind.on('error', (error) => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end(String(error))));
  asked.pipe(behind);
}
