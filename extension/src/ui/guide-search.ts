import { FIT, fit, fold, wordsIn } from './fold';
import type { Guide, Names, Section } from './guide-data';

/** Where words were found, best first. */
const PLACES = ['title', 'steps', 'text', 'shared'] as const;

/** One guide in one language, folded. `shared` is what it says as many others do. */
interface Entry {
  guide: Guide;
  places: readonly string[];
}

export interface Hit {
  /** Which guide. */
  id: string;
  /** As the words were found: in the reader's language where it has them. */
  found: Guide;
}

/** A paragraph that so many guides have says nothing of any of them: what to do after paying by card, for example. */
const SHARED_BY = 4;

/** The guides as they are searched, language by language: the reader's first, the others when they are there. */
export class GuideIndex {
  readonly #names: Names;
  /** By guide; the reader's language first. */
  readonly #entries = new Map<string, Entry[]>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Adds guides of a language. What was added earlier goes before. */
  add(guides: readonly Guide[]): void {
    const times = new Map<string, number>();
    for (const guide of guides) for (const text of textsOf(guide.sections)) times.set(text, (times.get(text) ?? 0) + 1);
    for (const guide of guides) {
      const known = this.#entries.get(guide.id) ?? [];
      if (known.some(({ guide: { lang } }) => lang === guide.lang)) continue;
      known.push({ guide, places: this.#placesOf(guide, times) });
      this.#entries.set(guide.id, known);
    }
  }

  #placesOf(guide: Guide, times: ReadonlyMap<string, number>): string[] {
    const texts = textsOf(guide.sections);
    const isShared = (text: string): boolean => (times.get(text) ?? 0) >= SHARED_BY;
    const brands = guide.brands.flatMap((id) => [id, this.#names.get(id) ?? '']);
    const steps = [guide.summary, ...guide.first_steps, ...brands];
    return [[guide.title], steps, [guide.id.replaceAll('-', ' '), ...texts.filter((text) => !isShared(text))], texts.filter(isShared)].map((parts) => fold(parts.join('\n')));
  }

  /** The guides that hold every word, the best first; none for a search without words. */
  search(query: string): Hit[] {
    const words = wordsIn(query);
    if (words.length === 0) return [];
    const found = [...this.#entries.values()].flatMap((entries) => bestOf(entries, words) ?? []);
    // What all guides say is an answer only where none says it by itself.
    const own = found.filter(({ place }) => PLACES[place] !== 'shared');
    return (own.length > 0 ? own : found)
      .sort((a, b) => a.place - b.place || b.fits - a.fits || a.order - b.order || a.found.title.localeCompare(b.found.title))
      .map(({ found: guide }) => ({ id: guide.id, found: guide }));
  }
}

interface Found {
  found: Guide;
  /** The worst place among the words' best ones. */
  place: number;
  fits: number;
  /** 0: the reader's own language. */
  order: number;
}

/** How a guide is found: in the reader's language where it says the words itself, otherwise where they stand best. */
function bestOf(entries: readonly Entry[], words: readonly string[]): Found | null {
  let best: Found | null = null;
  for (const [order, { guide, places }] of entries.entries()) {
    const one = placed(places, words);
    if (one && (!best || one.place < best.place)) best = { found: guide, order, ...one };
    if (order === 0 && best && PLACES[best.place] !== 'shared') return best;
  }
  return best;
}

function placed(places: readonly string[], words: readonly string[]): { place: number; fits: number } | null {
  let worst = 0;
  let fits = 0;
  for (const word of words) {
    const how = places.map((text) => fit(text, word));
    const at = how.findIndex((one) => one > FIT.none);
    if (at < 0) return null;
    worst = Math.max(worst, at);
    fits += how[at] ?? 0;
  }
  return { place: worst, fits };
}

const MARKS = /\*|\{channel:[a-z0-9-]+\}/g;

/** Every paragraph and heading, without its marks. */
const textsOf = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ title, blocks, sub = [] }) => [title, ...blocks.map(({ text }) => text.replace(MARKS, '')), ...textsOf(sub)]);
