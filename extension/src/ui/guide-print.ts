import { t, tag } from '../i18n';
import { dateOf, shown } from './channel-card';
import { countryName, countryOf } from './country';
import { el } from './dom';
import { plain } from './guide-blocks';
import { channelsById, type Guide, type ReportChannel, type Reporting } from './guide-data';
import { inOrder, involvesMoney, MONEY_LOST, type Happened } from './guide-happened';
import { ours, REPORTING_LANGUAGE, spoken } from './guide-language';

/** What stands on the one sheet of paper. */
export interface Sheet {
  title: string;
  summary: string;
  first: string[];
  parts: { title: string; steps: string[] }[];
  /** What was picked as well, where there was no room for its steps. */
  more: string[];
  bank: boolean;
  country: string;
  /** Where there are no channels: what holds everywhere. */
  everywhere: string[];
  numbers: Pick<ReportChannel, 'label' | 'value' | 'kind' | 'hours'>[];
  checked: string;
}

/** As many as somebody finds a number among; and as many as must stand there, those first that help with lost money. */
const MOST_NUMBERS = 6;
const FEW_NUMBERS = 3;

export function sheetOf(guide: Guide, reporting: Reporting, code: string | null, picked: ReadonlySet<Happened>): Sheet {
  const channels = channelsById(reporting);
  const all = guide.sections.find(({ id }) => id === 'now')?.sub ?? [];
  // Nothing picked: what holds for everybody who only saw it.
  const parts = inOrder(all, picked.size > 0 ? picked : new Set<Happened>(['nothing']));
  const country = countryOf(reporting, code);
  const urgent = (channel: ReportChannel): boolean => channel.purpose.includes(MONEY_LOST);
  const own = country?.channels ?? [];
  return {
    title: guide.title,
    summary: guide.summary,
    first: guide.first_steps,
    parts: parts.map(({ title, blocks }) => ({ title, steps: blocks.map(({ text }) => plain(text, channels)) })),
    more: [],
    bank: involvesMoney(picked),
    country: country ? countryName(country) : '',
    everywhere: own.length > 0 ? [] : (country?.steps ?? []),
    numbers: [...own.filter(urgent), ...own.filter((channel) => !urgent(channel))].slice(0, MOST_NUMBERS),
    checked: guide.checked,
  };
}

const list = (steps: readonly string[]): HTMLElement => el('ol', {}, ...steps.map((step) => el('li', {}, step)));

/** The sheet as it is printed. `lang`: what the guide is written in. */
export function sheetView(sheet: Sheet, lang: string): HTMLElement {
  const own = ours(lang);
  const english = spoken(REPORTING_LANGUAGE);
  return el(
    'section',
    { class: 'print-sheet', ...spoken(lang) },
    el('h1', {}, sheet.title),
    el('p', { class: 'lead' }, sheet.summary),
    sheet.bank && el('div', { class: 'print-bank', ...own }, el('strong', {}, t('bank_title')), ' ', t('bank_how')),
    el('h2', own, t('first_steps')),
    el('div', { class: 'print-first' }, list(sheet.first)),
    ...sheet.parts.flatMap(({ title, steps }) => [el('h2', {}, title), list(steps)]),
    sheet.more.length > 0 && el('p', { class: 'print-more', ...own }, t('guide_print_more', new Intl.ListFormat(tag(), { style: 'narrow', type: 'unit' }).format(sheet.more.map((title) => t('warning_quote', title))))),
    sheet.numbers.length > 0 && el('h2', own, t('guide_print_numbers', sheet.country)),
    sheet.numbers.length > 0 &&
      el('ul', { class: 'print-numbers', ...english }, ...sheet.numbers.map((one) => el('li', {}, el('span', {}, one.label, one.hours && ` (${one.hours})`), el('strong', { dir: 'ltr' }, shown(one))))),
    sheet.everywhere.length > 0 && el('h2', own, t('guide_print_steps')),
    sheet.everywhere.length > 0 && el('div', english, list(sheet.everywhere)),
    el('p', { class: 'print-foot', ...own }, `${t('guide_checked', dateOf(sheet.checked))} ${t('guide_print_foot')}`),
  );
}

/** Classes of `guide-print.css`, from large type to the smallest that is still read well on paper. */
const SIZES = ['fit-1', 'fit-2', 'fit-3', 'fit-4', 'fit-5'] as const;

/**
 * Makes the sheet fit on one page: smaller type first, then fewer numbers, then the least urgent steps by name only. `over` says whether
 * it is still longer than a page.
 */
export function fitted(sheet: Sheet, lang: string, over: (view: HTMLElement) => boolean): HTMLElement {
  let rest = sheet;
  for (;;) {
    const view = sheetView(rest, lang);
    for (const size of SIZES) {
      view.className = `print-sheet ${size}`;
      if (!over(view)) return view;
    }
    const last = rest.parts.at(-1);
    if (rest.numbers.length > FEW_NUMBERS) rest = { ...rest, numbers: rest.numbers.slice(0, FEW_NUMBERS) };
    else if (last && rest.parts.length > 1) rest = { ...rest, parts: rest.parts.slice(0, -1), more: [last.title, ...rest.more] };
    else return view;
  }
}

/** What fits on both A4 and Letter within the margins of `guide-print.css`, in CSS pixels (96 in an inch). */
const PAGE_HEIGHT = Math.floor(((279.4 - 2 * 12) / 25.4) * 96) - 8;

/** Puts the sheet into the page for as long as it is printed. */
export function printing(make: () => { sheet: Sheet; lang: string }, signal: AbortSignal): void {
  let shownNow: HTMLElement | null = null;
  const before = (): void => {
    shownNow?.remove();
    const { sheet, lang } = make();
    shownNow = fitted(sheet, lang, (view) => {
      document.body.append(view);
      return view.scrollHeight > PAGE_HEIGHT;
    });
    // Those that did not fit are gone with the last one of the loop.
    for (const other of document.querySelectorAll('.print-sheet')) if (other !== shownNow) other.remove();
    document.body.append(shownNow);
  };
  addEventListener('beforeprint', before, { signal });
  addEventListener(
    'afterprint',
    () => {
      shownNow?.remove();
      shownNow = null;
    },
    { signal },
  );
  signal.addEventListener('abort', () => shownNow?.remove());
}
