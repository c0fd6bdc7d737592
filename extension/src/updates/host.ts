import { browser } from '../browser';
import type { HostProblem } from '../protocol';
import { hexOf, sha256, type Bytes } from './bytes';
import { CHUNK, checkHello, chunkOf, statusOf, type HostPack, type Request } from './host-answers';
import { Refused } from './refused';

/** The name under which `caveat-host install` makes itself known to browsers. */
const HOST = 'org.caveat_extension.host';
/** For everything, from the first word to the last chunk. The host has limits of its own for each mirror. */
const DEADLINE_MS = 60_000;

/** A part of `runtime.Port`. */
export interface Port {
  postMessage(message: object): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: (port: { error?: { message?: string } | null }) => void): void };
}

/** Starts the host. Throws when the browser does not let us, or knows none. */
export type Connect = () => Port;

export interface Brought {
  /** When the host asked the network for this, in milliseconds since 1970; 0 = never. */
  checked: number;
  /** The signed Pack, when there is one that is wanted. */
  file: Bytes | null;
  /** Its version, wanted or not. */
  version: bigint | null;
  /** What the host says went wrong on its side; what it has may be good all the same. */
  problem: HostProblem | null;
}

/** Through the browser. The function is there only once the user has given the permission. */
export const connectHost: Connect = () => {
  const { connectNative } = browser.runtime as { connectNative?: (name: string) => unknown };
  if (!connectNative) throw new Refused('host-missing', 'no permission to start the host');
  return connectNative.call(browser.runtime, HOST) as Port;
};

/**
 * Has the host look for updates and brings what it has, if `wanted` says so of its version. The host hears four verbs and
 * never a word of any page or message. Throws [`Refused`].
 */
export async function bringFromHost(connect: Connect, wanted: (version: bigint) => boolean): Promise<Brought> {
  const talk = new Talk(opened(connect));
  try {
    await talk.ask({ verb: 'hello' }, checkHello);
    const { checked, pack, problem } = await talk.ask({ verb: 'sync' }, statusOf);
    const file = pack && wanted(pack.version) ? await collected(talk, pack) : null;
    return { checked, file, version: pack?.version ?? null, problem };
  } finally {
    // The host exits when nobody listens any more.
    talk.end();
  }
}

function opened(connect: Connect): Port {
  try {
    return connect();
  } catch (cause) {
    throw cause instanceof Refused ? cause : ended(cause instanceof Error ? cause.message : '');
  }
}

async function collected(talk: Talk, pack: HostPack): Promise<Bytes> {
  const file = new Uint8Array(pack.bytes);
  for (let index = 0; index < pack.chunks; index++) {
    const request = { verb: 'get-chunk', version: String(pack.version), index } as const;
    const chunk = await talk.ask(request, (answer, id) => chunkOf(answer, id, pack, index));
    if (hexOf(await sha256(chunk.bytes)) !== chunk.sha256) throw new Refused('host-broken', 'a chunk was damaged on its way');
    file.set(chunk.bytes, index * CHUNK);
  }
  if (hexOf(await sha256(file)) !== pack.sha256) throw new Refused('host-broken', 'the chunks are not the file that was promised');
  return file;
}

/** How browsers say that no such host is registered, or not for this extension. Neither translates it. */
const MISSING = /host not found|No such native application|does not have permission to use native application|host is forbidden/i;

const ended = (says: string): Refused => new Refused(MISSING.test(says) ? 'host-missing' : 'host-broken', says || 'the host went away');

/** One question, one answer, until the deadline. Anything that was not asked for ends it. */
class Talk {
  readonly #port: Port;
  readonly #timer: ReturnType<typeof setTimeout>;
  #id = 0;
  #waiting: { resolve(answer: unknown): void; reject(why: Refused): void } | null = null;
  #over: Refused | null = null;

  constructor(port: Port) {
    this.#port = port;
    this.#timer = setTimeout(() => this.#fail(new Refused('host-broken', 'the host takes too long')), DEADLINE_MS);
    port.onMessage.addListener((answer) => this.#hear(answer));
    port.onDisconnect.addListener((gone) => {
      // Chrome says why in a place that must be read in this very moment.
      const why = gone?.error?.message ?? browser.runtime.lastError?.message ?? '';
      this.#fail(ended(why));
    });
  }

  /** Resolves with what `read` makes of the answer. */
  async ask<T>(request: Request, read: (answer: unknown, id: number) => T): Promise<T> {
    if (this.#over) throw this.#over;
    const id = ++this.#id;
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      try {
        this.#port.postMessage({ v: 1, id, ...request });
      } catch (cause) {
        this.#fail(ended(cause instanceof Error ? cause.message : ''));
      }
    });
    const made = read(answer, id);
    // A second answer may have come while the first was on its way to us.
    if (this.#over) throw this.#over;
    return made;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#over ??= new Refused('host-broken', 'the talk is over');
    try {
      this.#port.disconnect();
    } catch {
      // Gone already.
    }
  }

  #hear(answer: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) waiting.resolve(answer);
    else this.#fail(new Refused('host-broken', 'the host speaks without being asked'));
  }

  #fail(why: Refused): void {
    this.#over ??= why;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(this.#over);
  }
}
