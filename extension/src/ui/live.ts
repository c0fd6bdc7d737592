/** Work that is asked for again and again, of which only the latest result is wanted. */
export class Latest {
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does the work; what it hands back is called only if nothing was asked for since. */
  async now(work: () => Promise<() => void>): Promise<void> {
    const turn = this.#begin();
    const show = await work();
    if (turn === this.#turn) show();
  }

  /** The same after a pause in typing. */
  soon(pause: number, work: () => Promise<() => void>): void {
    this.#begin();
    this.#timer = setTimeout(() => void this.now(work), pause);
  }

  /** Whatever is under way is no longer wanted. */
  drop(): void {
    this.#begin();
  }

  #begin(): number {
    clearTimeout(this.#timer);
    return ++this.#turn;
  }
}
