import { t, tag } from '../i18n';
import { CHOICES, type Read } from '../settings';
import { button, el } from './dom';
import { choiceNames } from './options-file';
import type { Keeper } from './options-keeper';

/** "A, B and C", as the language lists things. */
export const listed = (parts: string[]): string => new Intl.ListFormat(tag(), { type: 'conjunction' }).format(parts);

/** Says which choices could not be read and are as at the start; null when all could. */
export function brokenNotice({ broken }: Pick<Read, 'broken'>, keeper: Keeper): HTMLElement | null {
  if (broken.length === 0) return null;
  const names = CHOICES.filter((choice) => broken.includes(choice));
  const text = names.length === 0 || names.length === CHOICES.length ? t('options_broken_all') : t('options_broken_some', choiceNames(names, listed));
  const notice = el('section', { class: 'notice warn stack tight', id: 'broken', 'aria-labelledby': 'broken-title' }, el('h2', { id: 'broken-title' }, t('options_broken_title')), el('p', {}, text));
  // Stored anew as it is now, so that it is said no more.
  const keep = button(t('options_broken_keep'), () => void keeper.keep('broken', {}).then((done) => done && notice.remove()), 'quiet');
  notice.append(el('div', { class: 'row' }, keep), keeper.place('broken'));
  return notice;
}
