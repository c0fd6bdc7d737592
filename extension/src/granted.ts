import { browser } from './browser';
import { READ_FROM_THE_START } from './hosts';

/** Firefox names the sites of the manifest among the granted ones, each by its whole host. */
const KNOWN = new Set(READ_FROM_THE_START.flatMap((pattern) => [pattern, pattern.replace(/^(\w+:\/\/[^/]+\/).*$/, '$1*')]));

/** Of these patterns, those that the user has added to the sites read from the start. */
export const added = (origins: readonly string[]): string[] => origins.filter((pattern) => !KNOWN.has(pattern)).sort();

/** The sites that the user has allowed on top of those read from the start. */
export async function grantedSites(): Promise<string[]> {
  return added((await browser.permissions.getAll()).origins ?? []);
}

export const mayAccess = (pattern: string): Promise<boolean> => browser.permissions.contains({ origins: [pattern] });
