import './style.css';
import { count, t } from '../../src/i18n';
import { readSettings, type Settings } from '../../src/settings';
import { button, el, masthead } from '../../src/ui/dom';
import { loadGuides } from '../../src/ui/guide-data';
import { Keeper } from '../../src/ui/options-keeper';
import { openPage } from '../../src/ui/page';
import { viewOf, type View } from '../../src/ui/welcome-screens';
import { COUNTED, numberOf, screenOf, waysFrom, type Screen } from '../../src/ui/welcome-steps';

/** Three screens and a last word. Each has an address, so that the browser's own "back" works as people expect. */

const sheet = el('main', { class: 'sheet' });
let view: View | null = null;
let settings: Settings;
let drawn = new AbortController();

const keeper = new Keeper(async () => show(await readSettings()));
const reporting = loadGuides().then((book) => book.reporting, () => null);

function show(now: Settings): void {
  settings = now;
  view?.show(now);
}

async function go(to: Screen): Promise<void> {
  await view?.leave?.(settings);
  location.hash = to;
}

function progress(screen: Screen): HTMLElement | null {
  const number = numberOf(screen);
  if (number === null) return null;
  const words = t('welcome_step', count(number), count(COUNTED));
  const dots = Array.from({ length: COUNTED }, (_, at) => el('span', { class: at < number ? 'dot done' : 'dot' }));
  return el('div', { class: 'progress' }, el('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots), el('span', { class: 'small soft' }, words));
}

function controls(screen: Screen): HTMLElement {
  const { back, next, skip } = waysFrom(screen);
  const last = next === 'end';
  return el(
    'div',
    { class: 'ways' },
    back && button(t('welcome_back'), () => void go(back), 'quiet'),
    skip && button(t('welcome_skip'), () => void go(skip), 'plain'),
    next && button(t(last ? 'welcome_finish' : 'welcome_next'), () => void go(next), 'onward'),
  );
}

/** `focus`: the reader has come here by a deed of theirs, and reading begins at the heading. */
async function draw(focus: boolean): Promise<void> {
  drawn.abort();
  drawn = new AbortController();
  const { signal } = drawn;
  const screen = screenOf(location.hash);
  const made = await viewOf(screen, { keeper, reporting: await reporting, signal });
  if (signal.aborted) return;
  view = made;
  const number = numberOf(screen);
  document.title = number === null ? t('welcome_page_title') : t('welcome_page_step', count(number), count(COUNTED));
  sheet.className = `sheet ${screen}`;
  const heading = el('h1', { tabindex: -1 }, made.title);
  sheet.replaceChildren(el('div', { class: 'top' }, masthead(), progress(screen)), heading, ...made.inside, controls(screen));
  show(settings);
  if (!focus) return;
  scrollTo({ top: 0, behavior: 'instant' });
  heading.focus({ preventScroll: true });
}

/** In another language, chosen on this very screen: the focus stays at the choice. */
async function redraw(now: Settings): Promise<void> {
  settings = now;
  const [at, chosen] = [scrollY, document.activeElement instanceof HTMLInputElement ? document.activeElement.name : ''];
  await draw(false);
  scrollTo({ top: at, behavior: 'instant' });
  if (chosen) sheet.querySelector<HTMLElement>(`input[name="${chosen}"]:checked`)?.focus({ preventScroll: true });
  keeper.repeat();
}

({ settings } = await openPage(show, (now) => void redraw(now)));
document.body.append(sheet);
addEventListener('hashchange', () => void draw(true));
await draw(false);
