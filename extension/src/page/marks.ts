import type { Level } from '../protocol';
import { MARK, mark } from '../warning/mark';
import type { SiteAdapter } from './adapter';
import type { Client } from './client';
import * as dom from './dom';
import { isSentFolder } from './own';
import { insert, OURS } from './places';
import { markPlace, readRow, rowElements, type Row } from './rows';
import type { Sight } from './sight';

/** Rows read in one pass: what a tall window shows. */
const MOST_ROWS = 80;
/** Rows asked about in one pass, so that scrolling through thousands never keeps the background busy. */
const MOST_ASKED = 4;
/** Levels of rows kept, by their content. */
const MOST_KEPT = 1_000;
/** Lists up to this long are looked through from the top; longer ones by halves. */
const SHORT_LIST = 300;

interface Marked {
  host: HTMLElement;
  key: string;
}

/**
 * Marks on the rows of a list whose few words alone would be danger. Rows are recycled: a mark belongs to what the row
 * says, and goes in the very moment in which the row says something else.
 */
export class Marks {
  readonly #doc: Document;
  readonly #client: Client;
  readonly #sight: Sight;
  readonly #come: () => void;
  readonly #levels = new Map<string, Level | 'asked'>();
  readonly #read = new WeakMap<Element, Row | null>();
  readonly #marked = new Map<Element, Marked>();

  /** `come`: an answer is there, and the next pass may ask for more. */
  constructor(doc: Document, client: Client, sight: Sight, come: () => void) {
    this.#doc = doc;
    this.#client = client;
    this.#sight = sight;
    this.#come = come;
  }

  /** These places have changed: whatever was read of rows there is not true any more. Null: anywhere. */
  soil(places: readonly Node[] | null, adapter: SiteAdapter | null): void {
    for (const [row, { key, host }] of [...this.#marked]) {
      if (places !== null && !places.some((place) => dom.contains(row, place) || dom.contains(place, row))) continue;
      this.#read.delete(row);
      const says = adapter && dom.isConnected(row) ? readRow(row, adapter, this.#sight) : null;
      if (says?.key !== key || !dom.isConnected(host)) this.#take(row);
    }
    for (const place of places ?? []) for (const row of this.#rowsAround(place, adapter)) this.#read.delete(row);
  }

  /** Brings the marks in line with the rows in view. */
  draw(adapter: SiteAdapter, bodies: ReadonlySet<Element>): void {
    const rows = adapter.row?.length && !isSentFolder(this.#doc, adapter) ? this.#inView(rowElements(this.#doc, adapter, bodies, this.#sight)) : [];
    const there = new Set(rows);
    for (const row of [...this.#marked.keys()]) if (!there.has(row)) this.#take(row);
    let asked = 0;
    for (const element of rows) {
      const row = this.#rowOf(element, adapter);
      if (!row) {
        this.#take(element);
        continue;
      }
      const level = this.#levels.get(row.key);
      if (level === undefined && asked < MOST_ASKED) {
        asked++;
        void this.#ask(adapter.id, row);
      }
      if (level === 'danger') this.#mark(row, adapter);
      else this.#take(element);
    }
  }

  clear(): void {
    for (const row of [...this.#marked.keys()]) this.#take(row);
  }

  /** Everything has to be judged anew. */
  forget(): void {
    this.#levels.clear();
  }

  #rowOf(element: Element, adapter: SiteAdapter): Row | null {
    const known = this.#read.get(element);
    if (known !== undefined) return known;
    const row = readRow(element, adapter, this.#sight);
    this.#read.set(element, row);
    return row;
  }

  #rowsAround(place: Node, adapter: SiteAdapter | null): Element[] {
    const element = dom.isElement(place) ? place : dom.parentElement(place);
    return (adapter?.row ?? []).flatMap((selector) => (element ? (dom.around(element, selector) ?? []) : []));
  }

  /** Those of the rows that the window shows. They stand one below the other. */
  #inView(rows: readonly Element[]): Element[] {
    const height = dom.windowOf(this.#doc)?.innerHeight ?? 0;
    let from = 0;
    if (rows.length > SHORT_LIST) {
      let to = rows.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (this.#sight.box(rows[middle] as Element).bottom <= 0) from = middle + 1;
        else to = middle;
      }
    }
    const seen: Element[] = [];
    for (let i = from; i < rows.length && seen.length < MOST_ROWS; i++) {
      const row = rows[i] as Element;
      const { top, bottom } = this.#sight.box(row);
      if (top > height && rows.length > SHORT_LIST) break;
      if (bottom >= 0 && top <= height) seen.push(row);
    }
    return seen;
  }

  async #ask(site: string, { key, message }: Row): Promise<void> {
    if (this.#levels.size >= MOST_KEPT) this.#levels.delete(this.#levels.keys().next().value as string);
    this.#levels.set(key, 'asked');
    const answer = await this.#client.row(site, message);
    // A background that was just stopped is asked again when the row is seen again.
    if (answer.ok) this.#levels.set(key, answer.value);
    else this.#levels.delete(key);
    if (answer.ok) this.#come();
  }

  #mark(row: Row, adapter: SiteAdapter): void {
    const known = this.#marked.get(row.element);
    if (known && known.key === row.key && dom.isConnected(known.host) && dom.contains(row.element, known.host)) return;
    this.#take(row.element);
    for (const copy of dom.all(row.element, MARK)) dom.remove(copy);
    const host = mark(this.#doc);
    OURS.add(host);
    insert(host, markPlace(row, adapter, this.#sight));
    this.#marked.set(row.element, { host, key: row.key });
  }

  #take(row: Element): void {
    const known = this.#marked.get(row);
    if (!known) return;
    this.#marked.delete(row);
    OURS.delete(known.host);
    dom.remove(known.host);
  }
}
