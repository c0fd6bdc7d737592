import type { ReportChannel, Section } from './guide-data';

/** What may have happened to a reader, the most urgent first: where money can still be stopped, then what lets them in again. */
const URGENCY = [
  'paid-transfer',
  'paid-cash',
  'paid-card',
  'card',
  'paid-app',
  'paid-gift-card',
  'paid-crypto',
  'software',
  'code',
  'password',
  'identity',
  'called',
  'clicked',
  'replied',
  'nothing',
] as const;
export type Happened = (typeof URGENCY)[number];

/** As they are asked for: from the least to the most, and how something was paid by itself. */
export const DID: readonly Happened[] = ['nothing', 'replied', 'clicked', 'called', 'password', 'code', 'card', 'software', 'identity'];
export const PAID: readonly Happened[] = ['paid-transfer', 'paid-card', 'paid-app', 'paid-gift-card', 'paid-crypto', 'paid-cash'];

/** Goes with nothing else. */
const NOTHING: Happened = 'nothing';

export const isHappened = (id: string): id is Happened => URGENCY.some((one) => one === id);

/** A choice more or less. Nothing at all and something exclude each other. */
export function pick(picked: ReadonlySet<Happened>, id: Happened, on: boolean): Set<Happened> {
  const others = [...picked].filter((one) => one !== id && (!on || (one === NOTHING) === (id === NOTHING)));
  return new Set(on ? [...others, id] : others);
}

const urgency = (id: string): number => (isHappened(id) ? URGENCY.indexOf(id) : URGENCY.length);

/** The parts to show, in their order: as the guide has them until something is picked, then what fits, the most urgent first. */
export function inOrder<P extends Pick<Section, 'id'>>(parts: readonly P[], picked: ReadonlySet<Happened>): P[] {
  if (picked.size === 0) return [...parts];
  return parts.filter(({ id }) => isHappened(id) && picked.has(id)).sort((a, b) => urgency(a.id) - urgency(b.id));
}

/** Somebody's money can be gone, or go: then the bank comes before everything. */
export const isMoney = (id: string): boolean => id === 'card' || id.startsWith('paid-');
export const involvesMoney = (picked: ReadonlySet<Happened>): boolean => [...picked].some(isMoney);

/** The purpose of channels that help with lost money. */
export const MONEY_LOST = 'lost-money';

/** Numbers beside the steps are for use at once; the report section has all of them. */
const MOST_BESIDE = 3;

/** What a channel has to be for, to stand beside these steps. A code or a stranger in the device opens the bank as well. */
function purposesFor(id: string): readonly string[] {
  if (isMoney(id) || id === 'software' || id === 'code') return [MONEY_LOST];
  if (id === 'identity' || id === 'password') return ['identity'];
  if (id === 'called') return ['call'];
  return ['message', 'email', 'sms'];
}

/** The country's channels for that part of the steps. Where money can go out, what answers at once comes first. */
export function besideSteps(id: string, channels: readonly ReportChannel[]): ReportChannel[] {
  const purposes = purposesFor(id);
  const fitting = channels.filter(({ purpose }) => purpose.some((one) => purposes.includes(one)));
  const ordered = purposes.includes(MONEY_LOST) ? [...fitting.filter(({ kind }) => kind === 'phone'), ...fitting.filter(({ kind }) => kind !== 'phone')] : fitting;
  return ordered.slice(0, MOST_BESIDE);
}

/** The number in the country that stands for the banks or for money that is going out; null where there is none. */
export const moneyLine = (channels: readonly ReportChannel[]): ReportChannel | null => channels.find(({ kind, purpose }) => kind === 'phone' && purpose.includes(MONEY_LOST)) ?? null;
