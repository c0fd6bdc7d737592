import { counted, t, type MessageKey } from '../i18n';
import { changeSettings, CHOICES, exported, imported, LARGEST_FILE, resetSettings, type Settings } from '../settings';
import { isLocale, LOCALES } from '../words';
import { button, el } from './dom';
import { asTheBrowser, careTitle } from './options-choices';
import { type Keeper, note, type Part, partOf, type Undo } from './options-keeper';

export type Choice = (typeof CHOICES)[number];

/** What each choice is called on the page. */
export const CHOICE_TITLES: Record<Choice, MessageKey> = {
  country: 'options_country',
  language: 'options_language',
  care: 'options_care',
  guard: 'options_guard',
  trusted: 'options_trusted',
  muted: 'options_muted',
  helper: 'options_helper',
  contact: 'contact_title',
};

/** Names for what settings hold only as ids. */
export interface Names {
  country(code: string): string;
  kind(id: string): string;
}

export interface Difference {
  choice: Choice;
  now: string;
  then: string;
  /** For lists: what would come and what would go, by name. */
  added: string[];
  removed: string[];
}

/** A choice in words. */
function inWords(choice: Choice, settings: Settings, names: Names): string {
  const { country, language, care, trusted, muted, contact } = settings;
  switch (choice) {
    case 'country':
      return country === null ? t('value_none') : names.country(country);
    case 'language':
      return isLocale(language) ? LOCALES[language] : asTheBrowser();
    case 'care':
      return careTitle(care);
    case 'guard':
    case 'helper':
      return t(settings[choice] ? 'value_on' : 'value_off');
    case 'trusted':
      return trusted.length === 0 ? t('value_none') : counted('value_senders', trusted.length);
    case 'muted':
      return muted.length === 0 ? t('value_none') : counted('value_kinds', muted.length);
    case 'contact':
      return contact ? t('value_contact', contact.name, contact.number) : t('value_none');
  }
}

const entriesOf = (choice: Choice, { trusted, muted }: Settings, names: Names): string[] =>
  choice === 'trusted' ? trusted.map(({ sender }) => sender) : choice === 'muted' ? muted.map((kind) => names.kind(kind)) : [];

/** What would be otherwise with other settings. */
export function differences(now: Settings, then: Settings, names: Names): Difference[] {
  const without = (a: string[], b: string[]) => a.filter((entry) => !b.includes(entry));
  const plain = (choice: Choice, settings: Settings): unknown => (choice === 'trusted' ? settings.trusted.map(({ sender }) => sender).sort() : choice === 'muted' ? [...settings.muted].sort() : settings[choice]);
  return CHOICES.filter((choice) => JSON.stringify(plain(choice, now)) !== JSON.stringify(plain(choice, then))).map((choice) => {
    const [mine, other] = [entriesOf(choice, now, names), entriesOf(choice, then, names)];
    return { choice, now: inWords(choice, now, names), then: inWords(choice, then, names), added: without(other, mine), removed: without(mine, other) };
  });
}

/** The names of choices, as a list in a sentence. */
export const choiceNames = (choices: readonly Choice[], list: (parts: string[]) => string): string => list(choices.map((choice) => t(CHOICE_TITLES[choice])));

const FILE_NAME = 'caveat-settings.json';

/** Hands a text over as a file, by a link that nobody sees. */
function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = el('a', { href: address, download: FILE_NAME });
  link.click();
  // The browser has taken what it needs by the time it is asked for anything else.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** The way back after everything has been changed at once. */
const backTo = (before: Settings, says: () => string, focus: string): Undo => ({ says, back: () => changeSettings(before), then: () => document.getElementById(focus) });

const PROBLEMS: Record<'not-ours' | 'newer', MessageKey> = { 'not-ours': 'import_not_ours', newer: 'import_newer' };

/** The settings as a file, and a file as the settings: what it would change is shown first. */
export function filePart(keeper: Keeper, now: () => Settings, names: Names, list: (parts: string[]) => string): Part {
  const title = t('options_file');
  const asked = el('div', { class: 'stack asked' });
  const input = el('input', { type: 'file', accept: '.json,application/json', class: 'visually-hidden', id: 'import-file' });

  const listed = (heading: string, entries: string[]) => (entries.length === 0 ? [] : [el('p', { class: 'small soft' }, heading), el('ul', { class: 'small' }, ...entries.map((entry) => el('li', {}, el('bdi', {}, entry))))]);

  function question(then: Settings, unreadable: readonly Choice[]): void {
    const changes = differences(now(), then, names);
    const left = unreadable.length > 0 ? [el('p', { class: 'notice warn' }, t('import_unreadable', choiceNames(unreadable, list)))] : [];
    if (changes.length === 0) {
      asked.replaceChildren(...left);
      return keeper.say('file', () => t('import_same'));
    }
    const heading = el('h3', { tabindex: -1 }, t('import_title'));
    const head = el('thead', {}, el('tr', {}, el('td', {}), el('th', { scope: 'col' }, t('import_now')), el('th', { scope: 'col' }, t('import_then'))));
    const rows = changes.map(({ choice, now: is, then: becomes, added, removed }) =>
      el('tr', {}, el('th', { scope: 'row' }, t(CHOICE_TITLES[choice])), el('td', {}, el('bdi', {}, is)), el('td', {}, el('bdi', {}, becomes), ...listed(t('import_added'), added), ...listed(t('import_removed'), removed))),
    );
    const close = (): void => asked.replaceChildren();
    const take = button(t('import_take'), () => void takeOver(then), '');
    const leave = button(t('import_leave'), () => {
      close();
      keeper.say('file', () => t('import_left'));
      input.focus();
    }, 'quiet');
    keeper.until(close);
    asked.replaceChildren(heading, ...left, el('div', { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': t('import_title') }, el('table', { class: 'compare' }, head, el('tbody', {}, ...rows))), el('div', { class: 'row' }, take, leave));
    heading.focus();
  }

  async function takeOver(then: Settings): Promise<void> {
    const before = now();
    if (!(await keeper.keep('file', () => then, () => t('import_taken')))) return;
    keeper.offer('file', backTo(before, () => t('import_taken'), input.id));
  }

  async function load(file: Blob): Promise<void> {
    keeper.next();
    asked.replaceChildren();
    if (file.size > LARGEST_FILE) return keeper.say('file', () => t('import_too_large'));
    const text = await file.text().catch(() => null);
    if (text === null) return keeper.say('file', () => t('import_unopened'));
    const got = imported(text, now());
    if (!got.ok) return keeper.say('file', () => t(PROBLEMS[got.why], FILE_NAME));
    question(got.settings, CHOICES.filter((choice) => got.unreadable.includes(choice)));
  }

  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void load(file);
    // The same file chosen once more is a choice again.
    input.value = '';
  });
  const store = button(t('options_export'), () => {
    keeper.next();
    save(exported(now()));
    keeper.say('file', () => t('options_exported', FILE_NAME));
  }, 'quiet');
  const element = partOf(keeper, 'file', title, note(t('options_file_note')), el('p', { class: 'soft fine' }, t('options_file_not_in')), el('div', { class: 'row' }, store, el('label', { class: 'button quiet file' }, input, t('options_import'))), asked, keeper.bars('file'));
  return { id: 'file', title, element, show: () => undefined };
}

/** Forgets every choice, after asking. */
export function resetPart(keeper: Keeper, now: () => Settings, turnUpdatesOff: () => Promise<unknown>): Part {
  const title = t('options_reset_title');
  const asked = el('div', { class: 'stack asked' });
  const heading = el('h3', { tabindex: -1 }, t('options_reset_ask'));
  const close = (): void => {
    asked.replaceChildren();
    open.hidden = false;
  };
  const open = button(t('options_reset_open'), () => {
    keeper.next();
    asked.replaceChildren(
      heading,
      el('div', { class: 'row' }, button(t('options_reset_yes'), () => void reset(), ''), button(t('options_reset_no'), () => {
        close();
        open.focus();
      }, 'quiet')),
    );
    open.hidden = true;
    keeper.until(close);
    heading.focus();
  }, 'quiet');
  open.id = 'reset-open';

  async function reset(): Promise<void> {
    const before = now();
    const deed = async (): Promise<void> => {
      await resetSettings();
      await turnUpdatesOff();
    };
    if (await keeper.act('reset', deed, () => t('options_reset_done'))) keeper.offer('reset', backTo(before, () => t('options_reset_done'), open.id));
  }

  const element = partOf(keeper, 'reset', title, note(t('options_reset_what')), note(t('options_reset_stays')), el('div', { class: 'row' }, open), asked, keeper.bars('reset'));
  return { id: 'reset', title, element, show: () => undefined };
}
