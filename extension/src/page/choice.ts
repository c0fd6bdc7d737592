import type { SiteAdapter } from './adapter';
import { surveyAnything } from './best-effort';
import * as dom from './dom';
import { fits, survey, type Survey } from './find';
import type { Sight } from './sight';

/** What is open in the page, found by which adapter. */
export interface Choice {
  /** The site, for reports: its own adapter's, even when another one had to read it. */
  site: string;
  adapter: SiteAdapter;
  seen: Survey;
}

/**
 * Looks at the page with the adapter made for it. Where that one finds nothing although something is open, and `patient`
 * (the page has had its time to draw), the one made for no site tries; then the page still counts as changed.
 */
export function choose(doc: Document, adapters: readonly SiteAdapter[], sight: Sight, patient: boolean): Choice | null {
  const known = adapters.filter(({ best_effort }) => !best_effort);
  const adapter = known.find((one) => fits(doc, one));
  // What stands in a frame of a known application is that one's to read.
  const spare = documentsAround(doc).some((outer) => known.some((one) => fits(outer, one))) ? undefined : adapters.find((one) => one.best_effort && fits(doc, one));
  const bySpare = (): Survey => (spare ? surveyAnything(doc, spare, sight) : { messages: [], unread: [] });
  if (!adapter) {
    const seen = bySpare();
    return spare && seen.messages.length > 0 ? { site: spare.id, adapter: spare, seen } : null;
  }
  const seen = survey(doc, adapter, sight);
  if (!spare || !patient || !seen.unread.includes('selectors')) return { site: adapter.id, adapter, seen };
  const second = bySpare();
  return second.messages.length > 0 ? { site: adapter.id, adapter: spare, seen: { ...second, unread: ['selectors'] } } : { site: adapter.id, adapter, seen };
}

/** The documents around this one, as far up as they may be read. */
function documentsAround(doc: Document): Document[] {
  const frame = dom.frameOf(doc);
  const outer = frame && dom.documentOf(frame);
  return outer ? [outer, ...documentsAround(outer)] : [];
}
