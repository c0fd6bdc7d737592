import { t } from '../i18n';
import { changeSettings, LONGEST_CONTACT, type Contact, type Settings } from '../settings';
import { button, el } from './dom';
import type { Keeper } from './options-keeper';

/** A name and a number as they are kept; null while one of them is missing. */
export function contactOf(name: string, number: string): Contact | null {
  const contact = { name: name.trim(), number: number.trim() };
  return contact.name !== '' && contact.number !== '' ? contact : null;
}

/** Somebody to call: kept as soon as both fields are filled, with the line that warnings will end with. */
export function contactForm(keeper: Keeper, place: string): { element: HTMLElement; show(settings: Pick<Settings, 'contact'>): void } {
  const field = (id: string, label: string, more: Record<string, string>) => {
    const input = el('input', { id, maxlength: LONGEST_CONTACT, ...more });
    return { input, box: el('div', { class: 'field' }, el('label', { for: id }, label), input) };
  };
  const name = field('contact-name', t('contact_name'), { type: 'text', autocomplete: 'off' });
  const number = field('contact-number', t('contact_number'), { type: 'tel', autocomplete: 'off', dir: 'ltr' });
  const missing = el('p', { class: 'wrong', id: 'contact-missing', role: 'status' });
  const line = el('p', { class: 'notice line' });
  const preview = el('div', { class: 'stack tight', 'aria-live': 'polite' }, el('p', { class: 'soft small' }, t('contact_preview')), line);
  const bars = el('div', {});
  /** As last shown: what is only half typed is nobody's to overwrite. */
  let kept: Contact | null | undefined;

  const typed = (): Contact | null => contactOf(name.input.value, number.input.value);
  const isSame = (a: Contact | null, b: Contact | null): boolean => a?.name === b?.name && a?.number === b?.number;
  function draw(): void {
    const contact = typed();
    preview.hidden = contact === null;
    line.textContent = contact ? t('call_contact', contact.name, contact.number) : '';
    remove.hidden = !kept;
  }

  async function changed(): Promise<void> {
    const contact = typed();
    const isEmpty = name.input.value.trim() === '' && number.input.value.trim() === '';
    missing.textContent = contact || isEmpty ? '' : t('contact_incomplete');
    if (isEmpty && kept) return forget();
    if (contact && !isSame(contact, kept ?? null)) await keeper.keep(place, { contact });
  }

  async function forget(): Promise<void> {
    const before = kept ?? null;
    if (!(await keeper.keep(place, { contact: null }, () => t('contact_removed')))) return;
    const bar = keeper.undoBar(place, { says: () => t('contact_removed'), back: () => changeSettings({ contact: before }), then: () => name.input });
    bars.replaceChildren(bar);
    bar.querySelector('button')?.focus();
  }

  const remove = button(t('options_remove'), () => void forget(), 'quiet');
  remove.setAttribute('aria-label', t('contact_remove'));
  for (const { input } of [name, number]) {
    input.addEventListener('input', draw);
    input.addEventListener('change', () => void changed());
  }
  const element = el('fieldset', { class: 'contact field' }, el('legend', {}, t('contact_title')), el('p', { class: 'soft' }, t('contact_note')), el('div', { class: 'pair' }, name.box, number.box), missing, preview, el('div', { class: 'row' }, remove), bars);
  return {
    element,
    show({ contact }) {
      if (kept === undefined || !isSame(kept, contact)) {
        name.input.value = contact?.name ?? '';
        number.input.value = contact?.number ?? '';
        missing.textContent = '';
      }
      kept = contact;
      draw();
    },
  };
}
