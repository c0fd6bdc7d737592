import { direction, language, t } from '../i18n';
import { evidenceLooks, shadowLooks } from '../looks';
import { templates } from '../looks/template';
import type { PageWord, Ways } from '../protocol';
import type { Settings } from '../settings';

/** A place in a text that the page fills in itself. */
const OPEN = '$1';

/** The controls of a warning, in the reader's language. */
const words = (): Record<PageWord, string> => ({
  region: t('warning_region', OPEN),
  steps: t('steps_title'),
  guide: t('open_guide'),
  hide: t('warning_hide'),
  show: t('warning_show'),
  source: t('warning_source'),
  card_source: t('card_source'),
  close: t('card_close'),
  more: t('card_more'),
  mark: t('mark_title'),
  danger: t('level_danger'),
  guard_title: t('guard_title'),
  guard_leads: t('leads_to', OPEN),
  guard_stay: t('guard_stay'),
  guard_open: t('guard_open'),
  guard_note: t('guard_note'),
});

/** How pages are to show warnings, by the user's choices. */
export const waysOf = ({ guard, helper }: Settings): Ways => ({
  direction: direction(),
  language: language(),
  words: words(),
  templates,
  looks: { shadow: shadowLooks(helper), evidence: evidenceLooks },
  guard,
});
