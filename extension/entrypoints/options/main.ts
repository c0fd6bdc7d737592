import './style.css';
import { ask } from '../../src/ask';
import { language, t } from '../../src/i18n';
import { DEFAULTS, readSettings, type Read, type Settings } from '../../src/settings';
import { el, masthead } from '../../src/ui/dom';
import { loadGuides } from '../../src/ui/guide-data';
import { aboutPart } from '../../src/ui/options-about';
import { brokenNotice, listed } from '../../src/ui/options-broken';
import { carePart, countryPart, guardPart, languagePart } from '../../src/ui/options-choices';
import { filePart, resetPart, type Names } from '../../src/ui/options-file';
import { helperPart } from '../../src/ui/options-helper';
import { Keeper, type Part } from '../../src/ui/options-keeper';
import { mutedPart, trustedPart } from '../../src/ui/options-lists';
import { goToNamed, sideNav } from '../../src/ui/options-nav';
import { sitesPart } from '../../src/ui/options-sites';
import { openPage } from '../../src/ui/page';
import { turnUpdatesOff, updatesCard } from '../../src/ui/updates-card';

/** Every choice there is, on one page. Each applies at once, and other open pages follow. */

const main = el('main', { class: 'parts' });
const layout = el('div', { class: 'layout' });
let parts: Part[] = [];
let settings: Settings = DEFAULTS;
/** What of the page ends when it is drawn in another language. */
let drawn = new AbortController();

const keeper = new Keeper(async () => show(await readSettings()));

function show(now: Settings): void {
  settings = now;
  for (const part of parts) part.show(now);
}

async function draw(broken: Read['broken']): Promise<void> {
  drawn.abort();
  drawn = new AbortController();
  const { signal } = drawn;
  document.title = t('options_page_title');
  const [book, updates] = await Promise.all([loadGuides().catch(() => null), ask<'updates'>({ kind: 'updates' })]);
  if (signal.aborted) return;
  const titles = new Map(book?.guides.map(({ id, title }) => [id, title]));
  const countries = new Map(book?.reporting.countries.map(({ country, name }) => [country, name]));
  const names: Names = { kind: (id) => titles.get(id) ?? id, country: (code) => countries.get(code) ?? book?.reporting.other?.name ?? code };
  const now = (): Settings => settings;
  const card: Part = { id: 'updates', title: t('updates_title'), element: updatesCard(signal), show: () => undefined };
  parts = [
    sitesPart(keeper, signal),
    carePart(keeper),
    guardPart(keeper),
    languagePart(keeper, language()),
    countryPart(keeper, book?.reporting ?? null),
    trustedPart(keeper, now),
    mutedPart(keeper, names.kind),
    helperPart(keeper),
    card,
    filePart(keeper, now, names, listed),
    resetPart(keeper, now, turnUpdatesOff),
    aboutPart(keeper, updates.ok ? updates.value : null),
  ];
  const notice = brokenNotice({ broken }, keeper);
  main.replaceChildren(el('h1', {}, t('options_title')), ...(notice ? [notice] : []), ...parts.map(({ element }) => element));
  layout.replaceChildren(el('header', { class: 'top' }, masthead('/guide.html'), sideNav(parts, signal)), main);
  show(settings);
}

/** The same page in another language: the reader stays where they were. */
async function redraw(now: Settings): Promise<void> {
  settings = now;
  // A control that went with what it changed has left the focus nowhere.
  const part = document.activeElement?.closest<HTMLElement>('section[id]') ?? document.getElementById(keeper.last);
  const from = part?.getBoundingClientRect().top ?? 0;
  const checked = document.activeElement instanceof HTMLInputElement ? document.activeElement.name : '';
  await draw([]);
  const same = part && document.getElementById(part.id);
  if (same) {
    scrollBy({ top: same.getBoundingClientRect().top - from, behavior: 'instant' });
    (same.querySelector<HTMLElement>(checked ? `input[name="${checked}"]:checked` : 'h2') ?? same).focus({ preventScroll: true });
  }
  keeper.repeat();
}

const state = await openPage(show, (now) => void redraw(now));
settings = state.settings;
document.body.append(layout);
await draw(state.broken);
goToNamed();
