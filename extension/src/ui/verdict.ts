import { labelOf, leads, titleOf } from '../background/shown';
import { count, counted, t } from '../i18n';
import type { Finding, Judged, Target, Told } from '../protocol';
import type { Contact } from '../settings';
import { el } from './dom';
import { quoted, reasons } from './evidence';
import { icon } from './icon';

export { titleOf };

/** At most so many reasons, as in the warnings; in helper mode the strongest alone. */
export const REASONS = 3;
/** Links whose targets are named; the rest is counted. */
const LEADS = 3;

export interface CardOptions {
  /** Which message it is: its subject. */
  about?: string;
  /** In place of the verdict's own title. */
  title?: string;
  most?: number;
  /** Reasons (by index) whose words are marked beside the card: these get a number and lead there. */
  marked?: ReadonlySet<number>;
  /** False where it is said beside the card. */
  leads?: boolean;
  /** Only the head is seen; the rest unfolds. */
  folded?: boolean;
  helper?: boolean;
  contact?: Contact | null;
  /** Below the title: what made it softer. */
  notes?: readonly Node[];
  /** After the way to the guide. */
  actions?: readonly Node[];
  /** Below everything. */
  after?: readonly Node[];
}

/** The reasons that a card gives, strongest first. */
export const chosenReasons = (verdict: Told | null, { most = REASONS, helper = false }: Pick<CardOptions, 'most' | 'helper'> = {}): Finding[] => (verdict ? reasons(verdict, helper ? 1 : most) : []);

let cards = 0;

/** One message's verdict: its reasons, what to do, where its links lead, the way to its guide. */
export function verdictCard(judged: Pick<Judged, 'level' | 'scam' | 'verdict'>, options: CardOptions = {}): HTMLElement {
  const { level, scam, verdict } = judged;
  const id = `verdict-${++cards}`;
  const isWarned = level !== 'none' || Boolean(verdict?.softened);
  const inside: HTMLElement[] = [];
  if (isWarned) inside.push(...reasonList(chosenReasons(verdict, options), options.marked));
  if (verdict && verdict.steps.length > 0) inside.push(part('verdict-steps', t('steps_title'), el('ol', {}, ...verdict.steps.map((step) => el('li', {}, step)))));
  if (verdict && level !== 'none' && options.leads !== false) inside.push(...leadList(verdict));
  if (level === 'none' && !isWarned) inside.push(el('p', { class: 'small soft' }, t('none_note')));
  if (verdict?.truncated) inside.push(el('p', { class: 'small soft' }, t('truncated')));
  if (options.helper && options.contact && isWarned) inside.push(el('p', { class: 'call' }, t('call_contact', options.contact.name, options.contact.number)));
  const actions = [...(isWarned ? [guideLink(scam)] : []), ...(options.actions ?? [])];
  if (actions.length > 0) inside.push(el('div', { class: 'row' }, ...actions));
  const top = head(judged, options, id);
  const rest = [...(options.notes ?? []), ...inside, ...(options.after ?? [])];
  const look = { class: `verdict ${level}`, 'aria-labelledby': id };
  return options.folded ? el('article', look, el('details', { class: 'fold' }, el('summary', {}, top), el('div', { class: 'folded' }, ...rest))) : el('article', look, top, ...rest);
}

function head({ level, scam, verdict }: Pick<Judged, 'level' | 'scam' | 'verdict'>, { about = '', title }: CardOptions, id: string): HTMLElement {
  const words = el('div', { class: 'verdict-words' });
  if (level !== 'none') words.append(el('p', { class: 'verdict-level' }, labelOf(level)));
  const silenced = level === 'none' && verdict?.softened ? t('softened_silenced') : '';
  words.append(el('h2', { class: 'verdict-title', id, dir: 'auto' }, title ?? (silenced || titleOf(level, scam))));
  if (about) words.append(el('p', { class: 'small soft', dir: 'auto' }, about));
  return el('div', { class: 'verdict-head' }, icon(level), words);
}

const part = (look: string, title: string, list: HTMLElement): HTMLElement => el('div', { class: look }, el('h3', {}, title), list);

function reasonList(chosen: readonly Finding[], marked?: ReadonlySet<number>): HTMLElement[] {
  if (chosen.length === 0) return [];
  const items = chosen.map(({ says, text }, i) => {
    const isMarked = marked?.has(i) ?? false;
    const number = isMarked && el('span', { class: 'reason-number' }, count(i + 1));
    const sentence = t('reason', says);
    return el('li', { class: 'reason', 'data-reason': i }, number, el('div', { dir: 'auto' }, sentence, ...quoteOf(text, isMarked, sentence)));
  });
  return [el('ul', { class: 'reasons', 'aria-label': t('reasons_label') }, ...items)];
}

/** The words behind a reason. Where they are marked nearby it is a button, so that the keyboard finds them as well. */
function quoteOf(text: string, isMarked: boolean, sentence: string): HTMLElement[] {
  const words = quoted(text);
  if (words === '') return [];
  const quote = el('q', { class: 'small', dir: 'auto' }, words);
  return [el('div', {}, isMarked ? el('button', { type: 'button', class: 'quote', title: t('marked_show', sentence) }, quote) : quote)];
}

function leadList({ targets }: Told): HTMLElement[] {
  const all = new Map(targets.map((target) => [leads(target), target]));
  if (all.size === 0) return [];
  const rest = all.size - LEADS;
  const items = [...[...all.values()].slice(0, LEADS).map((target) => leadOf(target)), ...(rest > 0 ? [el('span', {}, counted('leads_more', rest))] : [])];
  return [part('verdict-leads', t('leads_title'), el('ul', {}, ...items.map((lead) => el('li', { dir: 'auto' }, lead))))];
}

/** Where a link leads, with the name that counts standing out. */
export function leadOf(target: Target): HTMLElement {
  const sentence = leads(target);
  const at = target.name === '' ? -1 : sentence.indexOf(target.name);
  if (at < 0) return el('span', {}, sentence);
  return el('span', {}, sentence.slice(0, at), el('bdi', { class: 'host' }, target.name), sentence.slice(at + target.name.length));
}

function guideLink(scam: Judged['scam']): HTMLElement {
  const [href, words] = scam ? [`/guide.html#/${scam.guide}`, t('open_guide')] : ['/guide.html', t('link_guides')];
  return el('a', { class: 'button', href, target: '_blank' }, words);
}
