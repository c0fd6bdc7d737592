import { ask } from '../ask';
import { t } from '../i18n';
import type { Level, Message, Target, Told } from '../protocol';
import { Announcer, checkedView, partsOf, type Taste } from './checked-view';
import { el } from './dom';
import { reasons, shown } from './evidence';
import { Latest } from './live';
import { addressIn, hostMessage, linkMessage, senderMessage } from './questions';
import { leadOf } from './verdict';

const PAUSE_MS = 250;
const MOST = 6;

/** One form of the check page. */
export interface Panel {
  element: HTMLElement;
  focus(): void;
  clear(): void;
}

interface Ways {
  taste: () => Taste;
  changed: (isEmpty: boolean) => void;
}

/** "Where does this link lead?" It is read, never opened. */
export function linkPanel({ taste, changed }: Ways): Panel {
  const address = field('link-address', t('link_address'), t('link_address_note'), { dir: 'ltr', inputmode: 'url' });
  const words = field('link-words', t('link_words'), t('link_words_note'), { dir: 'auto' });
  return formPanel([address, words], changed, async () => {
    const found = addressIn(address.input.value);
    if (!found) return address.input.value.trim() === '' ? null : { nodes: [el('p', { class: 'card' }, t('link_none'))], say: t('link_none') };
    const message = linkMessage(found, words.input.value);
    const answer = await ask({ kind: 'check', message });
    return answer.ok ? linkView(message, answer.value, taste()) : failed();
  });
}

/** "Is it really them?" */
export function senderPanel({ taste, changed }: Ways): Panel {
  const name = field('sender-name', t('sender_name'), '', { dir: 'auto' });
  const contact = field('sender-contact', t('sender_contact'), t('sender_contact_note'), { dir: 'ltr', inputmode: 'email' });
  const company = field('sender-company', t('sender_company'), t('sender_company_note'), { dir: 'auto' });
  return formPanel([name, contact, company], changed, async () => {
    const message = senderMessage({ name: name.input.value, contact: contact.input.value, company: company.input.value });
    if (!message) return null;
    const host = hostMessage(message.sender.address);
    const [answer, owned] = await Promise.all([ask({ kind: 'check', message }), host ? ask({ kind: 'check', message: host }) : null]);
    if (!answer.ok) return failed();
    return senderView(message, answer.value, owned?.ok ? owned.value.targets[0] : undefined, company.input.value.trim(), taste());
  });
}

interface View {
  nodes: HTMLElement[];
  say: string | Told;
}

const failed = (): View => ({ nodes: [el('p', { class: 'card' }, t('unread_engine'))], say: t('unread_engine') });

/** One link or one sender is too little for the engine to speak of a scam; what is odd about it is told all the same. */
const oddness = (verdict: Told): Level => (verdict.level === 'none' && shown(verdict).length > 0 ? 'caution' : verdict.level);

function linkView(message: Message, verdict: Told, taste: Taste): View {
  const level = oddness(verdict);
  const title = level === verdict.level && level !== 'none' ? null : level === 'none' ? t('link_plain') : t('link_odd');
  const target = verdict.targets[0];
  const told: Told = { ...verdict, level };
  const card = checkedView({ verdict: told, message, most: MOST, taste, leads: false, ...(title ? { title } : {}), parts: partsOf({ ...message, body: '' }) });
  return { nodes: [...(target ? [targetCard(target)] : []), card], say: title ?? told };
}

/** The one thing to know of an address: whose it is. */
function targetCard(target: Target): HTMLElement {
  const card = el('div', { class: 'card target' }, el('p', { class: 'target-lead', dir: 'auto' }, leadOf(target)));
  if (target.domain !== '') {
    const [before = '', after = ''] = t('link_domain', HOLE).split(HOLE);
    card.append(el('p', { class: 'small' }, before, el('strong', {}, el('bdi', { dir: 'ltr' }, target.domain)), after));
  }
  return card;
}

/** Stands in a sentence where a name goes that gets a look of its own; no text has it. */
const HOLE = '\u{f8ff}';

function senderView(message: Message, verdict: Told, host: Target | undefined, company: string, taste: Taste): View {
  const level = oddness(verdict);
  const fits = verdict.findings.filter(({ weight, family, says }) => weight < 0 && family === 'sender' && says !== '');
  const title = level === verdict.level && level !== 'none' ? null : level === 'caution' ? t('sender_odd') : fits.length > 0 ? t('sender_fits') : t('sender_unknown');
  const told: Told = { ...verdict, level };
  const facts: string[] = fits.length > 0 ? [...new Set(fits.map(({ says }) => t('reason', says)))] : [];
  if (host && facts.length === 0 && host.domain !== '') facts.push(host.owner === '' ? t('sender_host', host.domain) : t('sender_owner', host.domain, host.owner));
  if (company !== '' && level === 'none' && fits.length === 0 && reasons(verdict, 1).length === 0) facts.push(t('sender_company_unknown', company));
  facts.push(t(message.channel === 'sms' ? 'sender_number_forged' : 'sender_address_forged'));
  const card = checkedView({ verdict: told, message, most: MOST, taste, leads: false, ...(title ? { title } : {}), parts: [] });
  return { nodes: [card, el('div', { class: 'card stack tight facts' }, el('h2', {}, t('sender_facts')), el('ul', {}, ...facts.map((fact) => el('li', { dir: 'auto' }, fact))))], say: title ?? told };
}

interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
}

function field(id: string, label: string, note: string, attributes: Record<string, string>): Field {
  const described = note === '' ? {} : { 'aria-describedby': `${id}-note` };
  const input = el('input', { id, type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 16_000, ...described, ...attributes });
  return { input, element: el('div', { class: 'field' }, el('label', { for: id }, label), input, note && el('p', { class: 'small soft', id: `${id}-note` }, note)) };
}

/** Fields with a live result beside them. `look` gives null while there is nothing to say. */
function formPanel(fields: readonly Field[], changed: (isEmpty: boolean) => void, look: () => Promise<View | null>): Panel {
  const place = el('div', { class: 'stack' });
  const announcer = new Announcer();
  const latest = new Latest();
  const work = async (): Promise<() => void> => {
    const view = await look();
    return () => {
      place.replaceChildren(...(view?.nodes ?? []));
      if (typeof view?.say === 'object') announcer.say(view.say);
      else announcer.tell(view?.say ?? '');
    };
  };
  for (const { input } of fields) {
    input.addEventListener('input', () => {
      changed(fields.every((one) => one.input.value === ''));
      latest.soon(PAUSE_MS, work);
    });
  }
  return {
    element: el('div', { class: 'panel' }, el('div', { class: 'stack question' }, ...fields.map(({ element }) => element)), el('div', { class: 'result' }, announcer.element, place)),
    focus: () => fields[0]?.input.focus(),
    clear: () => {
      latest.drop();
      for (const { input } of fields) input.value = '';
      place.replaceChildren();
      announcer.tell('');
      changed(true);
    },
  };
}
