import * as dom from '../page/dom';
import type { LinkWords, Ways } from '../protocol';
import { float, onAway } from './float';
import { host, onPress, type Tone } from './parts';

export const GUARD = 'caveat-guard';

/** Long enough to read one line, so that nobody opens the link by the second half of a double click. */
export const MOMENT_MS = 2_000;

/** What can be activated and leads somewhere. `role=link` is what some webmail makes of the links in a mail. */
const ACTIVE = 'a, area, button, input, [role=link], [data-href]';
/** Files that a message brings, wherever the application draws them. */
const ATTACHED = '[download], [download_url]';

/** A message whose links are asked about. */
export interface Guarded {
  /** Links anywhere in these. */
  bodies: readonly Element[];
  /** Of these only what brings a file: around the body stands the application, which has links of its own. */
  around: Element | null;
  links: readonly LinkWords[];
  /** Asked for when there is something to show: it looks at styles all the way up. */
  tone: () => Tone;
}

/** The event types that reach a page before or instead of a click; held back, so that no script of the page acts on them. */
const HELD = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend', 'dblclick', 'keydown', 'keyup'] as const;
/** Those by which a link, a button or a form is activated. */
const ACTS = ['click', 'auxclick', 'dragstart', 'submit', 'contextmenu'] as const;

interface Asked {
  link: Element;
  address: string;
  event: Event;
}

/**
 * Asks before a link in a message at `danger` leads away: names where it really goes, with "Stay here" first. Hears what
 * people do, in the window's capture phase and so before the page; what scripts do is not theirs to ask about. The
 * browser's own menu cannot be held back: there the card stands beside it.
 */
export class LinkGuard {
  readonly #ways: () => Ways | null;
  readonly #signal: AbortSignal;
  readonly #heard = new WeakSet<Window>();
  /** What the user has said "open anyway" to, for as long as the page lives. */
  readonly #allowed = new WeakMap<Element, string>();
  #guarded: readonly Guarded[] = [];
  #opening: Element | null = null;
  #close: (() => void) | null = null;

  constructor(ways: () => Ways | null, signal: AbortSignal) {
    this.#ways = ways;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#close?.());
  }

  /** These messages, and no others, from now on. */
  set(guarded: readonly Guarded[]): void {
    this.#guarded = guarded;
    if (guarded.length === 0) this.#close?.();
    for (const { bodies } of guarded) for (const body of bodies) this.#hear(body);
  }

  #hear(body: Element): void {
    const doc = dom.documentOf(body);
    const view = doc && dom.windowOf(doc);
    if (!view || this.#heard.has(view)) return;
    this.#heard.add(view);
    const options = { signal: this.#signal, capture: true };
    for (const name of HELD) view.addEventListener(name, (event) => this.#hold(event), options);
    for (const name of ACTS) view.addEventListener(name, (event) => this.#act(event), options);
  }

  /** The guarded link that an event is about, and its message. */
  #find(event: Event): (Asked & { guarded: Guarded }) | null {
    if (!event.isTrusted || !this.#ways()?.guard) return null;
    const path = dom.passed(event);
    const link = path.find((element) => (event.type === 'submit' ? dom.localName(element) === 'form' : dom.is(element, ACTIVE) || dom.is(element, ATTACHED)));
    if (!link) return null;
    const guarded = this.#guarded.find(({ bodies, around }) => bodies.some((body) => path.includes(body)) || (around !== null && path.includes(around) && path.some((element) => dom.is(element, ATTACHED))));
    const address = guarded ? addressOf(link) : '';
    // A place on this page, or a button of the mail that does nothing by itself.
    if (!guarded || address === '' || address.startsWith('#')) return null;
    if (link === this.#opening || this.#allowed.get(link) === address) return null;
    return { link, address, event, guarded };
  }

  #hold(event: Event): void {
    const { key } = event as Partial<KeyboardEvent>;
    if (key !== undefined && key !== 'Enter' && key !== ' ') return;
    if (this.#find(event)) event.stopImmediatePropagation();
  }

  #act(event: Event): void {
    // The right button only opens the browser's menu.
    const found = event.type === 'auxclick' && (event as MouseEvent).button === 2 ? null : this.#find(event);
    if (!found) return;
    event.stopImmediatePropagation();
    if (event.type !== 'contextmenu') event.preventDefault();
    this.#ask(found, found.guarded, event.type !== 'contextmenu');
  }

  #ask(asked: Asked, { links, tone }: Guarded, takesFocus: boolean): void {
    const ways = this.#ways();
    const doc = dom.documentOf(asked.link);
    if (!ways || !doc) return;
    this.#close?.();
    const { words } = ways;
    const over = new AbortController();
    const leads = links.find(({ href }) => href === asked.address)?.leads ?? words.guard_leads.replace('$1', () => plainTarget(asked.address, doc));
    const made = host(doc, GUARD, 'danger', ways.templates.guard, { ...words, leads, name: `${words.guard_title} ${leads}` }, ways, tone());
    const { box, guard_stay: stay, guard_open: open } = made.parts as Record<'box' | 'guard_stay' | 'guard_open', HTMLElement>;
    const close = (goesBack: boolean): void => {
      this.#close = null;
      over.abort();
      dom.remove(made.host);
      if (goesBack && dom.isConnected(asked.link)) (asked.link as HTMLElement).focus?.({ preventScroll: true });
    };
    this.#close = () => close(false);
    onPress(stay, () => close(true));
    onPress(open, () => {
      if (open.ariaDisabled) return;
      close(false);
      // The page may have given the link another address while the card stood there: then that is asked about.
      if (addressOf(asked.link) === asked.address) this.#open(asked);
    });
    dom.windowOf(doc)?.setTimeout(() => (open.ariaDisabled = null), MOMENT_MS);
    // Between its two buttons, until it is answered.
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Tab') return;
      event.preventDefault();
      (made.root.activeElement === stay ? open : stay).focus();
    });
    onAway(doc, made.host, over.signal, close);
    float(doc, made.host, dom.box(asked.link), ways.direction === 'rtl');
    if (takesFocus) stay.focus({ preventScroll: true });
  }

  /** The way the user wanted it: in a new tab if they asked for one. The page's own handling of its links stays as it is. */
  #open({ link, address, event }: Asked): void {
    this.#allowed.set(link, address);
    if (dom.localName(link) === 'form') return HTMLFormElement.prototype.requestSubmit.call(link as HTMLFormElement);
    const view = dom.windowOf(dom.documentOf(link) as Document);
    if (!view) return;
    const { type, ctrlKey = false, metaKey = false, shiftKey = false } = event as Partial<MouseEvent>;
    const isMiddle = type === 'auxclick';
    this.#opening = link;
    link.dispatchEvent(new view.MouseEvent('click', { bubbles: true, cancelable: true, composed: true, view, shiftKey, ctrlKey: isMiddle || ctrlKey, metaKey: isMiddle || metaKey }));
    this.#opening = null;
  }
}

/** Where an address may stand, the first that is there counts. */
const ADDRESSES = ['formaction', 'href', 'xlink:href', 'data-href', 'download_url', 'action'];

/** The address of whatever leads somewhere, as it is written; '' when it leads nowhere. */
function addressOf(element: Element): string {
  const name = dom.localName(element);
  const sends = name === 'button' || name === 'input';
  if (sends && !/^(submit|image)$/i.test(dom.attribute(element, 'type') ?? (name === 'button' ? 'submit' : ''))) return '';
  const form = sends ? dom.around(element, 'form') : null;
  const written = ADDRESSES.map((attribute) => dom.attribute(element, attribute) ?? (form && attribute === 'action' ? dom.attribute(form, attribute) : null));
  return written.find((address) => address !== null)?.trim() ?? '';
}

/** What can be said of an address that the engine has not read: its host, its scheme, or how it begins. */
function plainTarget(address: string, doc: Document): string {
  const url = URL.parse(address, doc.baseURI);
  return url?.host || url?.protocol || address.slice(0, 80);
}
