import type { TabReport } from '../protocol';
import { counted, t } from '../i18n';

export interface Badge {
  /** At most four characters. "!" stands for danger and "?" for a page that cannot be read, so that colour is never the only sign. */
  text: string;
  colour: string;
  /** What a screen reader or a hovering mouse is told. */
  title: string;
}

const DANGER = '#b3261e';
const CAUTION = '#8a5300';
const UNREAD = '#5f6368';

/** The toolbar's word on a tab. */
export function badgeOf(report: TabReport | null): Badge {
  const warned = report?.messages.filter(({ level }) => level !== 'none') ?? [];
  const count = warned.length;
  if (count === 0 && report?.unread.includes('selectors')) return { text: '?', colour: UNREAD, title: t('badge_unread') };
  if (count === 0) return { text: '', colour: CAUTION, title: t('action_title') };
  const number = count > 99 ? '99+' : String(count);
  if (warned.some(({ level }) => level === 'danger')) {
    return { text: count === 1 ? '!' : `${number}!`, colour: DANGER, title: counted('badge_danger', count) };
  }
  return { text: number, colour: CAUTION, title: counted('badge_caution', count) };
}
