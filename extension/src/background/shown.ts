import { t } from '../i18n';
import type { Finding, Level, Link, LinkWords, Mark, Reason, ScamMatch, Shown, Target, Told } from '../protocol';
import type { Settings } from '../settings';

/** At most so many reasons: the guide has room for more. In helper mode the strongest alone. */
export const REASONS = 3;
const REASONS_FOR_HELPERS = 1;
export const LONGEST_QUOTE = 140;
const LONGEST_SENTENCE = 300;
const LONGEST_TITLE = 200;
/** A mail that is all marks has none. */
const MOST_MARKS = 40;
/** Links of a message whose words are sent along; for those beyond, the page says what their address says. */
const MOST_LINKS = 300;

/** Title of a verdict in plain words. */
export function titleOf(level: Level, scam: ScamMatch | null): string {
  if (level === 'none') return t('none_title');
  return scam?.title || t(level === 'danger' ? 'danger_title' : 'caution_title');
}

/** The word for the level, above the title. */
export const labelOf = (level: Level): string => t(level === 'none' ? 'card_label_none' : level === 'danger' ? 'level_danger' : 'level_caution');

/** The strongest findings, each thing said once. */
export function reasonsOf({ findings }: Pick<Told, 'findings'>, most = REASONS): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ weight, says }) => weight > 0 && says !== '' && !said.has(says) && said.add(says)).slice(0, most);
}

/** A verdict as a warning in a page shows it. */
export function shownOf(verdict: Told, { helper, contact }: Pick<Settings, 'helper' | 'contact'>, links: readonly Link[]): Shown {
  const { level, scam } = verdict;
  const chosen = level === 'none' ? [] : reasonsOf(verdict, helper ? REASONS_FOR_HELPERS : REASONS);
  return {
    level,
    scam: scam?.id ?? '',
    guide: level === 'none' ? '' : (scam?.guide ?? ''),
    label: labelOf(level),
    title: oneLine(titleOf(level, scam), LONGEST_TITLE),
    reasons: chosen.map(reasonIn),
    steps: stepsShown(verdict.steps, { helper, contact }),
    notes: notesOf(verdict),
    marks: marksOf(verdict, chosen),
    links: level === 'none' ? [] : linkWords(verdict, links.map(({ href }) => href)),
  };
}

/** What to do now; in helper mode with whom to call. */
export function stepsShown(steps: readonly string[], { helper, contact }: Pick<Settings, 'helper' | 'contact'>): string[] {
  const call = steps.length > 0 && helper && contact ? [t('call_contact', isolated(contact.name), isolated(contact.number))] : [];
  return [...steps.map((step) => oneLine(step, LONGEST_SENTENCE)), ...call];
}

function reasonIn({ says, text }: Finding): Reason {
  const words = oneLine(text, LONGEST_QUOTE);
  return { says: oneLine(t('reason', says), LONGEST_SENTENCE), quote: words === '' ? '' : t('warning_quote', words) };
}

function notesOf({ level, truncated, softened }: Told): string[] {
  const notes = [];
  if (level === 'none') notes.push(t('card_none_note'));
  if (truncated) notes.push(t('warning_cut'));
  if (softened) notes.push(t('softened_note'));
  return notes;
}

/** Where the words behind the reasons stand: each mark has its sentence in the warning. */
function marksOf({ findings }: Told, chosen: readonly Finding[]): Mark[] {
  const marks: Mark[] = [];
  for (const { field, start, end, text, weight, says } of findings) {
    const reason = chosen.findIndex((one) => one.says === says);
    if (weight > 0 && reason >= 0 && marks.length < MOST_MARKS) marks.push({ field, start, end, text, reason });
  }
  return marks;
}

/** What is said at each link: the addresses are those of the message, in its order. */
export const linkWords = ({ targets }: Pick<Told, 'targets'>, hrefs: readonly string[]): LinkWords[] =>
  targets.slice(0, MOST_LINKS).map((target, i) => ({ href: hrefs[i]?.trim() ?? '', name: target.kind === 'web' ? target.name : '', leads: leads(target) }));

/** Where a link leads, in a sentence. */
export function leads({ kind, name, owner, not }: Target): string {
  const to = isolated(name);
  switch (kind) {
    case 'web':
      if (not !== '') return t('leads_not', to, isolated(not));
      return owner === '' ? t('leads_to', to) : t('leads_owner', to, isolated(owner));
    case 'phone':
      return t('leads_phone', to);
    case 'sms':
      return t('leads_sms', to);
    case 'email':
      return t('leads_email', to);
    case 'other':
      return t('leads_other', to);
  }
}

/** With its own direction of writing (FSI … PDI), so that a number or a host is not turned around in an Arabic sentence, nor turns it around. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** One line, no invisible or direction-turning characters, not longer than so many characters as people count them. */
export function oneLine(text: string, most: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, (run) => (/\s|\p{Cc}|\p{Zl}|\p{Zp}/u.test(run) ? ' ' : '')).trim();
  if (clean.length <= most) return clean;
  const shown: string[] = [];
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(clean.slice(0, most * 4))) {
    length += 1;
    if (length > most || shown.join('').length > most * 2) break;
    shown.push(segment);
  }
  return `${shown.join('').trimEnd()}…`;
}
