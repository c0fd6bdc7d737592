import type { Verdict } from '../protocol';
import { reasonsOf } from '../warning/parts';
import * as dom from './dom';
import type { Walked } from './walk';

/** A mail that is all marks has none. */
const MOST_MARKS = 40;

/** Where the words behind the reasons that the warning gives stand in the page: each mark has its sentence there. */
export function evidence(verdict: Verdict, walked: Walked): Range[] {
  const ranges: Range[] = [];
  const given = new Set(reasonsOf(verdict).map(({ says }) => says));
  for (const { field, start, end, text, weight, says } of verdict.findings) {
    if (weight <= 0 || !given.has(says) || ranges.length >= MOST_MARKS) continue;
    const link = /^links\.(\d+)\./.exec(field);
    // The text at these offsets is the text that was judged, or the page has changed in between and there is nothing to mark.
    const range = link ? around(walked.linkElements[Number(link[1])]) : field === 'body' && walked.body.slice(start, end) === text ? walked.map.range(start, end) : null;
    if (range) ranges.push(range);
  }
  return ranges;
}

function around(element: Element | undefined): Range | null {
  const doc = element && dom.documentOf(element);
  if (!element || !doc || !dom.isConnected(element)) return null;
  const range = dom.createRange(doc);
  range.selectNodeContents(element);
  return range;
}
