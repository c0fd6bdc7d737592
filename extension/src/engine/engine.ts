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
  scan(message: Message): Judged;
}

/** A verdict, and the languages that the message is written in and whose words are missing. */
export type Judged = Verdict & { unread: string[] };

export interface EngineFiles {
  wasm(): Promise<Uint8Array<ArrayBuffer>>;
  pack(): Promise<Uint8Array>;
  /** The words of a language, that messages in it are searched for. */
  words(language: string): Promise<Uint8Array>;
  /** What is said of findings in the reader's language; null for English. */
  texts(): Promise<Texts | null>;
}

export interface Texts {
  language: string;
  pack: Uint8Array;
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
  #parts: Promise<{ module: WebAssembly.Module; pack: Uint8Array; texts: Texts | null }> | null = null;
  #ready: Promise<void> | null = null;
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

  async scan(message: Message): Promise<Verdict> {
    const { unread, ...verdict } = await this.#judge(message);
    if (unread.length === 0 || !(await this.#learn(unread))) return verdict;
    const { unread: _, ...better } = await this.#judge(message);
    return better;
  }

  async #judge(message: Message): Promise<Judged> {
    await this.#started();
    try {
      return this.#glue.scan(message);
    } catch (cause) {
      // Only a trap spoils the instance; an ordinary error is the engine's own "no" to this message.
      if (cause instanceof WebAssembly.RuntimeError) this.#ready = null;
      throw new EngineError('the engine could not read this message', { cause });
    }
  }

  /** Fetches the words of languages and gives them to the engine; whether it learned any. */
  async #learn(languages: string[]): Promise<boolean> {
    const missing = languages.filter((language) => !this.#words.has(language));
    for (const language of missing) this.#words.set(language, this.#files.words(language).catch(() => null));
    const words = await Promise.all(languages.map((language) => this.#words.get(language)));
    // Another scan may have hit a trap meanwhile, and the new instance knows nothing yet.
    await this.#started();
    return words.filter((pack) => pack && this.#teach(pack)).length > 0;
  }

  async #started(): Promise<void> {
    try {
      await this.#start();
    } catch (cause) {
      throw new EngineError('the engine does not start', { cause });
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
    this.#ready ??= this.#load().catch((cause: unknown) => {
      this.#ready = null;
      throw cause;
    });
    return this.#ready;
  }

  async #load(): Promise<void> {
    this.#parts ??= this.#fetch().catch((cause: unknown) => {
      this.#parts = null;
      throw cause;
    });
    const { module, pack, texts } = await this.#parts;
    this.#glue.start(module);
    this.#glue.load(pack);
    try {
      if (texts) this.#glue.speak(texts.pack, texts.language);
    } catch {
      // A warning in English is better than none.
    }
  }

  async #fetch() {
    const [module, pack, texts] = await Promise.all([
      this.#files.wasm().then((bytes) => WebAssembly.compile(bytes)),
      this.#files.pack(),
      this.#files.texts().catch(() => null),
    ]);
    return { module, pack, texts };
  }
}
