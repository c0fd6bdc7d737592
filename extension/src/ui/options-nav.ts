import { t } from '../i18n';
import { el } from './dom';

/** Wide enough for a list beside the page; `options/style.css` has the same. */
const WIDE = '(min-width: 60em)';

interface Target {
  id: string;
  title: string;
}

/** Links to the parts of the page: a list beside it where there is room, folded above it where there is none. Ends with the signal. */
export function sideNav(parts: readonly Target[], signal: AbortSignal): HTMLElement {
  const links = new Map(parts.map(({ id, title }) => [id, el('a', { href: `#${id}` }, title)]));
  const fold = el('details', { class: 'jump' }, el('summary', {}, t('options_nav')), el('ul', {}, ...[...links.values()].map((link) => el('li', {}, link))));
  const wide = matchMedia(WIDE);
  const fit = (): void => void (fold.open = wide.matches);
  wide.addEventListener('change', fit, { signal });
  fit();
  fold.addEventListener('click', (event) => {
    if (!wide.matches && event.target instanceof Element && event.target.closest('a')) fold.open = false;
  });
  // The topmost part that is in view is where the reader is.
  const inView = new Set<string>();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target.id);
      else inView.delete(target.id);
    }
    const here = parts.find(({ id }) => inView.has(id))?.id;
    for (const [id, link] of links) {
      if (id === here) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  }, { rootMargin: '-10% 0px -60% 0px' });
  requestAnimationFrame(() => {
    for (const { id } of parts) {
      const element = document.getElementById(id);
      if (element) watch.observe(element);
    }
  });
  signal.addEventListener('abort', () => watch.disconnect());
  return el('nav', { class: 'side', 'aria-label': t('options_nav') }, fold);
}

/** Goes to the part that the address names, which was not there yet when the page was opened. */
export function goToNamed(): void {
  const id = location.hash.slice(1);
  const part = /^[a-z]+$/.test(id) ? document.getElementById(id) : null;
  if (!part) return;
  part.scrollIntoView({ behavior: 'instant' });
  part.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
