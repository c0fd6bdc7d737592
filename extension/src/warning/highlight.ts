import * as dom from '../page/dom';

const NAME = 'caveat-evidence';
const LOOK = `::highlight(${NAME}) { background-color: #ffe08a; color: #1c1b1a; text-decoration: underline 2px #b3261e; }`;

/**
 * Marks the evidence in the mail's text without touching the mail: the CSS Custom Highlight API paints ranges. A browser
 * that lacks it shows no marks; the quoted words in the warning are the same.
 */
export class Highlights {
  readonly #ranges = new Map<string, Range[]>();
  readonly #painted = new Map<Document, CSSStyleSheet | null>();

  /** Replaces the marks of one message. */
  set(key: string, ranges: Range[]): void {
    if (ranges.length === 0 && !this.#ranges.has(key)) return;
    if (ranges.length === 0) this.#ranges.delete(key);
    else this.#ranges.set(key, ranges);
    this.#paint();
  }

  clear(): void {
    this.#ranges.clear();
    this.#paint();
    for (const [doc, sheet] of this.#painted) unadopt(doc, sheet);
    this.#painted.clear();
  }

  #paint(): void {
    const byDocument = new Map<Document, Range[]>();
    for (const range of [...this.#ranges.values()].flat()) {
      const doc = documentOf(range);
      if (doc) byDocument.set(doc, [...(byDocument.get(doc) ?? []), range]);
    }
    for (const doc of new Set([...this.#painted.keys(), ...byDocument.keys()])) {
      try {
        const view = dom.windowOf(doc) as (Window & typeof globalThis) | null;
        const registry = view?.CSS?.highlights;
        if (!view || !registry || typeof view.Highlight !== 'function') continue;
        const ranges = byDocument.get(doc) ?? [];
        if (ranges.length === 0) {
          registry.delete(NAME);
          continue;
        }
        registry.set(NAME, new view.Highlight(...ranges));
        this.#adopt(doc, view);
      } catch {
        // A page may freeze or replace what it owns, and a frame's document may be gone; marks are an extra.
        this.#painted.delete(doc);
      }
    }
  }

  /** Pages that set their own list of sheets drop ours: looked after at each painting. */
  #adopt(doc: Document, view: Window & typeof globalThis): void {
    let sheet = this.#painted.get(doc);
    if (sheet && doc.adoptedStyleSheets.includes(sheet)) return;
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(LOOK);
    doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet];
    this.#painted.set(doc, sheet);
  }
}

/** Null when the range stood in a frame that has gone since: Firefox then refuses every question. */
function documentOf(range: Range): Document | null {
  try {
    return dom.documentOf(range.startContainer);
  } catch {
    return null;
  }
}

function unadopt(doc: Document, sheet: CSSStyleSheet | null): void {
  try {
    if (sheet) doc.adoptedStyleSheets = doc.adoptedStyleSheets.filter((other) => other !== sheet);
  } catch {
    // As above.
  }
}
