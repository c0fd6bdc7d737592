import { ask } from '../ask';
import { browser } from '../browser';
import { onNotice } from '../notice';
import type { Message, Result, Unread } from '../protocol';

/** All that the reader wants from the background. The demo page and tests may bring their own. */
export interface Client {
  /** False once the extension was updated, removed or switched off under us. */
  alive(): boolean;
  adapters(): Promise<Result<'adapter'>>;
  scan(site: string, key: string, message: Message): Promise<Result<'scan'>>;
  view(site: string, keys: string[], unread: Unread[]): Promise<Result<'view'>>;
  openGuide(guide: string): void;
  /** `readAgain`: the background wants everything in view scanned again. `firstStep`: what a guide says to do first has come. */
  onNews(readAgain: () => void, firstStep: (guide: string, step: string) => void, signal: AbortSignal): void;
}

/** The real background. */
export function ownClient(): Client {
  return {
    alive: () => {
      try {
        return browser.runtime?.id !== undefined;
      } catch {
        return false;
      }
    },
    adapters: () => ask<'adapter'>({ kind: 'adapter' }),
    scan: (site, key, message) => ask<'scan'>({ kind: 'scan', site, key, message }),
    view: (site, keys, unread) => ask<'view'>({ kind: 'view', site, keys, unread }),
    openGuide: (guide) => void ask<'open-guide'>({ kind: 'open-guide', guide }),
    onNews: (readAgain, firstStep, signal) => {
      onNotice((notice) => {
        if (notice.kind === 'read-again') readAgain();
        if (notice.kind === 'first-step') firstStep(notice.guide, notice.step);
        return notice.kind !== 'selection-verdict';
      }, signal);
    },
  };
}
