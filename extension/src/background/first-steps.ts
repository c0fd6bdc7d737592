import { language } from '../i18n';
import { guidesJson } from '../pack/files';
import type { Verdict } from '../protocol';

/** Longer than any first step is; a pack that says more is not shown in a warning. */
const LONGEST = 200;

/**
 * The first thing to do against each kind of scam, out of the guides. Loaded beside the engine and kept. A message in a
 * page is never kept waiting for it; what the user checks by hand is.
 */
export class FirstSteps {
  readonly #read: () => Promise<unknown[]>;
  #loading: Promise<void> | null = null;
  #steps: ReadonlyMap<string, string> | null = null;

  constructor(read: () => Promise<unknown[]> = () => guidesJson(language())) {
    this.#read = read;
  }

  /** Other guides are in use: they are read at the next need. */
  forget(): void {
    this.#loading = null;
    this.#steps = null;
  }

  get loaded(): boolean {
    return this.#steps !== null;
  }

  /** Resolves when the steps are there, or cannot be had this time: a warning is whole without them. */
  load(): Promise<void> {
    if (this.#loading) return this.#loading;
    const loading: Promise<void> = this.#read().then(
      (books) => {
        // Forgotten meanwhile: these are the old ones.
        if (this.#loading !== loading) return;
        // A later language speaks over an earlier one.
        this.#steps = new Map(books.flatMap((book) => [...stepsOf(book)]));
      },
      () => {
        if (this.#loading === loading) this.#loading = null;
      },
    );
    return (this.#loading = loading);
  }

  /** The step that a guide begins with, if it is known by now. */
  of(guide: string): string | undefined {
    return this.#steps?.get(guide);
  }

  /** The verdict with its first step, as far as that is known by now. */
  with(verdict: Verdict): Verdict {
    const { level, scam } = verdict;
    const firstStep = scam && level !== 'none' ? this.of(scam.guide) : undefined;
    return scam && firstStep ? { ...verdict, scam: { ...scam, firstStep } } : verdict;
  }
}

type Fields = Record<string, unknown>;

/** First step by guide. Emphasis is the guide page's; a step that names a reporting channel needs that page. */
function stepsOf(json: unknown): Map<string, string> {
  const guides = (json as { guides?: unknown } | null)?.guides;
  const steps = new Map<string, string>();
  for (const guide of Array.isArray(guides) ? (guides as (Fields | null)[]) : []) {
    const { id, first_steps: list } = guide ?? {};
    const first: unknown = Array.isArray(list) ? list[0] : null;
    if (typeof id !== 'string' || typeof first !== 'string' || first === '' || first.length > LONGEST || first.includes('{')) continue;
    steps.set(id, first.replaceAll('*', ''));
  }
  return steps;
}
