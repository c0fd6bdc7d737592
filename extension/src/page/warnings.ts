import type { Verdict } from '../protocol';
import { banner } from '../warning/banner';
import { Highlights } from '../warning/highlight';
import type { SiteAdapter } from './adapter';
import { evidence } from './evidence';
import { placeFor, type Found } from './find';
import { Standing } from './places';
import type { ReadMessage } from './read';
import type { Sight } from './sight';

/** A message in view and what is thought of it so far. */
export interface Judged {
  found: Found;
  read: ReadMessage;
  /** The key, told apart from the same content a second time in view. */
  key: string;
  verdict: Verdict | null;
}

/** All warnings and marks of one page. */
export class Warnings {
  readonly #doc: Document;
  readonly #sight: Sight;
  readonly #openGuide: (guide: string) => void;
  readonly #highlights = new Highlights();
  readonly #standing = new Map<string, Standing>();
  readonly #folded = new Set<string>();

  constructor(doc: Document, sight: Sight, openGuide: (guide: string) => void) {
    this.#doc = doc;
    this.#sight = sight;
    this.#openGuide = openGuide;
  }

  /** Brings the page in line with what is known: what is not in this list has no warning afterwards. */
  draw(list: readonly Judged[], adapter: SiteAdapter): void {
    const alone = list.filter(({ found }) => !found.own).length === 1;
    const warned = new Map(list.filter(({ verdict }) => verdict && verdict.level !== 'none').map((one) => [one.key, one]));
    for (const key of [...this.#standing.keys()]) if (!warned.has(key)) this.#take(key);
    for (const one of warned.values()) this.#warn(one, adapter, alone);
  }

  clear(): void {
    for (const key of [...this.#standing.keys()]) this.#take(key);
    this.#highlights.clear();
  }

  #take(key: string): void {
    this.#standing.get(key)?.take();
    this.#standing.delete(key);
    this.#folded.delete(key);
    this.#highlights.set(key, []);
  }

  #warn({ key, found, read: { walked }, verdict }: Judged, adapter: SiteAdapter, alone: boolean): void {
    if (!verdict) return;
    let standing = this.#standing.get(key);
    if (!standing) this.#standing.set(key, (standing = new Standing()));
    if (standing.marked !== walked || standing.verdict !== verdict) {
      standing.marked = walked;
      this.#highlights.set(key, evidence(verdict, walked));
    }
    if (standing.gaveUp || (standing.stands(found) && standing.verdict === verdict)) return;
    const place = placeFor(found, adapter, this.#doc, alone, this.#sight);
    if (!place) return;
    const host = banner(this.#doc, verdict, this.#folded.has(key), {
      openGuide: this.#openGuide,
      folded: (folded) => void (folded ? this.#folded.add(key) : this.#folded.delete(key)),
    });
    standing.put(host, found, place, verdict, this.#sight.now());
  }
}
