/** A piece of a page that is drawn anew only when what it shows has changed. */
export interface Block {
  id: string;
  /** Whatever its look depends on. */
  state: unknown;
  draw: () => Node;
}

/**
 * Brings the children of `parent` in line with the blocks. What is unchanged keeps its node, and with it the focus, what
 * was unfolded and what was typed.
 */
export class Blocks {
  readonly #parent: HTMLElement;
  #drawn = new Map<string, { state: string; node: Node }>();

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  show(blocks: readonly Block[]): void {
    const before = this.#drawn;
    this.#drawn = new Map();
    for (const { id, state, draw } of blocks) {
      const now = JSON.stringify(state);
      const known = before.get(id);
      this.#drawn.set(id, known?.state === now ? known : { state: now, node: draw() });
    }
    const nodes = [...this.#drawn.values()].map(({ node }) => node);
    for (const old of [...this.#parent.childNodes]) if (!nodes.includes(old)) this.#parent.removeChild(old);
    nodes.forEach((node, i) => {
      if (this.#parent.childNodes[i] !== node) this.#parent.insertBefore(node, this.#parent.childNodes[i] ?? null);
    });
  }
}
