import type { SiteAdapter } from '../page/adapter';
import { fits, isId, isListOf, misshapen, type Frame } from './shape-text';

/** Three times today's. */
const MOST_ADAPTERS = 100;
/** The longest list today has 24 entries, the longest selector 285 characters. */
const MOST_ENTRIES = 64;
const LONGEST_ENTRY = 1_000;
const LONGEST_NAME = 60;

const isEntry = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_ENTRY && !/\p{Cc}/u.test(value);
const isEntries = (value: unknown): boolean => isListOf(value, MOST_ENTRIES, isEntry);

/** `https`, a host of at least two names, and a path: an update names no more hosts than a person could read. */
const isPattern = (value: unknown): value is string =>
  isEntry(value) && /^https:\/\/(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\/[^\s]*$/.test(value);
const isPatterns = (value: unknown): boolean => isListOf(value, MOST_ENTRIES, isPattern);

/** Names of attributes. */
const isNames = (value: unknown): boolean => isListOf(value, MOST_ENTRIES, (entry): entry is string => typeof entry === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(entry));
const oneOf = (...names: string[]) => (value: unknown): boolean => typeof value === 'string' && names.includes(value);
const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_NAME && !/[\p{Cc}<>]/u.test(value);
const isPlace = oneOf('before', 'after', 'first', 'last');

/** Held together with `SiteAdapter` by the compiler: a field that one of them has and the other has not is an error. */
const SITE: { [Field in keyof Required<SiteAdapter>]: (value: unknown) => boolean } = {
  id: isId,
  name: isName,
  matches: isPatterns,
  detect: isEntries,
  channel: oneOf('email', 'sms', 'chat'),
  frames: oneOf('top', 'each'),
  view: isEntries,
  message: isEntries,
  key: isEntries,
  body: (value) => isEntries(value) && (value as unknown[]).length > 0,
  quoted: isEntries,
  clipped: isEntries,
  subject: isEntries,
  sender_name: isEntries,
  sender_address: isEntries,
  sender_number: isEntries,
  reply_to: isEntries,
  noise: isEntries,
  own: isEntries,
  received: isEntries,
  own_side: oneOf('start', 'end'),
  account: isEntries,
  sent: isEntries,
  group: isEntries,
  collapsed: isEntries,
  skip: isEntries,
  banner: isEntries,
  banner_at: isPlace,
  frame_matches: isPatterns,
  frame_body: isEntries,
  row: isEntries,
  row_more: isEntries,
  row_key: isEntries,
  row_sender: isEntries,
  row_address: isEntries,
  row_subject: isEntries,
  row_snippet: isEntries,
  row_mark: isEntries,
  row_mark_at: isPlace,
  best_effort: (value) => typeof value === 'boolean',
  changes: isNames,
};
const ALWAYS: readonly string[] = ['id', 'name', 'matches', 'channel', 'body'];
const FRAME: Frame = Object.fromEntries(Object.entries(SITE).map(([name, is]) => [ALWAYS.includes(name) ? name : `${name}?`, is]));

/** The sites part of an update. Throws [`Refused`] unless it is a list of adapters with known fields within their limits. */
export function checkSites(json: unknown): void {
  if (!Array.isArray(json) || json.length === 0 || json.length > MOST_ADAPTERS) throw misshapen('no list of site adapters');
  for (const entry of json as unknown[]) if (!fits(entry, FRAME)) throw misshapen(`a site adapter is not as it must be: ${JSON.stringify((entry as { id?: unknown } | null)?.id)}`);
  if (new Set((json as SiteAdapter[]).map(({ id }) => id)).size !== json.length) throw misshapen('two site adapters of one name');
}
