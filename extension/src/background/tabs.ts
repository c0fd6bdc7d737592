import type { Judged, Message, TabReport, Told, Unread } from '../protocol';
import { senderKey } from '../settings';

/** A verdict with the addresses of the message's links as written, for frames that hold a part of it. */
interface Kept {
  judged: Judged;
  hrefs: readonly string[];
}

/** What is remembered of one frame's document. */
interface Frame {
  site: string | null;
  judged: Map<string, Kept>;
  inView: string[];
  unread: Unread[];
}

interface Tab {
  origin: string;
  incognito: boolean;
  frames: Map<number, Frame>;
}

/** A report as it may outlive the background: no word of any message. */
export interface StoredReport {
  origin: string;
  sites: string[];
  messages: Pick<Judged, 'key' | 'level' | 'scam'>[];
  unread: Unread[];
}

const MOST_FRAMES = 60;
/** Verdicts kept per frame beyond those in view: turning back to a message costs nothing. */
const MOST_JUDGED = 600;

/** Verdicts by tab and frame. Memory only; what of it may be stored is [`Tabs.stored`]'s decision. */
export class Tabs {
  readonly #tabs = new Map<number, Tab>();

  /** A new document begins in that frame. One of another site in the top frame replaces everything. */
  begin(tabId: number, frameId: number, origin: string, incognito: boolean): void {
    if (frameId === 0 && this.#tabs.get(tabId)?.origin !== origin) this.#tabs.delete(tabId);
    const tab = this.#tab(tabId, origin, incognito);
    tab.frames.set(frameId, emptyFrame());
    if (tab.frames.size > MOST_FRAMES) tab.frames.delete(tab.frames.keys().next().value as number);
  }

  judged(tabId: number, frameId: number, origin: string, incognito: boolean, site: string, key: string, message: Pick<Message, 'subject' | 'sender' | 'links'>, verdict: Told): void {
    const frame = this.#frame(tabId, frameId, origin, incognito);
    frame.site = site;
    frame.judged.delete(key);
    const { subject, sender, links } = message;
    const judged = { key, subject, sender: senderKey(sender.address, sender.number), level: verdict.level, scam: verdict.scam, verdict };
    frame.judged.set(key, { judged, hrefs: verdict.level === 'danger' ? links.map(({ href }) => href) : [] });
    if (frame.judged.size <= MOST_JUDGED) return;
    for (const old of frame.judged.keys()) {
      if (frame.inView.includes(old)) continue;
      frame.judged.delete(old);
      break;
    }
  }

  /** What a guide says to do first came after the verdicts that name it. */
  addSteps(tabId: number, guide: string, steps: readonly string[]): void {
    for (const frame of this.#tabs.get(tabId)?.frames.values() ?? []) {
      for (const { judged } of frame.judged.values()) if (judged.verdict && judged.level !== 'none' && judged.scam?.guide === guide) judged.verdict = { ...judged.verdict, steps: [...steps] };
    }
  }

  /** What was found in that message of that tab, and where its links lead. */
  find(tabId: number, frameId: number, key: string): { verdict: Told; hrefs: readonly string[] } | null {
    const kept = this.#tabs.get(tabId)?.frames.get(frameId)?.judged.get(key);
    return kept?.judged.verdict ? { verdict: kept.judged.verdict, hrefs: kept.hrefs } : null;
  }

  /** These keys are in view. Gives those that are not known here. */
  view(tabId: number, frameId: number, origin: string, incognito: boolean, site: string, keys: string[], unread: Unread[]): string[] {
    const frame = this.#frame(tabId, frameId, origin, incognito);
    frame.site = site;
    frame.inView = keys;
    frame.unread = unread;
    return keys.filter((key) => !frame.judged.has(key));
  }

  report(tabId: number): TabReport | null {
    const tab = this.#tabs.get(tabId);
    if (!tab) return null;
    const frames = [...tab.frames].sort(([a], [b]) => a - b).map(([, frame]) => frame);
    return {
      origin: tab.origin,
      sites: unique(frames.flatMap((frame) => frame.site ?? [])),
      messages: frames.flatMap((frame) => frame.inView.flatMap((key) => frame.judged.get(key)?.judged ?? [])),
      unread: unique(frames.flatMap((frame) => frame.unread)),
    };
  }

  /** What of a tab may be written to session storage; null for private windows, of which nothing is written. */
  stored(tabId: number): StoredReport | null {
    const tab = this.#tabs.get(tabId);
    const report = this.report(tabId);
    if (!tab || !report || tab.incognito) return null;
    const { origin, sites, unread } = report;
    return { origin, sites, unread, messages: report.messages.map(({ key, level, scam }) => ({ key, level, scam })) };
  }

  has(tabId: number): boolean {
    return this.#tabs.has(tabId);
  }

  framesOf(tabId: number): number[] {
    return [...(this.#tabs.get(tabId)?.frames.keys() ?? [])];
  }

  dropFrame(tabId: number, frameId: number): void {
    const tab = this.#tabs.get(tabId);
    tab?.frames.delete(frameId);
    if (tab?.frames.size === 0) this.drop(tabId);
  }

  drop(tabId: number): void {
    this.#tabs.delete(tabId);
  }

  /** Tabs whose page is of an origin that `gone` picks. */
  of(gone: (origin: string) => boolean): number[] {
    return [...this.#tabs].filter(([, tab]) => gone(tab.origin)).map(([id]) => id);
  }

  #tab(tabId: number, origin: string, incognito: boolean): Tab {
    let tab = this.#tabs.get(tabId);
    if (!tab) this.#tabs.set(tabId, (tab = { origin, incognito, frames: new Map() }));
    return tab;
  }

  #frame(tabId: number, frameId: number, origin: string, incognito: boolean): Frame {
    const tab = this.#tab(tabId, origin, incognito);
    let frame = tab.frames.get(frameId);
    if (!frame) tab.frames.set(frameId, (frame = emptyFrame()));
    return frame;
  }
}

/** A stored report as the popup sees it until the page has been read again. */
export function revived(stored: StoredReport): TabReport {
  return { ...stored, messages: stored.messages.map((message) => ({ ...message, subject: '', sender: '', verdict: null })) };
}

const emptyFrame = (): Frame => ({ site: null, judged: new Map(), inView: [], unread: [] });
const unique = <T>(values: T[]): T[] => [...new Set(values)];
