import { counted as countedText, t, tag } from '../i18n';
import type { Changes } from '../protocol';

/** Names said in a sentence; of more, only how many. */
const NAMED = 3;

/** The parts of a change: counted, or named while they are few. */
type Counted = 'scams_added' | 'scams_changed' | 'scams_removed' | 'phrases_added' | 'phrases_removed' | 'guides' | 'brands';
type Named = 'sites_added' | 'sites_changed' | 'sites_removed';

const counted = (what: Counted | Named, number: number): string => countedText(`changes_${what}`, number);

/** `narrow` leaves out "and" where a language can do without it in a list of facts. */
const list = (parts: readonly string[], style: 'long' | 'narrow'): string => new Intl.ListFormat(tag(), { type: 'conjunction', style }).format(parts);

/** "reading of Gmail and Outlook updated" */
function named(what: Named, names: readonly string[]): string {
  return names.length > NAMED ? counted(what, names.length) : t(`changes_named_${what}`, list(names, 'long'));
}

/** What has changed, part by part; what has not is left out. */
export function changeParts({ scams, phrases, guides, brands, sites }: Changes): string[] {
  const numbers: [Counted, number][] = [
    ['scams_added', scams.added.length],
    ['scams_changed', scams.changed.length],
    ['scams_removed', scams.removed.length],
    ['phrases_added', phrases.added],
    ['phrases_removed', phrases.removed],
    ['guides', guides],
    ['brands', brands],
  ];
  const places: [Named, string[]][] = [
    ['sites_added', sites.added],
    ['sites_changed', sites.changed],
    ['sites_removed', sites.removed],
  ];
  return [
    ...numbers.filter(([, number]) => number > 0).map(([what, number]) => counted(what, number)),
    ...places.filter(([, names]) => names.length > 0).map(([what, names]) => named(what, names)),
  ];
}

/** "3 scams added, 12 phrases added, reading of Gmail updated." */
export function changesInWords(changes: Changes): string {
  const parts = changeParts(changes);
  return t('changes_sentence', parts.length > 0 ? list(parts, 'narrow') : t('changes_none'));
}

/** The kinds of scam behind the numbers, by what happened to them. */
export function changedScams({ scams }: Changes): { title: string; names: string[] }[] {
  const groups: [Counted, string[]][] = [
    ['scams_added', scams.added],
    ['scams_changed', scams.changed],
    ['scams_removed', scams.removed],
  ];
  return groups.filter(([, names]) => names.length > 0).map(([what, names]) => ({ title: counted(what, names.length), names }));
}
