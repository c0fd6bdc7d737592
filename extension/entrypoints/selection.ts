import type { UnlistedScriptDefinition } from 'wxt';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask } from '../src/ask';
import { onNotice } from '../src/notice';
import { showCard } from '../src/warning/card';

/** Put into a page by the background after "Check for scams", each time anew: the last copy listens, the others stop. */
const CURRENT = Symbol.for('caveat.card');

// Exported as it is made: only so does WXT leave the body out when it reads the options while building.
export default defineUnlistedScript(() => {
  const world = globalThis as { [CURRENT]?: AbortController };
  world[CURRENT]?.abort();
  const over = new AbortController();
  world[CURRENT] = over;
  onNotice((notice) => {
    if (notice.kind !== 'check-verdict') return false;
    return showCard(document, notice.at, notice.shown, notice.ways, {
      openGuide: (guide) => void ask<'open-guide'>({ kind: 'open-guide', guide }),
      openCheck: () => void ask<'open-check'>({ kind: 'open-check' }),
    });
  }, over.signal);
}) satisfies UnlistedScriptDefinition;
