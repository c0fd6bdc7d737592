/** The little markup that guide text may hold, as pieces. Anything else stays the text it is. */
export type Inline = { t: 'text' | 'bold' | 'em' | 'channel'; text: string };

const MARKUP = /\*\*([^*]+)\*\*|\*([^*]+)\*|\{channel:([a-z0-9-]+)\}/g;

export function inline(text: string): Inline[] {
  const made: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKUP)) {
    if (match.index > at) made.push({ t: 'text', text: text.slice(at, match.index) });
    if (match[1] !== undefined) made.push({ t: 'bold', text: match[1] });
    else if (match[2] !== undefined) made.push({ t: 'em', text: match[2] });
    else made.push({ t: 'channel', text: match[3] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) made.push({ t: 'text', text: text.slice(at) });
  return made;
}
