import type { Care } from '../engine/engine';
import type { Level, Sender, Softened, Told, Verdict } from '../protocol';
import { senderKey, type Settings } from '../settings';
import type { Steps } from './steps';

const SOFTER: Record<Level, Level> = { danger: 'caution', caution: 'none', none: 'none' };

/**
 * The verdict as the user wants to be told it. A trusted sender, a muted kind and fewer warnings soften it, all together by
 * one level and never more: an address can be forged and an account taken over, and no choice made on a quiet day may
 * silence what costs people their savings.
 */
export function told(verdict: Verdict, sender: Sender, settings: Settings, steps: Steps): Told {
  const from = senderKey(sender.address, sender.number);
  const by: Softened[] = [];
  if (from !== '' && settings.trusted.some((trusted) => trusted.sender === from)) by.push('trusted');
  if (verdict.scam && settings.muted.includes(verdict.scam.id)) by.push('muted');
  if (settings.care === 'fewer' && verdict.level === 'caution') by.push('fewer');
  if (verdict.level === 'none') by.length = 0;
  const level = by.length > 0 ? SOFTER[verdict.level] : verdict.level;
  const softened = by.length > 0 ? { level: verdict.level, by } : null;
  // The kind's title was made for the level that the engine gave: below that, the soft general one is said.
  const scam = verdict.scam && softened ? { ...verdict.scam, title: '' } : verdict.scam;
  return { ...verdict, level, scam, steps: stepsOf({ level, scam }, steps), softened };
}

/** How early the engine is to warn: `fewer` is less said of what it finds, not less found. */
export const careOf = ({ care }: Settings): Care => (care === 'more' ? 'more' : 'usual');

/** The verdict as it is, for what the user checks by hand. */
export const plainly = (verdict: Verdict, steps: Steps): Told => ({ ...verdict, steps: stepsOf(verdict, steps), softened: null });

export const stepsOf = ({ level, scam }: Pick<Verdict, 'level' | 'scam'>, steps: Steps): string[] => (level === 'none' ? [] : steps.of(scam?.guide ?? ''));
