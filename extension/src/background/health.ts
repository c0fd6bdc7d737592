import { browser } from '../browser';
import type { SiteAdapter } from '../page/adapter';
import type { SiteHealth, Unread } from '../protocol';

/** Names of sites and times, in the browser's session storage: that is memory, and ends with the browser. */
const NAME = 'sites';
/** More often than this nobody needs to know. */
const STEP = 10_000;

type Times = Partial<Record<string, { read: number; failed: number }>>;

/** When each site was last read well, and when not: so that a person can see which adapter a redesign has broken. */
export class Health {
  #times: Promise<Times> | null = null;

  /** A page of a known site has reported: so many messages in view, these things unread. */
  async seen(site: string, messages: number, unread: readonly Unread[]): Promise<void> {
    const broken = unread.includes('selectors') || unread.includes('head');
    if (!broken && messages === 0) return;
    const times = await this.#load();
    const now = Date.now();
    const of = (times[site] ??= { read: 0, failed: 0 });
    const what = broken ? 'failed' : 'read';
    if (now - of[what] < STEP) return;
    of[what] = now;
    await browser.storage.session.set({ [NAME]: times });
  }

  async report(adapters: readonly SiteAdapter[]): Promise<SiteHealth[]> {
    const times = await this.#load();
    return adapters.map(({ id, name, matches }) => ({ id, name, matches, read: times[id]?.read ?? 0, failed: times[id]?.failed ?? 0 }));
  }

  #load(): Promise<Times> {
    this.#times ??= browser.storage.session.get(NAME).then((stored) => (stored[NAME] as Times | undefined) ?? {}, () => ({}));
    return this.#times;
  }
}
