import type { Shown, Ways } from '../protocol';
import { banner, type Banner } from '../warning/banner';
import { Besides } from '../warning/beside';
import { LinkGuard, type Guarded } from '../warning/guard';
import { Highlights } from '../warning/highlight';
import type { SiteAdapter } from './adapter';
import type { Client } from './client';
import * as dom from './dom';
import { evidence } from './evidence';
import { placeFor, type Found } from './find';
import { pathInto } from './frames';
import { Standing } from './places';
import type { ReadMessage } from './read';
import type { Sight } from './sight';
import { toneAt } from './tone';

/** A message in view and what is thought of it so far. */
export interface Judged {
  found: Found;
  read: ReadMessage;
  /** The key, told apart from the same content a second time in view. */
  key: string;
  verdict: Shown | null;
}

/** What stands in the page for one message. */
interface Warned {
  standing: Standing;
  besides: Besides;
  banner: Banner | null;
  /** Closed frames whose own scripts ask about their links. */
  frames: readonly string[];
}

/** All warnings and marks of one page. */
export class Warnings {
  readonly #doc: Document;
  readonly #client: Client;
  readonly #sight: Sight;
  readonly #ways: () => Ways;
  readonly #guard: LinkGuard;
  readonly #highlights: Highlights;
  readonly #warned = new Map<string, Warned>();
  readonly #folded = new Set<string>();
  #site = '';

  constructor(doc: Document, client: Client, sight: Sight, ways: () => Ways, signal: AbortSignal) {
    this.#doc = doc;
    this.#client = client;
    this.#sight = sight;
    this.#ways = ways;
    this.#guard = new LinkGuard(ways, signal);
    this.#highlights = new Highlights(() => ways().looks.evidence);
  }

  /** Brings the page in line with what is known: what is not in this list has no warning afterwards. */
  draw(list: readonly Judged[], adapter: SiteAdapter, site: string): void {
    this.#site = site;
    const alone = list.filter(({ found }) => !found.own).length === 1;
    const warned = new Map(list.filter(({ verdict }) => verdict && verdict.level !== 'none').map((one) => [one.key, one]));
    for (const key of [...this.#warned.keys()]) if (!warned.has(key)) this.#take(key);
    for (const one of warned.values()) this.#warn(one, adapter, alone);
    this.#guard.set([...warned.values()].flatMap((one) => (one.verdict?.level === 'danger' ? this.#guarded(one, one.verdict) : [])));
  }

  /** A guide's steps have come: said by the warnings that stand, where they stand. */
  steps(guide: string, steps: readonly string[]): void {
    for (const { standing, banner: one } of this.#warned.values()) if (standing.verdict?.guide === guide) one?.steps(steps);
  }

  clear(): void {
    for (const key of [...this.#warned.keys()]) this.#take(key);
    this.#guard.set([]);
    this.#highlights.clear();
  }

  #take(key: string): void {
    const warned = this.#warned.get(key);
    this.#warned.delete(key);
    this.#folded.delete(key);
    this.#highlights.set(key, []);
    warned?.standing.take();
    warned?.besides.take();
    for (const path of warned?.frames ?? []) this.#client.guardFrame(this.#site, path, '');
  }

  #warn({ key, found, read: { walked }, verdict }: Judged, adapter: SiteAdapter, alone: boolean): void {
    if (!verdict) return;
    let warned = this.#warned.get(key);
    if (!warned) this.#warned.set(key, (warned = { standing: new Standing(), besides: new Besides(), banner: null, frames: [] }));
    const { standing, besides } = warned;
    if (standing.marked !== walked || standing.verdict !== verdict) {
      standing.marked = walked;
      this.#highlights.set(key, evidence(verdict, walked));
      if (verdict.level === 'caution') besides.put(this.#doc, walked.linkElements, verdict.links, this.#ways(), toneAt(found.body, this.#sight));
      else besides.take();
      warned.frames = verdict.level === 'danger' ? this.#guardFrames(key, walked.frames) : [];
    }
    if (standing.gaveUp || (standing.stands(found) && standing.verdict === verdict)) return;
    const place = placeFor(found, adapter, this.#doc, alone, this.#sight);
    if (!place) return;
    const made = banner(this.#doc, verdict, this.#ways(), toneAt(place.anchor, this.#sight), this.#folded.has(key), {
      openGuide: (guide) => this.#client.openGuide(guide),
      folded: (folded) => void (folded ? this.#folded.add(key) : this.#folded.delete(key)),
      point: (reason, look) => this.#highlights.point(key, reason, look),
    });
    warned.banner = made;
    standing.put(made.host, found, place, verdict, this.#sight.now());
  }

  #guardFrames(key: string, frames: readonly Element[]): string[] {
    const paths = frames.flatMap((frame) => pathInto(frame) ?? []);
    for (const path of paths) this.#client.guardFrame(this.#site, path, key);
    return paths;
  }

  #guarded({ found, read: { walked } }: Judged, verdict: Shown): Guarded {
    // A body in a frame that can be read through has its links in a document of its own.
    const documents = new Set(walked.linkElements.flatMap((element) => dom.documentOf(element) ?? []));
    documents.delete(this.#doc);
    const inside = [...documents].flatMap((doc) => dom.pageBody(doc) ?? []);
    return { bodies: [found.body, ...inside], around: found.container, links: verdict.links, tone: () => toneAt(found.body, this.#sight) };
  }
}
