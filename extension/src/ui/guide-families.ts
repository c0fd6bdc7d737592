import { t } from '../i18n';
import type { Guide } from './guide-data';

/** Families of scams, by the picture that their guides share; what is met most comes first. */
const ORDER = ['parcel', 'bank', 'account', 'code', 'support', 'invoice', 'family', 'romance', 'investment', 'job', 'market', 'prize', 'office', 'road', 'work', 'threat', 'charity'] as const;

export interface Family {
  /** The picture's name; '' for guides that have none. */
  id: string;
  name: string;
  guides: Guide[];
}

export function familyName(picture: string): string {
  const known = ORDER.find((id) => id === picture);
  return t(`family_${known ?? 'other'}`);
}

/** The guides by family, in each as they are named. Families without guides are left out. */
export function familiesOf(guides: readonly Guide[], language?: string): Family[] {
  const byTitle = guides.toSorted((a, b) => a.title.localeCompare(b.title, language));
  const known = (id: string): boolean => ORDER.some((one) => one === id);
  return [...ORDER, '']
    .map((id) => ({ id, name: familyName(id), guides: byTitle.filter(({ picture }) => (known(picture) ? picture === id : id === '')) }))
    .filter((family) => family.guides.length > 0);
}

/** The guide after this one in its family, from the last to the first; null where it is the only one. */
export function nextOf(guide: Guide, guides: readonly Guide[], language?: string): Guide | null {
  const family = familiesOf(guides, language).find((one) => one.guides.some(({ id }) => id === guide.id))?.guides ?? [];
  if (family.length < 2) return null;
  return family[(family.findIndex(({ id }) => id === guide.id) + 1) % family.length] ?? null;
}
