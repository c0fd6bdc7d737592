import { tag, t } from '../i18n';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;


/** Whole days gone by; a clock that lags behind makes nothing negative. */
export const daysSince = (time: number, now: number): number => Math.max(0, Math.floor((now - time) / DAY));

/** "just now", "3 minutes ago", "2 hours ago", "5 days ago". */
export function ago(time: number, now = Date.now()): string {
  const past = Math.max(0, now - time);
  if (past < MINUTE) return t('just_now');
  const words = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' });
  if (Math.round(past / MINUTE) < 60) return words.format(-Math.round(past / MINUTE), 'minute');
  if (past < 2 * DAY) return words.format(-Math.round(past / HOUR), 'hour');
  return words.format(-daysSince(time, now), 'day');
}

/** "today", "yesterday", "12 days ago". */
export const daysAgo = (time: number, now = Date.now()): string => new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }).format(-daysSince(time, now), 'day');

/** "23 November 2026". Days that publishers write are days of universal time, wherever the reader sits. */
export const day = (time: number): string => new Intl.DateTimeFormat(tag(), { dateStyle: 'long', timeZone: 'UTC' }).format(time);

