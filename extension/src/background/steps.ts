import { language, t } from '../i18n';
import { guidesJson } from '../pack/files';

/** What a warning shows of its guide. */
export const STEPS = 3;
/** Longer than any step is; a pack that says more is not shown in a warning. */
const LONGEST = 200;

/** What is right against every scam, in the words of the interface. */
export const usualSteps = (): string[] => [t('step_stop'), t('step_ask'), t('step_bank')];

/**
 * The first things to do against each kind of scam, out of the guides, as far as they speak the reader's language. Loaded
 * beside the engine and kept. A message in a page is never kept waiting for it; what the user checks by hand is.
 */
export class Steps {
  readonly #read: (language: string) => Promise<unknown[]>;
  #loading: Promise<void> | null = null;
  #known: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(read: (language: string) => Promise<unknown[]> = guidesJson) {
    this.#read = read;
  }

  /** Other guides are in use, or another language: they are read at the next need. */
  forget(): void {
    this.#loading = null;
    this.#known = null;
  }

  get loaded(): boolean {
    return this.#known !== null;
  }

  /** Resolves when the steps are there, or cannot be had this time: a warning is whole without them. */
  load(): Promise<void> {
    if (this.#loading) return this.#loading;
    const spoken = language();
    const loading: Promise<void> = this.#read(spoken).then(
      (books) => {
        // Forgotten meanwhile: these are the old ones.
        if (this.#loading !== loading) return;
        this.#known = new Map(books.filter((book) => languageOf(book) === spoken).flatMap((book) => [...stepsOf(book)]));
      },
      () => {
        if (this.#loading === loading) this.#loading = null;
      },
    );
    return (this.#loading = loading);
  }

  /** What a guide says to do first. What is right against every scam, when it is not known or is in a language that the reader did not ask for. */
  of(guide: string): string[] {
    return [...(this.#known?.get(guide) ?? usualSteps())];
  }
}

type Fields = Record<string, unknown>;

const languageOf = (json: unknown): unknown => (json as Fields | null)?.lang;

/** First steps by guide. Emphasis is the guide page's; a step that names a reporting channel needs that page. */
function stepsOf(json: unknown): Map<string, string[]> {
  const guides = (json as { guides?: unknown } | null)?.guides;
  const steps = new Map<string, string[]>();
  for (const guide of Array.isArray(guides) ? (guides as (Fields | null)[]) : []) {
    const { id, first_steps: list } = guide ?? {};
    if (typeof id !== 'string' || !Array.isArray(list)) continue;
    const plain = list.filter((step): step is string => typeof step === 'string' && step !== '' && step.length <= LONGEST && !step.includes('{'));
    if (plain.length >= STEPS) steps.set(id, plain.slice(0, STEPS).map((step) => step.replaceAll('*', '')));
  }
  return steps;
}
