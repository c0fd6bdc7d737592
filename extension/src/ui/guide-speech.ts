import { t } from '../i18n';
import { languageName } from './guide-language';

/** One sentence, and where it stands. */
export interface Sentence {
  text: string;
  block: HTMLElement;
  start: number;
  end: number;
}

const BLOCKS = 'h1, h2, h3, p, li, blockquote, summary';
/** What is not part of the text: controls, folded answers, what is hidden. */
const SILENT = '.no-read, [hidden], details:not([open]) > :not(summary), aside';

/** What is read aloud, sentence by sentence: what can be seen of a guide, in its order. */
export function sentencesOf(article: HTMLElement, lang: string): Sentence[] {
  const cut = new Intl.Segmenter(lang, { granularity: 'sentence' });
  return [...article.querySelectorAll<HTMLElement>(BLOCKS)]
    .filter((block) => !block.closest(SILENT) && !block.querySelector(BLOCKS))
    .flatMap((block) =>
      [...cut.segment(block.textContent)].flatMap(({ segment, index }) => (segment.trim() ? [{ text: segment.trim(), block, start: index, end: index + segment.trimEnd().length }] : [])),
    );
}

/**
 * The voice for a language, the reader's own variety first. Only voices that live on this computer: the others send what
 * they say to somebody's server.
 */
export function voiceFor(lang: string, voices: readonly SpeechSynthesisVoice[], preferred: readonly string[] = []): SpeechSynthesisVoice | null {
  const plain = (tag: string): string => tag.replace('_', '-').toLowerCase();
  const fitting = voices.filter((voice) => voice.localService && plain(voice.lang).split('-')[0] === lang);
  const wanted = preferred.map(plain);
  return fitting.find((voice) => wanted.includes(plain(voice.lang))) ?? fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}

export type Reading = 'idle' | 'reading' | 'paused' | 'voiceless';

/** Reads sentences one after the other. A pause ends the sentence, which is begun anew: not every system can stop within one. */
export class Reader {
  readonly #synth: SpeechSynthesis;
  readonly #told: (state: Reading, sentence: Sentence | null) => void;
  #sentences: readonly Sentence[] = [];
  #voice: SpeechSynthesisVoice | null = null;
  #at = 0;
  #state: Reading = 'idle';
  /** Of what is said now; what ends after it was broken off is not heard. */
  #turn = 0;
  /** Held, since Chromium forgets what nobody holds, and then never says that it has ended. */
  #said: SpeechSynthesisUtterance | null = null;

  constructor(synth: SpeechSynthesis, told: (state: Reading, sentence: Sentence | null) => void) {
    this.#synth = synth;
    this.#told = told;
  }

  get state(): Reading {
    return this.#state;
  }

  start(sentences: readonly Sentence[], lang: string, preferred: readonly string[] = []): void {
    this.stop();
    this.#voice = voiceFor(lang, this.#synth.getVoices(), preferred);
    if (!this.#voice) return this.#tell('voiceless');
    this.#sentences = sentences;
    this.#at = 0;
    this.#speak();
  }

  pause(): void {
    if (this.#state !== 'reading') return;
    this.#silence();
    this.#tell('paused', this.#sentences[this.#at] ?? null);
  }

  resume(): void {
    if (this.#state === 'paused') this.#speak();
  }

  stop(): void {
    const was = this.#state;
    this.#silence();
    if (was !== 'idle') this.#tell('idle');
  }

  #silence(): void {
    this.#turn += 1;
    if (this.#said) this.#synth.cancel();
    this.#said = null;
  }

  #speak(): void {
    const sentence = this.#sentences[this.#at];
    // To the end, or as far as there was something.
    if (!sentence || !this.#voice) return this.#tell('idle');
    const turn = ++this.#turn;
    const said = (this.#said = new SpeechSynthesisUtterance(sentence.text));
    said.voice = this.#voice;
    said.lang = this.#voice.lang;
    said.addEventListener('end', () => {
      if (turn !== this.#turn) return;
      this.#at += 1;
      this.#speak();
    });
    said.addEventListener('error', () => {
      if (turn !== this.#turn) return;
      this.#turn += 1;
      this.#tell('idle');
    });
    this.#tell('reading', sentence);
    this.#synth.speak(said);
  }

  #tell(state: Reading, sentence: Sentence | null = null): void {
    this.#state = state;
    this.#told(state, sentence);
  }
}

const READING = 'caveat-reading';

/** Shows which sentence is being read, without touching the text; where that cannot be, its whole paragraph. */
export function highlight(sentence: Sentence | null): void {
  for (const block of document.querySelectorAll('.reading')) block.classList.remove('reading');
  const marks = (globalThis as { CSS?: { highlights?: HighlightRegistry } }).CSS?.highlights;
  marks?.delete(READING);
  if (!sentence) return;
  const range = marks && rangeOf(sentence);
  if (range) marks.set(READING, new Highlight(range));
  else sentence.block.classList.add('reading');
  sentence.block.scrollIntoView({ block: 'nearest' });
}

/** The sentence in the paragraph's text nodes; null when the paragraph has changed meanwhile. */
function rangeOf({ block, start, end }: Sentence): Range | null {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}

/** The buttons; null where the browser cannot speak. Silent as soon as `signal` is aborted or the page is left. */
export function readAloud(article: () => HTMLElement, lang: string, preferred: readonly string[], signal: AbortSignal): HTMLElement | null {
  const synth = (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;
  if (!synth) return null;
  const button = (): HTMLButtonElement => Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' });
  const main = button();
  const stop = button();
  const note = document.createElement('p');
  note.className = 'small voiceless';
  note.setAttribute('role', 'status');
  stop.textContent = t('guide_read_stop');
  const show = (state: Reading, sentence: Sentence | null): void => {
    main.textContent = t(state === 'reading' ? 'guide_read_pause' : state === 'paused' ? 'guide_read_resume' : 'guide_read_play');
    main.classList.toggle('playing', state === 'reading');
    stop.hidden = state !== 'reading' && state !== 'paused';
    note.textContent = state === 'voiceless' ? t('guide_read_voiceless', languageName(lang)) : '';
    highlight(sentence);
  };
  const reader = new Reader(synth, show);
  main.addEventListener('click', () => {
    if (reader.state === 'reading') reader.pause();
    else if (reader.state === 'paused') reader.resume();
    else reader.start(sentencesOf(article(), lang), lang, preferred);
  });
  stop.addEventListener('click', () => {
    reader.stop();
    // It is gone from under the focus.
    main.focus();
  });
  // Some systems bring their voices only after they were asked for; the word that there is none is then taken back.
  synth.getVoices();
  synth.addEventListener?.('voiceschanged', () => reader.state === 'voiceless' && reader.stop(), { signal });
  addEventListener('pagehide', () => reader.stop(), { signal });
  signal.addEventListener('abort', () => reader.stop());
  show('idle', null);
  const box = document.createElement('div');
  box.className = 'read-aloud';
  box.append(main, stop, note);
  return box;
}
