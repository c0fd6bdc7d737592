import { connect, createServer } from 'node:net';

/** Stands between a host and its mirror and counts what passes, as it passes: with TLS and its handshake. */
export class Meter {
  /** @type {import('node:net').Server | null} */
  #server = null;
  #count = { connections: 0, up: 0, down: 0 };
  port = 0;

  /** @param {number} to the mirror's port */
  static async start(to) {
    const meter = new Meter();
    const server = createServer((client) => {
      const mirror = connect(to, '127.0.0.1');
      meter.#count.connections++;
      meter.#pass(client, mirror, 'up');
      meter.#pass(mirror, client, 'down');
    });
    meter.#server = server;
    await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
    meter.port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    return meter;
  }

  /** @param {import('node:net').Socket} from @param {import('node:net').Socket} to @param {'up' | 'down'} way */
  #pass(from, to, way) {
    from.on('data', (data) => {
      this.#count[way] += data.length;
      to.write(data);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
  }

  /** What has passed since the last time. */
  take() {
    const count = this.#count;
    this.#count = { connections: 0, up: 0, down: 0 };
    return count;
  }

  close() {
    this.#server?.close();
  }
}
