import { browser, ownUrl, type Browser } from '../browser';
import type { Engine } from '../engine/engine';
import { t } from '../i18n';
import { LIMITS, type Answers, type BackgroundNotice, type Message, type Verdict } from '../protocol';
import type { FirstSteps } from './first-steps';

const MENU = 'check-selection';
/** Built from `entrypoints/selection.ts`: shows one verdict as a card, on any page. */
const CARD = '/selection.js' as const;
/** How long a handed-over text waits for its page. */
const HANDOFF_MS = 60_000;

/** Text of unknown origin as the engine takes it. */
export function messageOf(text: string, links: Message['links'] = []): Message {
  return {
    channel: 'selection',
    subject: '',
    body: text.slice(0, LIMITS.body),
    hidden: '',
    sender: { name: '', address: '', number: '' },
    replyTo: '',
    links: links.slice(0, LIMITS.links),
    turns: [],
  };
}

/** Without a verdict when the engine failed: then the page tries again, and says so. */
type Handed = NonNullable<Answers['handoff']>;

/** Texts on their way to the check page: in memory, given out once, gone after a minute. */
export class Handoff {
  readonly #waiting = new Map<string, Handed>();

  put(text: string, verdict: Verdict | null): string {
    const token = crypto.randomUUID();
    this.#waiting.set(token, { text, verdict });
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
    browser.contextMenus.create({ id: MENU, title: t('menu_check'), contexts: ['selection'] });
  });
}

/** The right-click and the keyboard's way to "is this a scam?", on any page and without a permission for it. */
export class SelectionCheck {
  readonly #engine: Engine;
  readonly #steps: FirstSteps;
  readonly #handoff: Handoff;

  constructor(engine: Engine, steps: FirstSteps, handoff: Handoff) {
    this.#engine = engine;
    this.#steps = steps;
    this.#handoff = handoff;
  }

  async fromMenu(info: Browser.contextMenus.OnClickData, tab: Browser.tabs.Tab | undefined): Promise<void> {
    if (info.menuItemId !== MENU || !info.selectionText) return;
    await this.#check(info.selectionText, tab?.id, info.frameId ?? 0);
  }

  /** The command has no selection of its own: ask the frames of the page for theirs. Without one, the check page. */
  async fromCommand(tab: Browser.tabs.Tab | undefined): Promise<void> {
    const chosen = tab?.id === undefined ? null : await selectionIn(tab.id);
    if (chosen) await this.#check(chosen.text, tab?.id, chosen.frameId);
    else await browser.tabs.create({ url: ownUrl('/check.html') });
  }

  async #check(text: string, tabId: number | undefined, frameId: number): Promise<void> {
    const message = messageOf(text);
    // Both at once: the card's script is in place by the time the verdict is.
    const placed = tabId === undefined || tabId < 0 ? Promise.resolve(false) : placeCard(tabId, frameId);
    const [judged] = await Promise.all([this.#engine.scan(message).catch(() => null), this.#steps.load()]);
    const verdict = judged && this.#steps.with(judged);
    if (verdict && (await placed) && tabId !== undefined && (await show(tabId, frameId, { kind: 'selection-verdict', text: message.body, verdict }))) return;
    await browser.tabs.create({ url: `${ownUrl('/check.html')}#${this.#handoff.put(message.body, verdict)}` });
  }
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
