import type { Level, Ways } from '../protocol';
import { MARK, mark } from '../warning/mark';
import type { SiteAdapter } from './adapter';
import type { Client } from './client';
import * as dom from './dom';
import { isSentFolder } from './own';
import { rest } from './pace';
import { insert, OURS } from './places';
import { isInView, markPlace, readRow, rowsAround, rowsInView, type Row } from './rows';
import type { Sight } from './sight';
import { SLICE } from './walk';

/** Rows asked about before an answer has come, so that scrolling through thousands never keeps the background busy. */
const MOST_ASKED = 4;
/** Levels of rows kept, by their content. */
const MOST_KEPT = 1_000;

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
  readonly #ways: () => Ways;
  readonly #come: () => void;
  readonly #levels = new Map<string, Level | 'asked'>();
  readonly #marked = new Map<Element, Marked>();
  #read = new WeakMap<Element, Row | null>();
  /** Rows that nothing is known of yet. */
  #toAsk: Row[] = [];
  /** How many questions have no answer yet. */
  #asking = 0;
  #planned = false;

  /** `come`: there is more to do, for another pass. */
  constructor(doc: Document, client: Client, sight: Sight, ways: () => Ways, come: () => void) {
    this.#doc = doc;
    this.#ways = ways;
    this.#client = client;
    this.#sight = sight;
    this.#come = come;
  }

  /** These places have changed: whatever was read of rows there is not true any more. Null: anywhere. */
  soil(places: readonly Node[] | null, adapter: SiteAdapter | null): void {
    const touched = new Set((places ?? []).flatMap((place) => (adapter ? rowsAround(place, adapter) : [])));
    for (const [row, { key, host }] of [...this.#marked]) {
      if (places !== null && !touched.has(row) && !places.some((place) => dom.contains(row, place) || dom.contains(place, row))) continue;
      this.#read.delete(row);
      const says = adapter && dom.isConnected(row) ? readRow(row, adapter, this.#sight) : null;
      if (says?.key !== key || !dom.isConnected(host)) this.#take(row);
    }
    if (places === null) this.#read = new WeakMap();
    else for (const row of touched) this.#read.delete(row);
  }

  /** Brings the marks in line with the rows in view. Rows not read before are read for one slice of time; another pass reads on. */
  draw(adapter: SiteAdapter, bodies: ReadonlySet<Element>): void {
    const rows = adapter.row?.length && !isSentFolder(this.#doc, adapter) ? rowsInView(this.#doc, adapter, bodies, this.#sight) : [];
    const end = this.#sight.now() + SLICE;
    const readings = new Map<Element, Row | null>();
    for (const element of rows) {
      const known = this.#read.get(element);
      if (known === undefined && this.#sight.now() >= end) this.#come();
      else readings.set(element, known === undefined ? readRow(element, adapter, this.#sight) : known);
    }
    for (const [element, row] of readings) this.#read.set(element, row);
    this.#toAsk = [...readings.values()].filter((row) => row !== null && !this.#levels.has(row.key)) as Row[];
    this.#askNext(adapter);
    // All looks come before all changes: each change would make the next look lay out the page anew.
    const there = new Set(rows);
    for (const row of [...this.#marked.keys()]) if (!there.has(row)) this.#take(row);
    for (const [element, row] of readings) {
      if (row && this.#levels.get(row.key) === 'danger') this.#mark(row, adapter);
      else this.#take(element);
    }
  }

  clear(): void {
    this.#toAsk = [];
    for (const row of [...this.#marked.keys()]) this.#take(row);
  }

  /** Everything has to be judged anew. */
  forget(): void {
    this.#levels.clear();
  }

  /** Asks about the next rows that still say what was read and that the window still shows. */
  #askNext(adapter: SiteAdapter): void {
    while (this.#asking < MOST_ASKED) {
      const row = this.#toAsk.shift();
      if (!row) return;
      if (!this.#levels.has(row.key) && this.#stands(row) && isInView(this.#doc, row.element, this.#sight)) void this.#ask(adapter, row);
    }
  }

  async #ask(adapter: SiteAdapter, row: Row): Promise<void> {
    const { key, message } = row;
    if (this.#levels.size >= MOST_KEPT) this.#levels.delete(this.#levels.keys().next().value as string);
    this.#levels.set(key, 'asked');
    this.#asking++;
    const answer = await this.#client.row(adapter.id, message);
    this.#asking--;
    // A background that was just stopped is asked again when the row is seen again.
    if (answer.ok) this.#levels.set(key, answer.value);
    else this.#levels.delete(key);
    if (answer.ok && answer.value === 'danger') {
      if (this.#stands(row)) this.#mark(row, adapter);
      // Another row may say the same.
      this.#come();
    }
    this.#askSoon(adapter);
  }

  /** Once the page has been drawn with the marks that were put into it: then asking where rows stand costs no layout of our own. */
  #askSoon(adapter: SiteAdapter): void {
    if (this.#planned || this.#toAsk.length === 0) return;
    this.#planned = true;
    const ask = (): void => {
      this.#planned = false;
      this.#askNext(adapter);
    };
    dom.windowOf(this.#doc)?.requestAnimationFrame(() => void rest().then(ask));
  }

  /** Whether the row is still what was read. */
  #stands(row: Row): boolean {
    return this.#read.get(row.element) === row && dom.isConnected(row.element);
  }

  #mark(row: Row, adapter: SiteAdapter): void {
    const known = this.#marked.get(row.element);
    if (known && known.key === row.key && dom.isConnected(known.host) && dom.contains(row.element, known.host)) return;
    this.#take(row.element);
    for (const copy of dom.all(row.element, MARK)) dom.remove(copy);
    const host = mark(this.#doc, this.#ways());
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
