import type { Shown } from '../protocol';
import type { Marked } from '../warning/highlight';
import * as dom from './dom';
import type { Walked } from './walk';

/** Where the words behind the reasons that the warning gives stand in the page: each mark has its sentence there. */
export function evidence({ marks }: Shown, walked: Walked): Marked[] {
  const marked: Marked[] = [];
  for (const { field, start, end, text, reason } of marks) {
    const link = /^links\.(\d+)\./.exec(field);
    // The text at these offsets is the text that was judged, or the page has changed in between and there is nothing to mark.
    const range = link ? around(walked.linkElements[Number(link[1])]) : field === 'body' && walked.body.slice(start, end) === text ? walked.map.range(start, end) : null;
    if (range) marked.push({ range, reason });
  }
  return marked;
}

function around(element: Element | undefined): Range | null {
  const doc = element && dom.documentOf(element);
  if (!element || !doc || !dom.isConnected(element)) return null;
  const range = dom.createRange(doc);
  range.selectNodeContents(element);
  return range;
}
