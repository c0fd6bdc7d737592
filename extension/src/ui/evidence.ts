import type { Finding, Verdict } from '../protocol';

/** A piece of text, and whether it is evidence. */
export interface Piece {
  text: string;
  says: string[];
}

/** What counts as evidence to show: what raised the score. Context and calming words are not marked. */
export const shown = (verdict: Verdict): Finding[] => verdict.findings.filter(({ weight }) => weight > 0);

/**
 * Cuts a field's text at the findings in it, in order. Overlapping findings share their piece; a finding that does not
 * fit the text is left out rather than marking the wrong words.
 */
export function pieces(text: string, field: string, findings: readonly Finding[]): Piece[] {
  const here = findings.filter((f) => f.field === field && f.start >= 0 && f.start < f.end && f.end <= text.length && text.slice(f.start, f.end) === f.text);
  const cuts = [...new Set([0, text.length, ...here.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const made: Piece[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
    const says = [...new Set(here.filter(({ start, end }) => start <= from && to <= end).map((f) => f.says))];
    made.push({ text: text.slice(from, to), says });
  }
  return made;
}

/** The strongest reasons, one for each thing said, with the words that show it. */
export function reasons(verdict: Verdict, most: number): Finding[] {
  const seen = new Set<string>();
  const chosen: Finding[] = [];
  for (const finding of [...shown(verdict)].sort((a, b) => b.weight - a.weight)) {
    if (seen.has(finding.says)) continue;
    seen.add(finding.says);
    chosen.push(finding);
    if (chosen.length === most) break;
  }
  return chosen;
}

/** Quoted words, short enough for one or two lines. */
export function quoted(text: string, most = 140): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).trimEnd()}…`;
}
