import { browser } from '../browser';
import { grantedSites } from '../granted';
import { covers, READ_FROM_THE_START } from '../hosts';
import type { SiteAdapter } from '../page/adapter';
import { jsonOf, KIND } from '../pack/container';
import { loadPack } from '../pack/files';
import { policy } from '../updates/managed';

/** Where WXT puts the content script; the manifest names the same file for the sites read from the start. */
const READER = '/content-scripts/content.js' as const;
const REGISTERED = 'granted-sites';

let adapters: Promise<SiteAdapter[]> | null = null;

/** Those of the rules in use, without the ones that a workplace has not chosen. */
export function allAdapters(): Promise<SiteAdapter[]> {
  if (adapters) return adapters;
  const reading = readAdapters().catch((cause: unknown) => {
    if (adapters === reading) adapters = null;
    throw cause;
  });
  return (adapters = reading);
}

/** Other rules are in use: their adapters are read at the next need. */
export function forgetAdapters(): void {
  adapters = null;
}

async function readAdapters(): Promise<SiteAdapter[]> {
  const [pack, { sites }] = await Promise.all([loadPack('sites'), policy()]);
  const found = jsonOf(pack, KIND.sites);
  return chosen(Array.isArray(found) ? (found as SiteAdapter[]) : [], sites);
}

/** Our demo is nobody's mail: it stays. */
export const chosen = (list: SiteAdapter[], sites: readonly string[] | null): SiteAdapter[] =>
  sites === null ? list : list.filter(({ id }) => id === DEMO || sites.includes(id));

/** The adapters that may fit a page at that address, those that name its host first. The page itself decides. */
export async function adaptersFor(url: string, own: boolean, inFrame: boolean): Promise<SiteAdapter[]> {
  return fitting(await allAdapters(), url, own, inFrame);
}

export const adapterOf = async (id: string): Promise<SiteAdapter | undefined> => (await allAdapters()).find((one) => one.id === id);

/** Our demo mailbox is read by an adapter of its own, which is tried nowhere else. */
const DEMO = 'demo';

/** An adapter without match patterns reads software that runs under any host (Roundcube); one made for no site at all comes last. */
export function fitting(list: readonly SiteAdapter[], url: string, own: boolean, inFrame: boolean): SiteAdapter[] {
  if (own) return list.filter(({ id }) => id === DEMO);
  const others = list.filter(({ id }) => id !== DEMO);
  // Where a site is read from its top alone, its frames are advertisements and bodies: nothing for a reader of their own.
  if (inFrame) return inFrames(others, url);
  return ranked(others, url);
}

function inFrames(list: readonly SiteAdapter[], url: string): SiteAdapter[] {
  const isNamed = list.some(({ matches }) => matches.some((pattern) => covers(pattern, url)));
  const found = ranked(list, url).filter(({ frames }) => frames === 'each');
  return isNamed && !found.some(({ matches }) => matches.length > 0) ? [] : found;
}

function ranked(others: readonly SiteAdapter[], url: string): SiteAdapter[] {
  const named = others.filter(({ matches }) => matches.some((pattern) => covers(pattern, url)));
  const anywhere = others.filter(({ matches }) => matches.length === 0);
  return [...named, ...anywhere.filter(({ best_effort }) => !best_effort), ...anywhere.filter(({ best_effort }) => best_effort)];
}

/**
 * Brings the registered reader in line with what is granted now. Browsers forget registrations when the extension is
 * updated, and grants change outside our pages: called after both.
 */
export async function registerReader(): Promise<void> {
  const matches = await grantedSites();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTERED] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [REGISTERED] });
    return;
  }
  const script = {
    id: REGISTERED,
    js: [READER],
    matches,
    // These pages have the reader already: twice would be two warnings.
    excludeMatches: [...READ_FROM_THE_START],
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_end' as const,
    persistAcrossSessions: true,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Starts reading in pages of a newly allowed site that are open already. */
export async function readOpenPages(origins: string[]): Promise<void> {
  for (const tab of await browser.tabs.query({ url: origins })) {
    if (tab.id === undefined) continue;
    await browser.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, files: [READER] }).catch(() => undefined);
  }
}
