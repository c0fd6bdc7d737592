/**
 * The DOM as the browser made it. In a page, `form.parentNode` or `document.querySelector` may be an input that is named
 * so (named properties shadow the prototype even for us), so every access goes through the prototype's own function.
 */

function descriptor(prototype: object, name: string): PropertyDescriptor {
  let at = prototype;
  for (;;) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
    // Runs out with a TypeError where the name is a mistake of ours: that shows at the first start.
    at = Object.getPrototypeOf(at) as object;
  }
}

function getter<O extends object, V>(prototype: object, name: string): (of: O) => V {
  const get = descriptor(prototype, name).get as () => unknown;
  return (of) => get.call(of) as V;
}

function method<O extends object, A extends unknown[], V>(prototype: object, name: string): (of: O, ...args: A) => V {
  const call = descriptor(prototype, name).value as (...args: A) => V;
  return (of, ...args) => call.apply(of, args);
}

export const firstChild = getter<Node, Node | null>(Node.prototype, 'firstChild');
export const nextSibling = getter<Node, Node | null>(Node.prototype, 'nextSibling');
export const nextElement = getter<Element, Element | null>(Element.prototype, 'nextElementSibling');
export const previousElement = getter<Element, Element | null>(Element.prototype, 'previousElementSibling');
export const parentOf = getter<Node, Node | null>(Node.prototype, 'parentNode');
export const parentElement = getter<Node, Element | null>(Node.prototype, 'parentElement');
export const nodeType = getter<Node, number>(Node.prototype, 'nodeType');
export const isConnected = getter<Node, boolean>(Node.prototype, 'isConnected');
export const documentOf = getter<Node, Document | null>(Node.prototype, 'ownerDocument');
export const textOf = getter<Element, string>(Element.prototype, 'textContent');
export const contains = method<Node, [Node | null], boolean>(Node.prototype, 'contains');
export const compare = method<Node, [Node], number>(Node.prototype, 'compareDocumentPosition');
export const insertBefore = method<Node, [Node, Node | null], Node>(Node.prototype, 'insertBefore');

export const data = getter<CharacterData, string>(CharacterData.prototype, 'data');
export const localName = getter<Element, string>(Element.prototype, 'localName');
export const attribute = method<Element, [string], string | null>(Element.prototype, 'getAttribute');
export const hasAttribute = method<Element, [string], boolean>(Element.prototype, 'hasAttribute');
export const box = method<Element, [], DOMRect>(Element.prototype, 'getBoundingClientRect');
export const remove = method<Element, [], void>(Element.prototype, 'remove');
const matches = method<Element, [string], boolean>(Element.prototype, 'matches');
const closest = method<Element, [string], Element | null>(Element.prototype, 'closest');
const elementAll = method<Element, [string], NodeListOf<Element>>(Element.prototype, 'querySelectorAll');

const fragmentAll = method<DocumentFragment, [string], NodeListOf<Element>>(DocumentFragment.prototype, 'querySelectorAll');
const documentAll = method<Document, [string], NodeListOf<Element>>(Document.prototype, 'querySelectorAll');
export const windowOf = getter<Document, (Window & typeof globalThis) | null>(Document.prototype, 'defaultView');
export const rootOf = getter<Document, Element | null>(Document.prototype, 'documentElement');
export const pageBody = getter<Document, HTMLElement | null>(Document.prototype, 'body');
export const create = method<Document, [string], HTMLElement>(Document.prototype, 'createElement');
export const createNS = method<Document, [string, string], Element>(Document.prototype, 'createElementNS');
export const createRange = method<Document, [], Range>(Document.prototype, 'createRange');
const openShadow = getter<Element, ShadowRoot | null>(Element.prototype, 'shadowRoot');
const shadowHost = getter<ShadowRoot, Element>(ShadowRoot.prototype, 'host');
const assigned = method<HTMLSlotElement, [], Node[]>(HTMLSlotElement.prototype, 'assignedNodes');
const frameWindow = getter<HTMLIFrameElement, Window | null>(HTMLIFrameElement.prototype, 'contentWindow');
const frameDocument = getter<HTMLIFrameElement, Document | null>(HTMLIFrameElement.prototype, 'contentDocument');

export const ELEMENT = 1;
export const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;

export function isElement(node: Node | null): node is Element {
  return node !== null && nodeType(node) === ELEMENT;
}

/** Leads from an element into its open shadow: `mail-list >>> .item`, or `:scope >>> .item` from the element looked in. */
const INTO_SHADOW = ' >>> ';

/** Every match inside; an invalid selector (a newer pack's) matches nothing. */
export function all(scope: Document | Element, selector: string): Element[] {
  if (!selector.includes(INTO_SHADOW)) return plainAll(scope, selector);
  const [first = '', ...deeper] = selector.split(INTO_SHADOW);
  return deeper.reduce((hosts, inner) => shadowsOf(hosts).flatMap((root) => shadowAll(root, inner)), isElement(scope) && first === ':scope' ? [scope] : plainAll(scope, first));
}

/** The shadows through which such a selector leads. */
export function shadowsOn(scope: Document, selector: string): ShadowRoot[] {
  const parts = selector.split(INTO_SHADOW);
  return parts.slice(1).flatMap((_, i) => shadowsOf(all(scope, parts.slice(0, i + 1).join(INTO_SHADOW))));
}

const shadowsOf = (hosts: readonly Element[]): ShadowRoot[] => hosts.flatMap((host) => shadowOf(host) ?? []);

function shadowAll(root: ShadowRoot, selector: string): Element[] {
  try {
    return [...fragmentAll(root, selector)];
  } catch {
    return [];
  }
}

function plainAll(scope: Document | Element, selector: string): Element[] {
  try {
    return [...(isElement(scope) ? elementAll(scope, selector) : documentAll(scope, selector))];
  } catch {
    return [];
  }
}

export function is(element: Element, selector: string): boolean {
  try {
    return matches(element, selector);
  } catch {
    return false;
  }
}

export function isAny(element: Element, selectors: readonly string[] | undefined): boolean {
  return selectors !== undefined && selectors.some((selector) => is(element, selector));
}

/** The element itself or its nearest ancestor that matches. */
export function around(element: Element, selector: string): Element | null {
  try {
    return closest(element, selector);
  } catch {
    return null;
  }
}

/** The open shadow of an element, which is drawn in place of its children. */
export function shadowOf(element: Element): ShadowRoot | null {
  try {
    return openShadow(element);
  } catch {
    return null;
  }
}

/** The element whose shadow this is, or null when it is none. */
export const hostOf = (node: Node): Element | null => (nodeType(node) === FRAGMENT && node instanceof ShadowRoot ? shadowHost(node) : null);

/** The element itself and all that it stands in as drawn: also the hosts of its shadows, and the frames that may be read. */
export function* aroundDeep(node: Node): Generator<Element> {
  let at: Node | null = node;
  for (let roots = 0; at && roots < MOST_ROOTS; roots++) {
    let top: Node = at;
    for (let up: Node | null = at; up; up = parentOf(up)) {
      if (isElement(up)) yield up;
      top = up;
    }
    at = outOf(top);
  }
}

/** Documents and shadows nested deeper than this are no mail. */
const MOST_ROOTS = 20;

/** Where a tree hangs: a shadow's host, a frame's element. */
function outOf(root: Node): Element | null {
  return hostOf(root) ?? (nodeType(root) === DOCUMENT ? frameOf(root as Document) : null);
}

/** The frame that shows a document, if the document around it may be read. */
export function frameOf(doc: Document): Element | null {
  try {
    return windowOf(doc)?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** What a slot of a shadow shows of its host's children. */
export const slotted = (slot: Element): Node[] => (slot instanceof HTMLSlotElement ? assigned(slot) : []);

/** The window of a frame, of whatever origin. */
export function windowIn(frame: Element): Window | null {
  try {
    return frameWindow(frame as HTMLIFrameElement);
  } catch {
    return null;
  }
}

/** The document of a frame that may be read from here, else null. */
export function documentIn(frame: Element): Document | null {
  try {
    return frameDocument(frame as HTMLIFrameElement);
  } catch {
    return null;
  }
}

/** The elements that an event passes through, from the innermost; the window at the end may answer to any name. */
export function passed(event: Event): Element[] {
  return event.composedPath().filter((node): node is Element => {
    try {
      return nodeType(node as Node) === ELEMENT;
    } catch {
      return false;
    }
  });
}
