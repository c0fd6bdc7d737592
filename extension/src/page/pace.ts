/** Between two passes at least this long, however fast the page changes. */
const SHORTEST_REST = 30;
/** In the long run, this part of the time is work: a page that never stops changing costs a twentieth of a core. */
const SHARE = 1 / 20;
/** Milliseconds of work that may be done ahead of that, so that going from mail to mail never waits. */
const AHEAD = 300;
/** But nobody waits longer than this for a warning. */
const LONGEST_REST = 4_000;
/** Hidden tabs draw no frames. */
const FRAME_AT_LATEST = 60;
/** One more look after things went quiet: styles change what is shown without any change in the tree. */
const AFTERTHOUGHT = 1_000;

/** Runs a job soon after it is asked for, never twice at once, at a pace that leaves the page its time. */
export class Pace {
  readonly #view: Window;
  readonly #job: () => Promise<number>;
  readonly #signal: AbortSignal;
  #planned = false;
  #running = false;
  #again = false;
  #earliest = 0;
  #owed = 0;
  #ended = 0;
  #afterthought = 0;

  /** The job answers how many milliseconds of work it was. */
  constructor(view: Window, job: () => Promise<number>, signal: AbortSignal) {
    this.#view = view;
    this.#job = job;
    this.#signal = signal;
    signal.addEventListener('abort', () => view.clearTimeout(this.#afterthought));
  }

  soon(): void {
    if (this.#signal.aborted) return;
    if (this.#running) this.#again = true;
    if (this.#running || this.#planned) return;
    this.#planned = true;
    const wait = this.#earliest - performance.now();
    if (wait > 0) this.#view.setTimeout(() => this.#atFrame(), wait);
    else this.#atFrame();
  }

  /** After the frame and not before: then the page has drawn itself, and asking where things stand costs no layout of our own. */
  #atFrame(): void {
    let started = false;
    const start = (): void => {
      if (started) return;
      started = true;
      void this.#run(false);
    };
    this.#view.requestAnimationFrame(() => void rest().then(start));
    this.#view.setTimeout(start, FRAME_AT_LATEST);
  }

  async #run(last: boolean): Promise<void> {
    this.#planned = false;
    if (this.#signal.aborted) return;
    this.#running = true;
    this.#again = false;
    this.#view.clearTimeout(this.#afterthought);
    let work = 0;
    try {
      work = await this.#job();
    } finally {
      this.#running = false;
      const now = performance.now();
      this.#owed = Math.max(0, this.#owed - (now - this.#ended) * SHARE) + work;
      this.#ended = now;
      this.#earliest = now + Math.min(LONGEST_REST, Math.max(SHORTEST_REST, (this.#owed - AHEAD) / SHARE));
      if (this.#again) this.soon();
      else if (!last && !this.#signal.aborted) {
        this.#afterthought = this.#view.setTimeout(() => {
          if (!this.#planned && !this.#running) void this.#run(true);
        }, AFTERTHOUGHT);
      }
    }
  }
}

/** Lets the page have its turn. A message channel, as timers of a busy or hidden page are held back. */
export function rest(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}
