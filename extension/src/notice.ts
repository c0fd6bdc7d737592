import { browser } from './browser';
import type { BackgroundNotice } from './protocol';

/**
 * Hears the background's notices until the signal. The listener says whether the notice was for it; then it is answered
 * `true`, or with what the listener promises.
 */
export function onNotice(listener: (notice: BackgroundNotice) => boolean | Promise<unknown>, signal: AbortSignal): void {
  const hear = (notice: unknown, sender: { id?: string | undefined; tab?: unknown }, respond: (answer: unknown) => void): true | undefined => {
    // Only our own background: a message of a content script would carry its tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return;
    if (typeof notice !== 'object' || notice === null || !('kind' in notice)) return;
    const answer = listener(notice as BackgroundNotice);
    if (answer === true) respond(true);
    if (typeof answer === 'boolean') return;
    answer.then(respond, () => respond(null));
    return true;
  };
  // Not a returned promise: Chrome has understood that only lately.
  const hub = browser.runtime.onMessage as unknown as { addListener(f: typeof hear): void; removeListener(f: typeof hear): void };
  hub.addListener(hear);
  signal.addEventListener('abort', () => {
    try {
      hub.removeListener(hear);
    } catch {
      // The extension is gone, and the listener with it.
    }
  });
}
