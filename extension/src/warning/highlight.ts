import * as dom from '../page/dom';

/** Marked words, and those of the reason that is pointed at. Names of `looks/evidence.css`. */
const EVIDENCE = 'caveat-evidence';
const POINTED = 'caveat-pointed';

/** A marked place and the number of the reason that it belongs to. */
export interface Marked {
  range: Range;
  reason: number;
}

/**
 * Marks the evidence in the mail's text without touching the mail: the CSS Custom Highlight API paints ranges. A browser
 * that lacks it shows no marks; the quoted words in the warning are the same.
 */
export class Highlights {
  readonly #looks: () => string;
  readonly #marks = new Map<string, readonly Marked[]>();
  readonly #painted = new Map<Document, CSSStyleSheet>();
  #pointed: readonly Range[] = [];

  constructor(looks: () => string) {
    this.#looks = looks;
  }

  /** Replaces the marks of one message. */
  set(key: string, marks: readonly Marked[]): void {
    if (marks.length === 0 && !this.#marks.has(key)) return;
    if (marks.length === 0) this.#marks.delete(key);
    else this.#marks.set(key, marks);
    this.#pointed = [];
    this.#paint();
  }

  /** Shows the words of one reason more strongly than the others; null: of none. `look`: brings them into view as well. */
  point(key: string, reason: number | null, look = false): void {
    this.#pointed = reason === null ? [] : (this.#marks.get(key) ?? []).filter((mark) => mark.reason === reason).map(({ range }) => range);
    this.#paint();
    try {
      if (look) this.#pointed[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    } catch {
      // A frame that has gone since.
    }
  }

  clear(): void {
    this.#marks.clear();
    this.#pointed = [];
    // The sheet stays where it is: without ranges it paints nothing.
    this.#paint();
  }

  #paint(): void {
    const evidence = byDocument([...this.#marks.values()].flatMap((marks) => marks.map(({ range }) => range)));
    const pointed = byDocument(this.#pointed);
    for (const doc of new Set([...this.#painted.keys(), ...evidence.keys()])) {
      try {
        const view = dom.windowOf(doc) as (Window & typeof globalThis) | null;
        const registry = view?.CSS?.highlights;
        if (!view || !registry || typeof view.Highlight !== 'function') continue;
        for (const [name, ranges] of [[EVIDENCE, evidence.get(doc)], [POINTED, pointed.get(doc)]] as const) {
          if (!ranges) registry.delete(name);
          else {
            const marked = new view.Highlight(...ranges);
            marked.priority = name === POINTED ? 1 : 0;
            registry.set(name, marked);
          }
        }
        if (evidence.has(doc)) this.#adopt(doc, view);
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
    sheet.replaceSync(this.#looks());
    doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet];
    this.#painted.set(doc, sheet);
  }
}

function byDocument(ranges: readonly Range[]): Map<Document, Range[]> {
  const found = new Map<Document, Range[]>();
  for (const range of ranges) {
    const doc = documentOf(range);
    if (doc) found.set(doc, [...(found.get(doc) ?? []), range]);
  }
  return found;
}

/** Null when the range stood in a frame that has gone since: Firefox then refuses every question. */
function documentOf(range: Range): Document | null {
  try {
    return dom.documentOf(range.startContainer);
  } catch {
    return null;
  }
}
