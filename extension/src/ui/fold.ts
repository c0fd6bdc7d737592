/**
 * Text as it is searched: without regard to case, accents, width and the like. What makes another word stays: the vowel
 * signs of Hindi, the dots of Japanese.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most text is plain; what follows costs ten times as much.
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(APART, (letter) => ALIKE[letter] ?? letter)
    .normalize('NFC');
}

/** All of ASCII. */
const PLAIN = /^[\x00-\x7f]*$/;

/** Accents (Latin, Greek, Cyrillic), Arabic vowel signs and lengthening, the Indic nukta, soft hyphens and joiners. */
const DROPPED = /[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Letters that people type for one another and that no normalisation brings together. */
const ALIKE: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ى: 'ي', ة: 'ه', ٱ: 'ا', '’': "'", '‘': "'" };
const APART = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'g');

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Written without spaces between the words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** More words than anybody searches for; a whole mail in the box must not freeze the page. */
const MOST_WORDS = 12;

/** The words of a search, folded, each once. */
export function wordsIn(query: string): string[] {
  const words = [...fold(query).matchAll(WORD)].flatMap(([word]) => (UNSPACED.test(word) ? segments(word) : [word]));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

const segments = (text: string): string[] => [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

/** How well a word stands in folded text. */
export const FIT = { none: 0, inside: 1, start: 2, whole: 3 } as const;

/** Shorter ones stand inside of too many others: "ups" in "groups". */
const INSIDE_FROM = 4;

export function fit(text: string, word: string): number {
  const unspaced = UNSPACED.test(word);
  let best: number = FIT.none;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (unspaced) return FIT.whole;
    const starts = at === 0 || !isLetter(text, at - 1);
    const ends = at + word.length >= text.length || !isLetter(text, at + word.length);
    if (starts && ends) return FIT.whole;
    if (starts) best = FIT.start;
    else if (best === FIT.none && word.length >= INSIDE_FROM) best = FIT.inside;
  }
  return best;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
  return LETTER.test(text.charAt(at));
}
