import type { Message, Verdict } from '../protocol';

/** The generated module as far as we use it. */
export interface Glue {
  /** Makes a fresh instance; the one before is forgotten. */
  start(module: WebAssembly.Module): void;
  /** Gives the engine its rules. Throws with a sentence when it cannot read them. */
  load(pack: Uint8Array): string;
  /** Has findings told in another language than English from now on. Throws when it cannot read the texts. */
  speak(texts: Uint8Array, language: string): void;
  /** Takes the words of a language into use. Throws when it cannot read them. */
  learn(words: Uint8Array): void;
  /** `careful`: warns earlier. */
  scan(message: Message, careful?: boolean): Judged;
  /** What the loaded rules hold: `signal:<id>`, `scam:<id>`. */
  inventory(): string[];
}

/** How early the reader wants to be warned: `more` gives caution to some of what would be none. */
export type Care = 'usual' | 'more';

/** A verdict, and the languages that the message is written in and whose words are missing. */
export type Judged = Verdict & { unread: string[] };

export interface EngineFiles {
  wasm(): Promise<Uint8Array<ArrayBuffer>>;
  pack(): Promise<Uint8Array>;
  /** The words of a language, that messages in it are searched for. */
  words(language: string): Promise<Uint8Array>;
  /** What is said of findings in the reader's language; null for English. */
  texts(): Promise<Texts | null>;
  /** The engine cannot read those rules. Whether there are others to be had by asking again. */
  refused?(): Promise<boolean>;
}

export interface Texts {
  language: string;
  pack: Uint8Array;
}

interface Rules {
  pack: Uint8Array;
  texts: Texts | null;
}

/** An engine for a moment, with rules that are not in use. */
export interface Trial {
  scan(message: Message): Verdict;
  /** Throws when what the rules say to people, in the language that is spoken, is more than plain words. */
  inventory(): string[];
  speak(texts: Texts): void;
}

/** The engine could not judge this message. The next one may well be judged. */
export class EngineError extends Error {}

/**
 * The engine with its rules, started once and on demand. A trap inside the module means that its memory can no longer be
 * trusted: it is replaced by a fresh instance, and the message that caused it counts as unread.
 */
export class Engine {
  readonly #glue: Glue;
  readonly #files: EngineFiles;
  #module: Promise<WebAssembly.Module> | null = null;
  #rules: Promise<Rules> | null = null;
  #ready: Promise<void> | null = null;
  /** How often other rules have come into use. */
  #renewals = 0;
  /** By language; null when they cannot be had. */
  readonly #words = new Map<string, Promise<Uint8Array | null>>();

  constructor(glue: Glue, files: EngineFiles) {
    this.#glue = glue;
    this.#files = files;
  }

  /** Starts loading, so that the first scan waits less. Failures show when scanning. */
  warm(): void {
    this.#start().catch(() => undefined);
  }

  async scan(message: Message, care: Care = 'usual'): Promise<Verdict> {
    const { unread, ...verdict } = await this.#judge(message, care);
    if (unread.length === 0 || !(await this.#learn(unread))) return verdict;
    const { unread: _, ...better } = await this.#judge(message, care);
    return better;
  }

  /** Forgets the rules: the next scan takes those that are in use by then. */
  renew(): void {
    this.#renewals++;
    this.#rules = null;
    this.#ready = null;
    this.#words.clear();
  }

  /**
   * Runs rules that are not in use, on an instance of their own, and gives what `run` makes of them. The module holds one
   * instance at a time, so all of it happens in one turn, and the next scan starts a fresh one with the rules in use.
   * `words`: those of every language, all of which it must be able to read.
   */
  async trial<T>(pack: Uint8Array, words: readonly Uint8Array[], run: (trial: Trial) => T): Promise<T> {
    const module = await this.#compiled();
    try {
      this.#glue.start(module);
      this.#glue.load(pack);
      for (const list of words) this.#glue.learn(list);
      return run({
        scan: (message) => this.#glue.scan(message),
        inventory: () => this.#glue.inventory(),
        speak: ({ pack: said, language }) => this.#glue.speak(said, language),
      });
    } finally {
      this.#ready = null;
    }
  }

  #judge(message: Message, care: Care): Promise<Judged> {
    return this.#with(() => {
      try {
        return this.#glue.scan(message, care === 'more');
      } catch (cause) {
        // Only a trap spoils the instance; an ordinary error is the engine's own "no" to this message.
        if (cause instanceof WebAssembly.RuntimeError) this.#ready = null;
        throw new EngineError('the engine could not read this message', { cause });
      }
    });
  }

  /** Fetches the words of languages and gives them to the engine; whether it learned any. */
  async #learn(languages: string[]): Promise<boolean> {
    const missing = languages.filter((language) => !this.#words.has(language));
    for (const language of missing) this.#words.set(language, this.#files.words(language).catch(() => null));
    const words = await Promise.all(languages.map((language) => this.#words.get(language)));
    // Another scan may have hit a trap meanwhile, and the new instance knows nothing yet.
    return this.#with(() => words.filter((pack) => pack && this.#teach(pack)).length > 0);
  }

  /** Calls `use` in the same turn in which the instance with the rules in use is known to be there. */
  async #with<T>(use: () => T): Promise<T> {
    for (;;) {
      const renewals = this.#renewals;
      const ready = this.#start();
      try {
        await ready;
      } catch (cause) {
        if (renewals !== this.#renewals) continue;
        throw new EngineError('the engine does not start', { cause });
      }
      // Meanwhile a trap, a trial or other rules may have taken its place.
      if (this.#ready === ready) return use();
    }
  }

  #teach(words: Uint8Array): boolean {
    try {
      this.#glue.learn(words);
      return true;
    } catch {
      // What every message is searched for is there all the same.
      return false;
    }
  }

  #start(): Promise<void> {
    if (this.#ready) return this.#ready;
    const ready = this.#load().catch((cause: unknown) => {
      if (this.#ready === ready) this.#ready = null;
      throw cause;
    });
    return (this.#ready = ready);
  }

  async #load(): Promise<void> {
    const renewals = this.#renewals;
    const rules = (this.#rules ??= this.#read().catch((cause: unknown) => {
      if (this.#rules === rules) this.#rules = null;
      throw cause;
    }));
    const [module, { pack, texts }] = await Promise.all([this.#compiled(), rules]);
    if (renewals !== this.#renewals) throw new EngineError('other rules are in use by now');
    this.#glue.start(module);
    try {
      this.#glue.load(pack);
    } catch (cause) {
      if (await this.#files.refused?.()) this.renew();
      throw cause;
    }
    try {
      if (texts) this.#glue.speak(texts.pack, texts.language);
    } catch {
      // A warning in English is better than none.
    }
  }

  /** Once, whatever rules come and go. */
  #compiled(): Promise<WebAssembly.Module> {
    this.#module ??= this.#files.wasm().then((bytes) => WebAssembly.compile(bytes)).catch((cause: unknown) => {
      this.#module = null;
      throw cause;
    });
    return this.#module;
  }

  async #read(): Promise<Rules> {
    const [pack, texts] = await Promise.all([this.#files.pack(), this.#files.texts().catch(() => null)]);
    return { pack, texts };
  }
}
