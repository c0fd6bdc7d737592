import { t } from '../i18n';
import { el } from './dom';
import type { Guide } from './guide-data';
import { ours } from './guide-language';
import { hashOf } from './guide-route';

/** From here on the contents stand beside the text (`guide-text.css` has the same number). */
const WIDE = '(min-width: 56rem)';
/** A section is being read while it reaches into the upper third of the window. */
const READ_IN = '0px 0px -66% 0px';

export interface Contents {
  element: HTMLElement;
  /** Says where the reader is; from when the sections stand in the page. */
  follow(sections: readonly HTMLElement[], end: HTMLElement): void;
}

/** The sections of a guide: beside the text, folded above it where there is no room. Marks the one that is being read. */
export function contentsOf(guide: Guide, lang: string, signal: AbortSignal): Contents {
  const links = new Map(guide.sections.map(({ id, title }) => [id, el('a', { href: hashOf({ guide: guide.id, lang, section: id }) }, title)]));
  const list = el('ol', {}, ...[...links.values()].map((link) => el('li', {}, link)));
  const folding = el('details', {}, el('summary', ours(guide.lang), t('guide_contents')), list);
  const wide = matchMedia(WIDE);
  const unfold = (): void => void (folding.open = wide.matches);
  wide.addEventListener('change', unfold, { signal });
  unfold();
  list.addEventListener('click', () => void (folding.open = wide.matches));

  const mark = (id: string): void => {
    for (const [one, link] of links) {
      if (one === id) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  const follow = (sections: readonly HTMLElement[], end: HTMLElement): void => {
    const inView = new Set<Element>();
    let atEnd = false;
    const tell = (): void => {
      // The last of those in the band has just been begun; at the page's end, short last sections never get there.
      const current = atEnd ? sections.at(-1) : sections.findLast((section) => inView.has(section));
      if (current) mark(current.dataset.section ?? '');
    };
    const watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target);
          else inView.delete(target);
        }
        tell();
      },
      { rootMargin: READ_IN },
    );
    const ending = new IntersectionObserver((entries) => {
      atEnd = entries.at(-1)?.isIntersecting ?? false;
      tell();
    });
    for (const section of sections) watching.observe(section);
    ending.observe(end);
    signal.addEventListener('abort', () => {
      watching.disconnect();
      ending.disconnect();
    });
  };
  return { element: el('nav', { class: 'contents no-read', 'aria-label': t('guide_contents') }, folding), follow };
}
