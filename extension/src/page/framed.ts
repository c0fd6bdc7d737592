import type { FramedText } from '../protocol';
import type { Client } from './client';
import * as dom from './dom';
import { pathInto } from './frames';

/** The most frames of one page whose text is kept. */
const MOST_KEPT = 100;

interface Kept {
  site: string;
  path: string;
  /** `undefined` while the answer is on its way; null: nobody answers in there. */
  text: FramedText | null | undefined;
}

/** What the scripts in closed frames have read there. Asked for once, and again when the frame has changed. */
export class Framed {
  readonly #client: Client;
  readonly #signal: AbortSignal;
  readonly #come: (frame: Element) => void;
  readonly #kept = new Map<Element, Kept>();

  /** `come`: the answer for a frame is there. */
  constructor(client: Client, signal: AbortSignal, come: (frame: Element) => void) {
    this.#client = client;
    this.#signal = signal;
    this.#come = come;
  }

  readonly text = (frame: Element): FramedText | null => this.#kept.get(frame)?.text ?? null;

  waits(frame: Element): boolean {
    const kept = this.#kept.get(frame);
    return kept !== undefined && kept.text === undefined;
  }

  /** Asks for frames that nothing is known of. */
  want(site: string, frames: readonly Element[]): void {
    for (const frame of frames) {
      if (this.#kept.has(frame)) continue;
      const path = this.#alone(pathInto(frame));
      const kept: Kept = { site, path: path ?? '', text: path === null ? null : undefined };
      this.#kept.set(frame, kept);
      if (path !== null) void this.#ask(frame, kept);
    }
    if (this.#kept.size > MOST_KEPT) for (const frame of [...this.#kept.keys()]) if (!dom.isConnected(frame)) this.#kept.delete(frame);
  }

  /** A path that another frame has as well leads nowhere. */
  #alone(path: string | null): string | null {
    const others = [...this.#kept].filter(([frame, kept]) => kept.path === path && dom.isConnected(frame));
    return others.length === 0 ? path : null;
  }

  /** This frame has loaded something else. */
  forget(frame: Element): void {
    if (this.#kept.delete(frame)) this.#come(frame);
  }

  /**
   * The frame that stands at this path now has changed. What it said holds until it has said something else: a mail that
   * is still being drawn says the same many times. False when none is known there.
   */
  changed(path: string): boolean {
    const there = [...this.#kept].filter(([frame]) => pathInto(frame) === path);
    for (const [frame, { site, text }] of there) {
      const kept: Kept = { site, path, text };
      this.#kept.set(frame, kept);
      void this.#ask(frame, kept);
    }
    return there.length > 0;
  }

  async #ask(frame: Element, kept: Kept): Promise<void> {
    const answer = await this.#client.frame(kept.site, kept.path);
    if (this.#signal.aborted || this.#kept.get(frame) !== kept) return;
    // Frames before this one may have come or gone in between: then another frame has answered.
    if (pathInto(frame) !== kept.path) return this.forget(frame);
    const text = answer.ok ? answer.value : null;
    const same = kept.text !== undefined && JSON.stringify(text) === JSON.stringify(kept.text);
    kept.text = text;
    if (!same) this.#come(frame);
  }
}
