import { counted, t, type MessageKey } from '../i18n';
import type { PackFacts, UpdateProblem, UpdatesReport } from '../protocol';
import { ago, day, daysAgo, daysSince, MINUTE } from './time';

/** Rules older than this are said to be old. Targets of the repository expire after as long. */
export const OLD_DAYS = 90;

/** What happened, in one sentence for people; some causes differ only for those who look after the servers. */
export const PROBLEM_WORDS: Record<UpdateProblem, MessageKey> = {
  'host-missing': 'problem_host_missing',
  'host-broken': 'problem_host_broken',
  'host-offline': 'problem_offline',
  'host-mirror': 'problem_mirror',
  'host-limits': 'problem_limits',
  'host-signature': 'problem_not_signed',
  'host-rollback': 'problem_old',
  'host-expired': 'problem_expired',
  'host-clock': 'problem_clock',
  'host-journal': 'problem_journal',
  'host-disk': 'problem_disk',
  'host-busy': 'problem_busy',
  'host-not-configured': 'problem_not_configured',
  'not-signed': 'problem_not_signed',
  damaged: 'problem_damaged',
  expired: 'problem_expired_file',
  old: 'problem_old',
  shape: 'problem_shape',
  core: 'problem_core',
  gate: 'problem_gate',
  storage: 'problem_storage',
  floor: 'problem_floor',
  'too-large': 'problem_too_large',
  clock: 'problem_clock',
  browser: 'problem_browser',
};

/** Whole sentences side by side, as the language writes them: not every one puts a space between. */
export const sentences = (...said: string[]): string => said.reduce((before, next) => t('sentences_joined', before, next));

/** What happened, what to do if anything, and that nothing is lost. */
export function problemInWords(code: UpdateProblem): string {
  const what = t(PROBLEM_WORDS[code]);
  // Here the rules in use are others than before, and the sentence says so itself.
  return code === 'floor' ? what : sentences(what, t('problem_still_works'));
}

const SOURCE: Record<PackFacts['source'], MessageKey> = { packaged: 'updates_from_packaged', host: 'updates_from_host', file: 'updates_from_file' };

/** "Rules of 23 November 2026 (3 days ago), number 2026112301. They came with this release." */
export function rulesInWords({ version, source, made }: PackFacts, now = Date.now()): string {
  const which = made > 0 ? t('updates_rules', day(made), daysAgo(made, now), version) : t('updates_rules_number', version);
  return sentences(which, t(SOURCE[source]));
}

/** Have these rules been in use for too long? */
export function ageOf({ made, expires }: PackFacts, now = Date.now()): 'fresh' | 'old' | 'expired' {
  if (expires > 0 && now >= expires) return 'expired';
  return made > 0 && daysSince(made, now) > OLD_DAYS ? 'old' : 'fresh';
}

/** Said softly: the rules go on working. Null when they are fresh. */
export function ageInWords(facts: PackFacts, now = Date.now()): string | null {
  const age = ageOf(facts, now);
  if (age === 'fresh') return null;
  const what = age === 'expired' ? t('updates_expired', day(facts.expires)) : counted('updates_old', daysSince(facts.made, now));
  return sentences(what, t('updates_old_note'));
}

/** When the helper last asked for newer rules. */
export function checkInWords({ checked, succeeded }: UpdatesReport, now = Date.now()): string {
  if (checked === 0) return t('updates_checked_never');
  const last = t('updates_checked', ago(checked, now));
  return succeeded > 0 && succeeded < checked - MINUTE ? sentences(last, t('updates_succeeded', ago(succeeded, now))) : last;
}

/** What the workplace has laid down, one sentence each. Empty when nothing is. */
export function managedInWords({ managed }: UpdatesReport): string[] {
  if (!managed) return [];
  const said: string[] = [];
  if (managed.source === 'packaged') said.push(t('managed_packaged'));
  else if (managed.on !== null && managed.source !== 'file') said.push(t(managed.on ? 'managed_on' : 'managed_off'));
  if (managed.source === 'host') said.push(t('managed_host'));
  if (managed.source === 'file') said.push(t('managed_file'));
  return said;
}

/** What the person may still choose. */
export function freedom({ managed }: UpdatesReport): { onOff: boolean; helper: boolean; file: boolean; versions: boolean } {
  const source = managed?.source ?? null;
  const helper = source === null || source === 'host';
  return {
    helper,
    onOff: helper && (managed?.on ?? null) === null,
    file: source === null || source === 'file',
    versions: source !== 'packaged',
  };
}
