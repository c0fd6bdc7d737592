import type { Judged, TabReport } from '../protocol';

/** What there is to say of the page under the popup. */
export type PageState = 'warned' | 'quiet' | 'nothing-open' | 'partly' | 'not-read' | 'unknown-layout' | 'closed';

export function pageState(report: TabReport, page: { readable: boolean; allowed: boolean }): PageState {
  if (report.messages.some(({ level }) => level !== 'none')) return 'warned';
  if (report.messages.length > 0) return 'quiet';
  if (report.unread.length > 0) return 'partly';
  if (report.sites.length > 0) return 'nothing-open';
  if (!page.readable) return 'closed';
  return page.allowed ? 'unknown-layout' : 'not-read';
}

/** The warned messages, danger first, otherwise as they stand on the page. */
export function byOrder(messages: readonly Judged[]): Judged[] {
  const warned = messages.filter(({ level }) => level !== 'none');
  return [...warned.filter(({ level }) => level === 'danger'), ...warned.filter(({ level }) => level === 'caution')];
}
