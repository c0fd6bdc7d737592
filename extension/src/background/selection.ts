import { browser, ownUrl, type Browser } from '../browser';
import type { Engine } from '../engine/engine';
import { t } from '../i18n';
import type { Answers, BackgroundNotice } from '../protocol';
import type { Settings } from '../settings';
import { checkedImage, checkedLink, checkedText, isEmpty, unreadImage, type Checked } from './checked';
import { careOf, plainly } from './choices';
import { shownOf } from './shown';
import type { Steps } from './steps';
import { waysOf } from './ways';

const MENU = { selection: 'check-selection', link: 'check-link', image: 'check-image' } as const;
/** Built from `entrypoints/selection.ts`: shows one verdict as a card, on any page. */
const CARD = '/selection.js' as const;
/** How long a handed-over text waits for its page. */
const HANDOFF_MS = 60_000;

/** Without a verdict when the engine failed: then the page tries again, and says so. */
type Handed = NonNullable<Answers['handoff']>;

/** Texts on their way to the check page: in memory, given out once, gone after a minute. */
export class Handoff {
  readonly #waiting = new Map<string, Handed>();

  put(handed: Handed): string {
    const token = crypto.randomUUID();
    this.#waiting.set(token, handed);
    setTimeout(() => this.#waiting.delete(token), HANDOFF_MS);
    return token;
  }

  take(token: string): Handed | null {
    const found = this.#waiting.get(token) ?? null;
    this.#waiting.delete(token);
    return found;
  }
}

export function createMenu(): void {
  browser.contextMenus.removeAll(() => {
    browser.contextMenus.create({ id: MENU.selection, title: t('menu_check'), contexts: ['selection'] });
    browser.contextMenus.create({ id: MENU.link, title: t('menu_check_link'), contexts: ['link'] });
    browser.contextMenus.create({ id: MENU.image, title: t('menu_check_image'), contexts: ['image'] });
  });
}

/** The right-click and the keyboard's way to "is this a scam?", on any page and without a permission for it. */
export class SelectionCheck {
  readonly #engine: Engine;
  readonly #steps: Steps;
  readonly #handoff: Handoff;
  readonly #settings: () => Promise<Settings>;
  /** What was checked last in each tab, for "more" on its card. In memory only. */
  readonly #last = new Map<number, Handed>();

  constructor(engine: Engine, steps: Steps, handoff: Handoff, settings: () => Promise<Settings>) {
    this.#engine = engine;
    this.#steps = steps;
    this.#handoff = handoff;
    this.#settings = settings;
  }

  forget(tabId: number): void {
    this.#last.delete(tabId);
  }

  async fromMenu(info: Browser.contextMenus.OnClickData, tab: Browser.tabs.Tab | undefined): Promise<void> {
    const frameId = info.frameId ?? 0;
    const checked = await checkedOf(info, tab?.id, frameId);
    if (checked) await this.#check(checked, tab?.id, frameId);
  }

  /** The command has no selection of its own: ask the frames of the page for theirs. False when nothing is selected. */
  async fromCommand(tab: Browser.tabs.Tab | undefined): Promise<boolean> {
    const chosen = tab?.id === undefined ? null : await selectionIn(tab.id);
    if (chosen) await this.#check(checkedText(chosen.text), tab?.id, chosen.frameId);
    return chosen !== null;
  }

  /** The last check of that tab, in the check page. */
  async open(tabId: number): Promise<void> {
    await this.#open(this.#last.get(tabId) ?? null);
  }

  async #check({ at, message }: Checked, tabId: number | undefined, frameId: number): Promise<void> {
    // Both at once: the card's script is in place by the time the verdict is.
    const placed = tabId === undefined || tabId < 0 ? Promise.resolve(false) : placeCard(tabId, frameId);
    const empty = isEmpty(message);
    const settings = await this.#settings();
    const [judged] = await Promise.all([empty ? null : this.#engine.scan(message, careOf(settings)).catch(() => null), this.#steps.load()]);
    const verdict = judged && plainly(judged, this.#steps);
    const handed: Handed = { text: message.body, links: message.links, verdict };
    const shown = verdict ? shownOf(verdict, settings, message.links) : empty ? unreadImage() : null;
    if (tabId !== undefined) this.#last.set(tabId, handed);
    if (shown && (await placed) && tabId !== undefined && (await show(tabId, frameId, { kind: 'check-verdict', at, shown, ways: waysOf(settings) }))) return;
    await this.#open(handed);
  }

  async #open(handed: Handed | null): Promise<void> {
    await browser.tabs.create({ url: ownUrl('/check.html') + (handed ? `#${this.#handoff.put(handed)}` : '') });
  }
}

async function checkedOf(info: Browser.contextMenus.OnClickData, tabId: number | undefined, frameId: number): Promise<Checked | null> {
  const { menuItemId, selectionText, linkUrl = '', srcUrl = '' } = info;
  // Firefox alone tells the words of a link.
  const { linkText } = info as { linkText?: string };
  if (menuItemId === MENU.selection) return selectionText ? checkedText(selectionText) : null;
  if (menuItemId === MENU.link) return linkUrl ? checkedLink(linkUrl, linkText ?? (await wordsFor(tabId, frameId, 'link', linkUrl))) : null;
  if (menuItemId === MENU.image) return srcUrl ? checkedImage(srcUrl, await wordsFor(tabId, frameId, 'image', srcUrl), linkUrl) : null;
  return null;
}

/** The words of the link or picture of that address; '' when the page cannot be asked. */
async function wordsFor(tabId: number | undefined, frameId: number, what: 'link' | 'image', address: string): Promise<string> {
  if (tabId === undefined || tabId < 0) return '';
  const [found] = await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, func: wordsAt, args: [what, address], injectImmediately: true }).catch(() => []);
  return typeof found?.result === 'string' ? found.result : '';
}

/** Runs in the page: nothing from outside of it is there. */
function wordsAt(what: 'link' | 'image', address: string): string {
  const longest = 20_000;
  if (what === 'link') {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].find(({ href }) => href === address);
    return (link?.innerText || link?.getAttribute('aria-label') || '').slice(0, longest);
  }
  const image = [...document.images].find(({ currentSrc, src }) => currentSrc === address || src === address);
  const caption = image?.closest('figure')?.querySelector('figcaption')?.innerText ?? '';
  return [image?.alt, image?.title, image?.getAttribute('aria-label'), caption].filter(Boolean).join('\n').slice(0, longest);
}

function placeCard(tabId: number, frameId: number): Promise<boolean> {
  return browser.scripting
    .executeScript({ target: { tabId, frameIds: [frameId] }, files: [CARD], injectImmediately: true })
    .then(() => true, () => false);
}

async function show(tabId: number, frameId: number, notice: BackgroundNotice): Promise<boolean> {
  return (await browser.tabs.sendMessage(tabId, notice, { frameId }).catch(() => false)) === true;
}

async function selectionIn(tabId: number): Promise<{ text: string; frameId: number } | null> {
  const found = await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: () => (getSelection()?.toString() ?? '').slice(0, 1_200_000) })
    .catch(() => []);
  for (const { result, frameId } of found) if (typeof result === 'string' && result.trim()) return { text: result, frameId };
  return null;
}

