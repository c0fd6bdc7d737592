import { labelOf, oneLine, reasonsOf, titleOf } from '../background/shown';
import { count, t } from '../i18n';
import type { Level, Told } from '../protocol';

/** What one person shows another of a verdict. Plain text throughout. */
export interface Shared {
  level: Level;
  label: string;
  title: string;
  /** `quote` is '' unless the sender chose to show the message's words. */
  reasons: { says: string; quote: string }[];
  steps: string[];
}

const LONGEST_TITLE = 200;
const LONGEST_SENTENCE = 300;
const LONGEST_QUOTE = 140;

/** With `words`, the words of the message; else nothing that somebody wrote, nor any address or number of anybody. */
export function sharedOf(verdict: Told, words: boolean): Shared {
  const { level, scam, steps } = verdict;
  const say = (text: string, most: number): string => oneLine(words ? text : masked(text), most);
  return {
    level,
    label: labelOf(level),
    title: say(titleOf(level, scam), LONGEST_TITLE),
    reasons: reasonsOf(verdict).map(({ says, text }) => {
      const quote = words ? oneLine(text, LONGEST_QUOTE) : '';
      return { says: say(t('reason', says), LONGEST_SENTENCE), quote: quote === '' ? '' : t('warning_quote', quote) };
    }),
    steps: steps.map((step) => say(step, LONGEST_SENTENCE)),
  };
}

/** As text for a chat or a mail: what it is, why, what to do. No address in it can be pressed. */
export function shareText({ label, title, reasons, steps }: Shared): string {
  const why = reasons.map(({ says, quote }) => `• ${says}${quote && ` ${quote}`}`);
  const todo = steps.map((step, i) => `${count(i + 1)}. ${step}`);
  const blocks = [[t('share_intro')], [label, title], why, todo.length > 0 ? [t('steps_title'), ...todo] : [], [t('share_source')]];
  return unlinked(blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n'));
}

/** Mail addresses and long numbers may be somebody's, and reasons can name them. */
const masked = (text: string): string => text.replace(/[^\s@<>()"“”]+@[^\s@<>()"“”]+/g, '…').replace(/\+?\d(?:[\s().\-/]{0,2}\d){5,}/g, '…');

/** Chat programs make a link of whatever looks like an address: a relative must not be handed the very link to stay away from. */
export function unlinked(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*):(?=\/\/|\S+@|\+?\d{3})/gi, '$1[:]').replace(/(?<=[\p{L}\p{N}_-])\.(?=[\p{L}\p{N}_-])/gu, (dot, at: number, all: string) => (isInNumber(all, at) ? dot : '[.]'));
}

/** 1.000,00 and 3.5 are amounts; 10.0.0.1 is an address. */
function isInNumber(text: string, at: number): boolean {
  const before = /[\p{L}\p{N}_.-]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}_.-]*/u.exec(text.slice(at + 1))?.[0] ?? '';
  const word = `${before}.${after}`.replace(/[.-]+$/, '');
  return /^[\d.]+$/.test(word) && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(word);
}
