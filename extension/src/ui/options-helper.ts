import { t } from '../i18n';
import { switchOf } from './options-choices';
import { contactForm } from './options-contact';
import { type Keeper, type Part, partOf } from './options-keeper';
import { el } from './dom';

/** Helper mode, and whom to call; the latter is asked for only where the former is on. */
export function helperFields(keeper: Keeper, place: string): Pick<Part, 'element' | 'show'> {
  const { label, input } = switchOf(t('options_helper_switch'), (helper) => void keeper.keep(place, { helper }), `${place}-note`);
  const contact = contactForm(keeper, place);
  return {
    element: el('div', { class: 'stack' }, label, el('p', { class: 'soft', id: `${place}-note` }, t('options_helper_note')), contact.element),
    show(settings) {
      input.checked = settings.helper;
      contact.element.hidden = !settings.helper;
      contact.show(settings);
    },
  };
}

export function helperPart(keeper: Keeper): Part {
  const title = t('options_helper');
  const fields = helperFields(keeper, 'helper');
  return { id: 'helper', title, element: partOf(keeper, 'helper', title, fields.element), show: fields.show };
}
