import { browser } from '../browser';
import { mount } from '../demo/mailbox';
import { language, t, type MessageKey } from '../i18n';
import { ownClient } from '../page/client';
import { startReading } from '../page/reader';
import type { Settings } from '../settings';
import { el } from './dom';
import type { Reporting } from './guide-data';
import { countryField, languageChips, languageNote } from './options-choices';
import { helperFields } from './options-helper';
import type { Keeper } from './options-keeper';
import { permissionList } from './permissions';
import type { Screen } from './welcome-steps';

/** One screen of the welcome page. */
export interface View {
  title: string;
  inside: Node[];
  show(settings: Settings): void;
  /** What is kept when the reader goes on: what they were shown and let stand. */
  leave?(settings: Settings): Promise<unknown>;
}

const list = (title: MessageKey, sign: string, keys: readonly MessageKey[]) =>
  el('section', { class: `card promises ${sign}` }, el('h2', {}, t(title)), el('ul', {}, ...keys.map((key) => el('li', {}, t(key)))));

function whatView(): View {
  return {
    title: t('welcome_title'),
    inside: [
      el('div', { class: 'two' }, list('welcome_does', 'yes', ['welcome_does_read', 'welcome_does_why', 'welcome_does_ask', 'welcome_does_sites']), list('welcome_never', 'no', ['welcome_never_send', 'welcome_never_act', 'welcome_never_promise'])),
      el('details', { class: 'fine' }, el('summary', {}, t('permissions_title')), el('div', { class: 'stack' }, el('p', { class: 'soft' }, t('permissions_intro')), permissionList())),
    ],
    show: () => undefined,
  };
}

function chooseView(keeper: Keeper, reporting: Reporting | null): View {
  const chips = languageChips((chosen) => void keeper.keep('choose', { language: chosen }));
  const country = reporting && countryField(reporting, (chosen) => void keeper.keep('choose', { country: chosen }));
  const guess = el('p', { class: 'soft' }, t('welcome_country_guess'));
  const helper = helperFields(keeper, 'for-somebody');
  const forSomebody = el('details', { class: 'card' }, el('summary', {}, t('welcome_helper')), helper.element, keeper.place('for-somebody'));
  return {
    title: t('welcome_choose_title'),
    inside: [
      el('p', { class: 'soft' }, t('welcome_choose_note')),
      el('section', { class: 'card stack' }, el('h2', {}, t('options_language')), chips.element, el('p', { class: 'soft' }, languageNote(language()))),
      el('section', { class: 'card stack' }, el('h2', {}, t('options_country')), country ? country.select : t('guides_unreadable'), el('p', { class: 'soft' }, t('options_country_note')), guess),
      keeper.place('choose'),
      forSomebody,
    ],
    show(settings) {
      chips.show(settings.language);
      country?.show(settings.country);
      guess.hidden = settings.country !== null;
      helper.show(settings);
      forSomebody.open ||= settings.helper;
    },
    leave: async ({ country: kept }) => (country && kept === null ? keeper.keep('choose', { country: country.select.value }) : undefined),
  };
}

/** The real reader runs in the mailbox for as long as the screen is there. */
function tryView(signal: AbortSignal): View {
  const box = el('div');
  mount(box, { moves: 'inside', pane: 'section', heading: 'h2' }, signal);
  const reading = startReading(document, ownClient());
  signal.addEventListener('abort', () => reading.stop());
  return {
    title: t('welcome_try_title'),
    inside: [el('p', { class: 'soft' }, t('welcome_try_note')), box, el('p', { class: 'small fine' }, el('a', { href: '/demo.html', target: '_blank' }, t('welcome_try_large')))],
    show: () => undefined,
  };
}

/** Where each browser lets its user set keyboard shortcuts. Pages may not link there. */
const SHORTCUTS_PAGE = import.meta.env.FIREFOX ? 'about:addons' : 'chrome://extensions/shortcuts';

async function keysNow(): Promise<string> {
  const commands = await browser.commands.getAll().catch(() => []);
  return commands.find(({ name }) => name === 'check')?.shortcut ?? '';
}

function endView(keys: string): View {
  const way = (title: MessageKey, ...text: (Node | string)[]) => el('section', { class: 'card stack tight' }, el('h2', {}, t(title)), el('p', {}, ...text));
  const address = el('code', { dir: 'ltr', translate: 'no' }, SHORTCUTS_PAGE);
  const firefox = import.meta.env.FIREFOX;
  return {
    title: t('welcome_end_title'),
    inside: [
      way('welcome_pin', t(firefox ? 'welcome_pin_firefox' : 'welcome_pin_chrome')),
      way('welcome_keys', keys === '' ? t('welcome_keys_none') : t('welcome_keys_set', keys), ' ', address, ...(firefox ? [' ', t('welcome_keys_firefox')] : [])),
      el('p', {}, t('welcome_end_close')),
      el('div', { class: 'row' }, el('a', { class: 'button quiet', href: '/check.html' }, t('paste_label')), el('a', { class: 'button quiet', href: '/guide.html' }, t('link_guides')), el('a', { class: 'button quiet', href: '/options.html' }, t('link_options'))),
    ],
    show: () => undefined,
  };
}

/** What a screen needs; `signal` ends it. */
export interface Needs {
  keeper: Keeper;
  reporting: Reporting | null;
  signal: AbortSignal;
}

export async function viewOf(screen: Screen, { keeper, reporting, signal }: Needs): Promise<View> {
  switch (screen) {
    case 'what':
      return whatView();
    case 'choose':
      return chooseView(keeper, reporting);
    case 'try':
      return tryView(signal);
    case 'end':
      return endView(await keysNow());
  }
}
