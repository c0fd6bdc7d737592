// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('../../src/browser', () => import('../fake-browser'));
const { readAloud, Reader, sentencesOf, voiceFor } = await import('../../src/ui/guide-speech');
const { el } = await import('../../src/ui/dom');

const voice = (lang: string, change: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({ lang, name: lang, voiceURI: lang, localService: true, default: false, ...change });

class Utterance extends EventTarget {
  voice: SpeechSynthesisVoice | null = null;
  lang = '';
  constructor(readonly text: string) {
    super();
  }
}

/** Speaks when it is told that a sentence is over. */
class Synth extends EventTarget {
  said: Utterance[] = [];
  cancelled = 0;
  constructor(public voices: SpeechSynthesisVoice[]) {
    super();
  }
  getVoices = (): SpeechSynthesisVoice[] => this.voices;
  speak = (one: Utterance): void => void this.said.push(one);
  cancel = (): void => {
    this.cancelled += 1;
    this.now?.dispatchEvent(new Event('error'));
  };
  get now(): Utterance | undefined {
    return this.said.at(-1);
  }
  end(): void {
    this.now?.dispatchEvent(new Event('end'));
  }
}

beforeEach(() => {
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  document.body.replaceChildren();
});
afterEach(() => void vi.unstubAllGlobals());

const article = (): HTMLElement => {
  const made = el(
    'article',
    {},
    el('p', { class: 'no-read' }, 'Menu.'),
    el('h1', {}, 'The parcel'),
    el('p', {}, 'It waits. ', el('strong', {}, 'Do not pay!'), ' Look yourself.'),
    el('ul', {}, el('li', {}, 'A flag')),
    el('section', { hidden: true }, el('p', {}, 'Not picked.')),
    el('details', {}, el('summary', {}, el('h3', {}, 'Why me?')), el('p', {}, 'Chance.')),
    el('details', { open: true }, el('summary', {}, el('h3', {}, 'How?')), el('p', {}, 'By text.')),
    el('div', { class: 'no-read' }, el('p', {}, 'Buttons')),
  );
  document.body.append(made);
  return made;
};

test('what is seen is read, in its order, sentence by sentence', () => {
  expect(sentencesOf(article(), 'en').map(({ text }) => text)).toEqual(['The parcel', 'It waits.', 'Do not pay!', 'Look yourself.', 'A flag', 'Why me?', 'How?', 'By text.']);
});

test('each sentence knows where it stands', () => {
  for (const { text, block, start, end } of sentencesOf(article(), 'en')) expect(block.textContent.slice(start, end)).toBe(text);
});

describe('the voice', () => {
  const voices = [voice('en-US'), voice('de_AT'), voice('de-DE', { default: true }), voice('fr-FR', { localService: false })];
  test.each<[string, string[], string | null, string]>([
    ['de', [], 'de-DE', 'the default of its language'],
    ['de', ['de-AT'], 'de_AT', 'the reader’s variety, however it is written'],
    ['en', ['en-GB'], 'en-US', 'another variety rather than none'],
    ['fr', [], null, 'none that sends the text away'],
    ['nl', [], null, 'none of another language'],
  ])('%s, preferred %j: %s (%s)', (lang, preferred, found) => expect(voiceFor(lang, voices, preferred)?.lang ?? null).toBe(found));
});

describe('reading', () => {
  const start = (voices = [voice('en-US')]) => {
    const synth = new Synth(voices);
    const states: string[] = [];
    const reader = new Reader(synth as unknown as SpeechSynthesis, (state, sentence) => states.push(sentence ? `${state}: ${sentence.text}` : state));
    reader.start(sentencesOf(article(), 'en').slice(1, 4), 'en');
    return { synth, reader, states };
  };
  test('one sentence after the other, to the end', () => {
    const { synth, states, reader } = start();
    for (let at = 0; at < 3; at += 1) synth.end();
    expect(synth.said.map(({ text }) => text)).toEqual(['It waits.', 'Do not pay!', 'Look yourself.']);
    expect(states).toEqual(['reading: It waits.', 'reading: Do not pay!', 'reading: Look yourself.', 'idle']);
    expect(reader.state).toBe('idle');
    expect(synth.now).toMatchObject({ lang: 'en-US', voice: { lang: 'en-US' } });
  });
  test('a pause is silent, and goes on with the sentence it broke off', () => {
    const { synth, reader } = start();
    synth.end();
    reader.pause();
    expect([reader.state, synth.cancelled]).toEqual(['paused', 1]);
    // What is broken off may still report its end.
    synth.end();
    expect(synth.said).toHaveLength(2);
    reader.resume();
    expect(synth.now?.text).toBe('Do not pay!');
    synth.end();
    expect(synth.now?.text).toBe('Look yourself.');
  });
  test('stop ends it, also from a pause', () => {
    const { synth, reader, states } = start();
    reader.stop();
    expect([reader.state, synth.cancelled, states.at(-1)]).toEqual(['idle', 1, 'idle']);
    reader.resume();
    expect(synth.said).toHaveLength(1);
    const other = start();
    other.reader.pause();
    other.reader.stop();
    expect(other.reader.state).toBe('idle');
  });
  test('no voice, not a word in a wrong one', () => {
    const { synth, reader } = start([voice('de-DE')]);
    expect([reader.state, synth.said.length]).toEqual(['voiceless', 0]);
  });
  test('a system that fails ends the reading', () => {
    const { synth, reader } = start();
    synth.now?.dispatchEvent(new Event('error'));
    expect(reader.state).toBe('idle');
  });
});

describe('the buttons', () => {
  const show = (voices: SpeechSynthesisVoice[], lang = 'en') => {
    const synth = new Synth(voices);
    vi.stubGlobal('speechSynthesis', synth);
    const leave = new AbortController();
    const made = article();
    const box = readAloud(() => made, lang, [], leave.signal) as HTMLElement;
    document.body.append(box);
    const [main, stop] = box.querySelectorAll('button') as unknown as [HTMLButtonElement, HTMLButtonElement];
    return { synth, leave, box, main, stop, note: box.querySelector('[role=status]') as HTMLElement };
  };
  test('say what they do, and where one is', () => {
    const { synth, main, stop } = show([voice('en-US')]);
    expect([main.textContent, stop.hidden]).toEqual(['Read aloud', true]);
    main.click();
    expect([main.textContent, stop.hidden]).toEqual(['Pause', false]);
    expect(document.querySelector('.reading')?.textContent).toBe('The parcel');
    synth.end();
    expect(document.querySelectorAll('.reading')).toHaveLength(1);
    expect(document.querySelector('.reading')?.textContent).toContain('It waits.');
    main.click();
    expect(main.textContent).toBe('Go on reading');
    stop.click();
    expect([main.textContent, stop.hidden, document.querySelector('.reading')]).toEqual(['Read aloud', true, null]);
    expect(document.activeElement).toBe(main);
  });
  test('a language without a voice is said, and taken back when a voice comes', () => {
    const { synth, main, note } = show([voice('en-US')], 'de');
    main.click();
    expect(note.textContent).toContain('German');
    synth.voices.push(voice('de-DE'));
    synth.dispatchEvent(new Event('voiceschanged'));
    expect(note.textContent).toBe('');
    main.click();
    expect(synth.now?.lang).toBe('de-DE');
  });
  test('silent when another guide is opened, and when the page is left', () => {
    const one = show([voice('en-US')]);
    one.main.click();
    one.leave.abort();
    expect(one.synth.cancelled).toBe(1);
    const two = show([voice('en-US')]);
    two.main.click();
    dispatchEvent(new Event('pagehide'));
    expect(two.synth.cancelled).toBe(1);
  });
  test('are not there where the browser has no speech', () => {
    vi.stubGlobal('speechSynthesis', undefined);
    expect(readAloud(article, 'en', [], new AbortController().signal)).toBeNull();
  });
});
