import type { ContentScriptDefinition } from 'wxt';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { ownClient } from '../src/page/client';
import { serveFrame } from '../src/page/frame-server';
import { startReading } from '../src/page/reader';

/** A second copy in the same document (a page that was open when its site was allowed) replaces the first. */
const CURRENT = Symbol.for('caveat.reading');

// Exported as it is made: only so does WXT leave the body out when it reads the options while building.
export default defineContentScript({
  // Where and when it runs is the manifest's to say (`build/manifest.ts`), so that the list of sites is not carried into each of them.
  registration: 'runtime',
  main() {
    const world = globalThis as { [CURRENT]?: () => void };
    world[CURRENT]?.();
    const over = new AbortController();
    serveFrame(document, over.signal);
    const reading = startReading(document, ownClient());
    world[CURRENT] = () => {
      over.abort();
      reading.stop();
    };
  },
}) satisfies ContentScriptDefinition;
