import { type FrameGuard, type Told } from '../protocol';
import type { Settings } from '../settings';
import { linkWords } from './shown';
import { waysOf } from './ways';

/** What the script in a frame needs to ask about the links of a message; null when there is nothing to ask. */
export function guardOf(found: { verdict: Told; hrefs: readonly string[] } | null, settings: Settings): FrameGuard | null {
  if (!found || found.verdict.level !== 'danger') return null;
  return { links: linkWords(found.verdict, found.hrefs), ways: waysOf(settings) };
}
