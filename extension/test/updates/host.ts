import { createHash } from 'node:crypto';
import type { Port } from '../../src/updates/host';
import { NOW } from './make';

/** A native host as the browser shows it to us: `answer` says what comes back for each request. */
export class FakeHost {
  asked: Record<string, unknown>[] = [];
  disconnected = 0;
  #hear: (message: unknown) => void = () => undefined;
  #gone: (port: { error?: { message?: string } | null }) => void = () => undefined;
  readonly answer: (request: Record<string, unknown>, host: FakeHost) => void;

  constructor(answer: (request: Record<string, unknown>, host: FakeHost) => void) {
    this.answer = answer;
  }

  /** From the host, a turn later as from any other process. */
  say(message: unknown): void {
    void Promise.resolve().then(() => this.#hear(message));
  }

  exit(why?: string): void {
    void Promise.resolve().then(() => this.#gone(why === undefined ? {} : { error: { message: why } }));
  }

  connect = (): Port => ({
    postMessage: (message) => {
      const request = structuredClone(message) as Record<string, unknown>;
      this.asked.push(request);
      this.answer(request, this);
    },
    disconnect: () => void this.disconnected++,
    onMessage: { addListener: (listener) => (this.#hear = listener) },
    onDisconnect: { addListener: (listener) => (this.#gone = listener) },
  });
}

export const CHUNK = 256 * 1024;
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Offer {
  version: bigint;
  file: Uint8Array;
}

/** What a sound host answers. */
export function soundAnswer(request: Record<string, unknown>, offer: Offer | null, problem: unknown = null): Record<string, unknown> {
  const head = { v: 1, id: request.id, ok: true, verb: request.verb };
  switch (request.verb) {
    case 'hello':
      return { ...head, host: '0.1.0' };
    case 'sync': {
      const pack = offer && { version: String(offer.version), bytes: offer.file.length, sha256: hashOf(offer.file), chunks: Math.ceil(offer.file.length / CHUNK) };
      return { ...head, pack, checked: NOW, succeeded: NOW, next: NOW + 3_600, problem };
    }
    default: {
      const index = request.index as number;
      const bytes = (offer as Offer).file.slice(index * CHUNK, (index + 1) * CHUNK);
      return { ...head, version: String((offer as Offer).version), index, sha256: hashOf(bytes), data: Buffer.from(bytes).toString('base64') };
    }
  }
}

export const soundHost = (offer: Offer | null, problem: unknown = null): FakeHost => new FakeHost((request, host) => host.say(soundAnswer(request, offer, problem)));
