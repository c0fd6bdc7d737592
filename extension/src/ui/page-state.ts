import type { Judged, TabReport } from '../protocol';

/** What there is to say of the page under the popup. */
export type PageState = 'no-answer' | 'warned' | 'quiet' | 'nothing-open' | 'partly' | 'not-read' | 'unknown-layout' | 'closed';

/** `report` is null when the background did not answer. */
export function pageState(report: TabReport | null, page: { readable: boolean; allowed: boolean }): PageState {
  if (!report) return 'no-answer';
  if (report.messages.some(isShown)) return 'warned';
  if (report.messages.length > 0) return 'quiet';
  if (report.unread.length > 0) return 'partly';
  if (report.sites.length > 0) return 'nothing-open';
  if (!page.readable) return 'closed';
  return page.allowed ? 'unknown-layout' : 'not-read';
}

/** What the engine would warn about is shown even where the user's choices have silenced it: with the way to undo them. */
const isShown = ({ level, verdict }: Judged): boolean => level !== 'none' || Boolean(verdict?.softened);

/** The messages to show: danger first, silenced ones last, otherwise as they stand on the page. */
export function byOrder(messages: readonly Judged[]): Judged[] {
  const shown = messages.filter(isShown);
  return (['danger', 'caution', 'none'] as const).flatMap((level) => shown.filter((judged) => judged.level === level));
}

/** How the switch for a site stands. `fixed`: read from the start, and the browser lets no extension give that back. */
export type SiteSwitch = 'on' | 'off' | 'fixed';

export function siteSwitch(page: { granted: boolean; fromStart: boolean; startCanEnd: boolean }): SiteSwitch {
  if (page.fromStart && !page.startCanEnd) return 'fixed';
  return page.granted ? 'on' : 'off';
}
