import type { Message, Shown, Unread } from '../protocol';
import type { Client } from './client';

/** Verdicts of messages that went out of view, kept so that going back warns at once. */
const MOST_KEPT = 100;
/** A background that was just killed answers the next time. */
const RETRIES = [250, 1_500];
/** What the background has forgotten is scanned again at once; what it forgets again and again, no more often than this. */
const AGAIN_AFTER = 5_000;
/** Milliseconds in which answers count as one burst. */
const BURST = 30;

interface Scan {
  turns: string;
  verdict: Shown | null;
  failed: boolean;
  /** Names the request that counts; the answers of older ones are dropped. */
  request: number;
}

export interface News {
  /** The answer for a message has come, or will not come. */
  answered(key: string): void;
  /** The background has forgotten messages: they have to be asked for again. */
  forgotten(): void;
  /** The background refuses this page altogether. */
  refused(): void;
}

/** Asks the background for verdicts, once per message, and remembers the answers in this page's memory alone. */
export class Scans {
  readonly #client: Client;
  readonly #signal: AbortSignal;
  readonly #news: News;
  readonly #scans = new Map<string, Scan>();
  /** When a message was last given up to be scanned again. */
  readonly #dropped = new Map<string, number>();
  #later = false;
  #requests = 0;
  #reported = '';
  #toReport: { site: string; keys: string[]; unread: Unread[] } | null = null;

  constructor(client: Client, signal: AbortSignal, news: News) {
    this.#client = client;
    this.#signal = signal;
    this.#news = news;
  }

  /** What is known of this message; asks when nothing is, or when the chat before it has changed. */
  of(site: string, key: string, turns: string, message: () => Message): { verdict: Shown | null; failed: boolean } {
    const known = this.#scans.get(key);
    if (known && known.turns === turns) return known;
    const scan: Scan = { turns, verdict: known?.verdict ?? null, failed: false, request: ++this.#requests };
    this.#scans.set(key, scan);
    void this.#ask(site, key, scan, message());
    return scan;
  }

  /** What has come for a message so far. */
  get(key: string): { verdict: Shown | null; failed: boolean } | null {
    return this.#scans.get(key) ?? null;
  }

  /** Forgets the oldest of those that are not in view. */
  keepOnly(keys: readonly string[]): void {
    if (this.#scans.size <= MOST_KEPT) return;
    const inView = new Set(keys);
    for (const key of [...this.#scans.keys()]) {
      if (this.#scans.size <= MOST_KEPT) return;
      if (inView.has(key)) continue;
      this.#scans.delete(key);
      this.#dropped.delete(key);
    }
  }

  /** What a guide says to do first has come after the verdicts that name it. The same warnings go on saying it. */
  addSteps(guide: string, steps: readonly string[]): void {
    for (const { verdict } of this.#scans.values()) if (verdict?.guide === guide) verdict.steps = [...steps];
  }

  forget(): void {
    this.#scans.clear();
    this.#reported = '';
  }

  /** Says what is in view, when that is news. Answers come in bursts, and one report is enough for a burst. */
  report(site: string, keys: string[], unread: Unread[]): void {
    const planned = this.#toReport !== null;
    this.#toReport = { site, keys, unread };
    if (!planned) setTimeout(() => void this.#report(), BURST);
  }

  /** The background may know nothing of this page any more (it was kept aside and has come back): what is in view is news. */
  reportAnew(): void {
    this.#reported = '';
  }

  async #report(): Promise<void> {
    const report = this.#toReport;
    this.#toReport = null;
    const now = JSON.stringify(report);
    if (!report || now === this.#reported || this.#signal.aborted) return;
    this.#reported = now;
    const answer = await this.#client.view(report.site, report.keys, report.unread);
    if (this.#signal.aborted || this.#reported !== now) return;
    if (!answer.ok) {
      if (answer.error === 'refused') this.#news.refused();
      return;
    }
    const time = performance.now();
    const missing = answer.value.missing.filter((key) => time - (this.#dropped.get(key) ?? -AGAIN_AFTER) >= AGAIN_AFTER);
    for (const key of missing) {
      this.#scans.delete(key);
      this.#dropped.set(key, time);
    }
    if (missing.length > 0) this.#lookAgain();
    if (missing.length === answer.value.missing.length || this.#later) return;
    this.#later = true;
    setTimeout(() => {
      this.#later = false;
      if (!this.#signal.aborted) this.#lookAgain();
    }, AGAIN_AFTER);
  }

  #lookAgain(): void {
    this.#reported = '';
    this.#news.forgotten();
  }

  async #ask(site: string, key: string, scan: Scan, message: Message): Promise<void> {
    for (const wait of [...RETRIES, null]) {
      const answer = await this.#client.scan(site, key, message);
      if (this.#signal.aborted || this.#scans.get(key)?.request !== scan.request) return;
      if (answer.ok) {
        scan.verdict = answer.value;
        scan.failed = false;
        this.#reported = '';
        return this.#news.answered(key);
      }
      if (answer.error === 'refused') return this.#news.refused();
      if (answer.error === 'invalid' || wait === null) break;
      await new Promise((resume) => setTimeout(resume, wait));
    }
    if (this.#signal.aborted || this.#scans.get(key)?.request !== scan.request) return;
    scan.failed = true;
    this.#news.answered(key);
  }
}
