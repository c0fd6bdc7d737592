import { LIMITS, type Turn } from '../protocol';

/** So many bubbles before a message are its context: a scam that grows over a week of chat shows in its last dozen. */
export const MOST_TURNS = 12;

/** The bubbles before the one at `index`, oldest first. The user's own are context and never evidence. */
export function turnsBefore(bubbles: readonly Turn[], index: number): Turn[] {
  return bubbles
    .slice(Math.max(0, index - MOST_TURNS), index)
    .filter(({ text }) => text !== '')
    .map(({ own, text }) => ({ own, text: text.slice(0, LIMITS.turn) }));
}
