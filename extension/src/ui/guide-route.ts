/** What `guide.html#/…` asks for: `#/kind`, `#/kind/section`, and `#/kind@de` for the guide in another language than the page's. */
export interface Route {
  /** '' for the list. */
  guide: string;
  section: string;
  lang: string;
}

const ROUTE = /^#\/([a-z0-9-]{1,64})(?:@([a-z]{2}))?(?:\/([a-z0-9-]{1,64}))?\/?$/;

/** Anything that is no address of a guide is the list's. */
export function routeOf(hash: string): Route {
  const [, guide = '', lang = '', section = ''] = ROUTE.exec(hash) ?? [];
  return { guide, section, lang };
}

export const hashOf = ({ guide, section = '', lang = '' }: Partial<Route>): string => `#/${guide ?? ''}${lang && `@${lang}`}${section && `/${section}`}`;

type Kept = { y?: unknown } | null;

/** Where the reader was on each page of this tab's history: by themselves, browsers would look for it before the guide is there. */
export class Scrolling {
  /** What the page shows; the address is ahead of it for a moment. */
  #shown: string | null = null;

  constructor(signal?: AbortSignal) {
    history.scrollRestoration = 'manual';
    const options = signal ? { signal } : {};
    addEventListener('scrollend', () => this.#keep(), options);
    addEventListener('pagehide', () => this.#keep(), options);
  }

  #keep(): void {
    if (location.hash !== this.#shown) return;
    history.replaceState({ y: Math.round(scrollY) }, '');
  }

  /** The page shows what the address says: goes to where it was left; false for one that is new. */
  restore(): boolean {
    this.#shown = location.hash;
    const y = (history.state as Kept)?.y;
    if (typeof y !== 'number') return false;
    scrollTo({ top: y, behavior: 'instant' });
    return true;
  }
}
