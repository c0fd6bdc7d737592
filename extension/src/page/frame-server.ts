import { ask } from '../ask';
import { onNotice } from '../notice';
import type { BackgroundNotice, FramedAnswer, Ways } from '../protocol';
import { LinkGuard } from '../warning/guard';
import * as dom from './dom';
import { pathOf, readFrame } from './frames';
import { rest } from './pace';
import { sightOf } from './sight';
import { toneAt } from './tone';
import { watch } from './watch';

/** A mail that is being drawn changes many times in a row: told once, when it has settled. */
const SETTLED = 250;

/**
 * In a frame: reads what it says when the background asks for it, and tells when that changes. For bodies in frames that
 * the document around them cannot read. The answer goes to the background alone; the page has no way to ask.
 */
export function serveFrame(doc: Document, signal: AbortSignal): void {
  const view = dom.windowOf(doc);
  if (!view || view === view.parent) return;
  let asked = false;
  let timer = 0;
  const changed = (): void => {
    view.clearTimeout(timer);
    timer = view.setTimeout(() => {
      const path = pathOf(view);
      if (path && !signal.aborted) void ask<'frame-changed'>({ kind: 'frame-changed', path });
    }, SETTLED);
  };
  const answer = async (notice: BackgroundNotice & { kind: 'read-frame' }): Promise<FramedAnswer> => {
    if (!asked) watch(doc, [], signal, changed);
    asked = true;
    const steps = readFrame(doc, notice.bodies, sightOf(doc));
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return { text: step.value, address: view.origin === 'null' ? '' : view.location.href };
      await rest();
    }
  };
  let ways: Ways | null = null;
  const guard = new LinkGuard(() => ways, signal);
  onNotice((notice) => {
    if (notice.kind === 'guard-frame' && notice.path === pathOf(view)) {
      const { guarded } = notice;
      const body = dom.pageBody(doc);
      ways = guarded?.ways ?? null;
      guard.set(guarded && body ? [{ bodies: [body], around: null, links: guarded.links, tone: () => toneAt(body, sightOf(doc)) }] : []);
      return true;
    }
    if (notice.kind !== 'read-frame' || notice.path !== pathOf(view)) return false;
    return answer(notice);
  }, signal);
  // Whoever asked before this script was there had no answer.
  if (isClosed(view)) changed();
}

/** A frame that the document around it cannot read. */
function isClosed(view: Window): boolean {
  try {
    return view.parent.document === undefined;
  } catch {
    return true;
  }
}
