import { browser } from '../browser';
import { isFields } from './json';
import { isId, isListOf } from './shape-text';

/** What a workplace has laid down for its people, through the browser's own policies. */
export interface Policy {
  /** Fixes the switch; null leaves it to the user. */
  on: boolean | null;
  /** The only place that rules may come from. `packaged`: only those of the release. */
  source: 'host' | 'file' | 'packaged' | null;
  /** Ids of the adapters that are read; null: all. */
  sites: readonly string[] | null;
}

const NONE: Policy = { on: null, source: null, sites: null };
/** More names than there are sites. */
const MOST_SITES = 1_000;

/** Each key by itself: one that is unknown or of another type is as good as not there. */
export function policyOf(stored: unknown): Policy {
  if (!isFields(stored)) return NONE;
  const { updates, source, sites } = stored;
  return {
    on: typeof updates === 'boolean' ? updates : null,
    source: (['host', 'file', 'packaged'] as const).find((known) => known === source) ?? null,
    sites: isListOf(sites, MOST_SITES, isId) ? sites : null,
  };
}

let known: Promise<Policy> | null = null;

/** Kept until it changes: Chromium knows of no policy yet in the first seconds after the extension was installed. */
export function policy(): Promise<Policy> {
  known ??= read();
  return known;
}

/** Another policy has been laid down: the next question reads it. */
export const forgetPolicy = (): void => void (known = null);

async function read(): Promise<Policy> {
  try {
    // Not there in every browser; Firefox rejects when nobody has laid anything down.
    return policyOf(await (browser.storage.managed as { get(keys: null): Promise<unknown> } | undefined)?.get(null));
  } catch {
    return NONE;
  }
}
