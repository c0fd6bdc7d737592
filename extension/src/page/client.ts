import { ask } from '../ask';
import { browser } from '../browser';
import { onNotice } from '../notice';
import type { Message, Result, Unread, Ways } from '../protocol';

/** All that the reader wants from the background. The demo page and tests may bring their own. */
export interface Client {
  /** False once the extension was updated, removed or switched off under us. */
  alive(): boolean;
  adapters(): Promise<Result<'adapter'>>;
  scan(site: string, key: string, message: Message): Promise<Result<'scan'>>;
  view(site: string, keys: string[], unread: Unread[]): Promise<Result<'view'>>;
  /** Judges what a row of a list shows. */
  row(site: string, message: Message): Promise<Result<'row'>>;
  /** What the frame at that path says. */
  frame(site: string, path: string): Promise<Result<'frame'>>;
  openGuide(guide: string): void;
  /** Has the links in the frame at that path asked about, for as long as the message of that key is in view; '': no longer. */
  guardFrame(site: string, path: string, key: string): void;
  onNews(news: News, signal: AbortSignal): void;
}

export interface News {
  /** The background wants everything in view scanned again. */
  readAgain(): void;
  /** What a guide says to do first has come. */
  steps(guide: string, steps: readonly string[]): void;
  /** The user has changed how warnings look or speak. */
  ways(ways: Ways): void;
  /** The frame at that path holds something else now. */
  frameChanged(path: string): void;
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
    row: (site, message) => ask<'row'>({ kind: 'row', site, message }),
    frame: (site, path) => ask<'frame'>({ kind: 'frame', site, path }),
    openGuide: (guide) => void ask<'open-guide'>({ kind: 'open-guide', guide }),
    guardFrame: (site, path, key) => void ask<'guard-frame'>({ kind: 'guard-frame', site, path, key }),
    onNews: (news, signal) => {
      onNotice((notice) => {
        switch (notice.kind) {
          case 'read-again':
            news.readAgain();
            break;
          case 'steps':
            news.steps(notice.guide, notice.steps);
            break;
          case 'ways':
            news.ways(notice.ways);
            break;
          case 'frame-changed':
            news.frameChanged(notice.path);
            break;
          case 'still-there':
            break;
          default:
            return false;
        }
        return true;
      }, signal);
    },
  };
}
