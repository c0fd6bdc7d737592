import { t, tag } from '../i18n';
import { button, el } from './dom';

/** The browsers that `caveat-host install --browser` knows by name. */
export const KNOWN = ['firefox', 'librewolf', 'chrome', 'chromium', 'edge', 'brave', 'vivaldi'] as const;
export type BrowserName = (typeof KNOWN)[number];

/** Brands as browsers of Chromium's family name themselves. Each also says "Chromium", so that comes last. */
const BRANDS: readonly [brand: RegExp, name: BrowserName][] = [
  [/edge/i, 'edge'],
  [/brave/i, 'brave'],
  [/vivaldi/i, 'vivaldi'],
  [/google chrome/i, 'chrome'],
  [/chromium/i, 'chromium'],
];

/** Which browser this is, as the helper calls it. One that hides its name gets Chrome's. */
export function browserName(firefox: boolean, brands: readonly { brand: string }[]): BrowserName {
  if (firefox) return 'firefox';
  return BRANDS.find(([pattern]) => brands.some(({ brand }) => pattern.test(brand)))?.[1] ?? 'chrome';
}

const brandsHere = (): readonly { brand: string }[] => (navigator as { userAgentData?: { brands: { brand: string }[] } }).userAgentData?.brands ?? [];

export const installCommand = (name: BrowserName): string => `caveat-host install --browser ${name}`;

/** A command to be copied into a terminal, as it stands. */
function command(text: string): HTMLElement {
  const code = el('code', { dir: 'ltr', translate: 'no', tabindex: 0 }, text);
  const said = el('span', { class: 'small soft', role: 'status' });
  const copy = button(t('helper_copy'), () => void navigator.clipboard.writeText(text).then(() => (said.textContent = t('helper_copied')), () => getSelection()?.selectAllChildren(code)), 'quiet');
  copy.dataset['key'] = 'copy';
  return el('div', { class: 'command' }, code, copy, said);
}

/** What is left to do when the helper is not there: three steps, no blame. */
export function helperSteps(): HTMLElement {
  const name = browserName(import.meta.env.FIREFOX, brandsHere());
  return el(
    'section',
    { class: 'note stack tight', 'aria-labelledby': 'helper-title' },
    el('h3', { id: 'helper-title' }, t('helper_title')),
    el(
      'ol',
      { class: 'steps' },
      el('li', {}, t('helper_get')),
      el('li', {}, t('helper_run'), command(installCommand(name))),
      el('li', {}, t('helper_back', t('updates_check'))),
    ),
    el('p', { class: 'small soft fine' }, t('helper_other', new Intl.ListFormat(tag(), { type: 'disjunction', style: 'narrow' }).format(KNOWN))),
  );
}
