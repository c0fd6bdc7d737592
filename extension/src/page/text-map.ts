import * as dom from './dom';

/** One unbroken run of the message's text: `length` characters that stand in `node` from `at` on, unchanged. */
interface Run {
  start: number;
  length: number;
  node: Node;
  /** Offset in a text node; -1 when the words are not in the page's text (a picture's alternative text, generated text). */
  at: number;
}

/** Collects text as a person reads it, and remembers where each character came from. Offsets are UTF-16, as in `String`. */
export class TextMap {
  readonly #pieces: string[] = [];
  readonly #runs: Run[] = [];
  #length = 0;
  #lines = 0;
  #space: { node: Node; at: number } | null = null;

  get length(): number {
    return this.#length;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  /** At least this many line ends before whatever comes next; none at the very beginning. */
  breakLine(lines: number): void {
    if (this.#length > 0) this.#lines = Math.max(this.#lines, lines);
    this.#space = null;
  }

  /** `<br>`: one line end more, each time. */
  addLine(): void {
    if (this.#length > 0) this.#lines = Math.min(this.#lines + 1, 3);
    this.#space = null;
  }

  /** A gap between words that the page draws as space; `at` is -1 where no character makes it. */
  gap(node: Node, at: number): void {
    if (this.#length > 0 && this.#lines === 0) this.#space ??= { node, at };
  }

  /** Characters of a text node, taken as they are. */
  take(node: Node, at: number, text: string): void {
    this.#flush();
    this.#put(node, at, text);
  }

  /** Words that are seen and yet are not text of the page. */
  mark(element: Element, text: string): void {
    this.#flush();
    this.#put(element, -1, text);
  }

  /** Where the text from `start` to `end` stands in the page; null when it is there no more. */
  range(start: number, end: number): Range | null {
    if (start < 0 || end <= start || end > this.#length) return null;
    const first = this.#runs[this.#find(start, false)];
    const last = this.#runs[this.#find(end - 1, true)];
    const doc = first && dom.documentOf(first.node);
    if (!first || !last || !doc || first.start >= end || last.start + last.length <= start) return null;
    try {
      const range = dom.createRange(doc);
      if (first.at < 0) range.setStartBefore(first.node);
      else range.setStart(first.node, first.at + Math.max(0, start - first.start));
      if (last.at < 0) range.setEndAfter(last.node);
      else range.setEnd(last.node, last.at + Math.min(last.length, end - last.start));
      return range;
    } catch {
      // The page has changed these nodes since; the next pass reads them anew.
      return null;
    }
  }

  #flush(): void {
    if (this.#lines > 0) this.#add('\n'.repeat(this.#lines));
    else if (this.#space && this.#space.at >= 0) this.#put(this.#space.node, this.#space.at, ' ');
    else if (this.#space) this.#add(' ');
    this.#lines = 0;
    this.#space = null;
  }

  #put(node: Node, at: number, text: string): void {
    const last = this.#runs[this.#runs.length - 1];
    const goesOn = last && at >= 0 && last.node === node && last.at >= 0 && last.at + last.length === at && last.start + last.length === this.#length;
    if (goesOn) last.length += text.length;
    else this.#runs.push({ start: this.#length, length: text.length, node, at });
    this.#add(text);
  }

  #add(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** Index of the run that holds the offset; between two runs, the one after it, or with `before` the one before. */
  #find(offset: number, before: boolean): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const run = this.#runs[middle] as Run;
      if (run.start + run.length <= offset) low = middle + 1;
      else high = middle;
    }
    const run = this.#runs[low];
    return before && (!run || run.start > offset) ? low - 1 : low;
  }
}
