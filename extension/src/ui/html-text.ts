import { LIMITS, type Link } from '../protocol';

/** What a piece of HTML says to a person, as far as it tells by itself. */
export interface HtmlText {
  body: string;
  /** Text that its own attributes hide. */
  hidden: string;
  links: Link[];
}

/** More than any mail has; keeps a file made of tags from taking seconds. */
const MAX_NODES = 200_000;

const SKIPPED = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'select', 'textarea']);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'blockquote', 'pre', 'hr', 'table']);
const LINES = new Set(['div', 'li', 'dt', 'dd', 'tr', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside', 'address', 'center', 'fieldset', 'figure', 'figcaption', 'form', 'details', 'summary', 'body']);

/** Reads HTML without showing it: the document is inert, nothing loads and nothing runs. No recursion: mails nest deep. */
export function readHtml(html: string): HtmlText {
  const root = new DOMParser().parseFromString(withoutStyle(html), 'text/html').body;
  const seen = new Lines();
  const hidden = new Lines();
  const links: Link[] = [];
  /** Where the text of open links began, and from which element on all is hidden. */
  const open: { anchor: Element; from: number }[] = [];
  let hiddenFrom: Element | null = null;
  const into = (): Lines => (hiddenFrom ? hidden : seen);
  const leave = (element: Element): void => {
    into().part(gapOf(element.localName));
    if (hiddenFrom === element) hiddenFrom = null;
    const last = open[open.length - 1];
    if (last?.anchor !== element) return;
    open.pop();
    const words = seen.text(last.from) || pictureWords(element);
    if (links.length < LIMITS.links) links.push({ text: words.slice(0, LIMITS.linkText), href: (element.getAttribute('href') ?? '').trim().slice(0, LIMITS.href) });
  };
  let node: Node | null = root;
  for (let nodes = 0; node && nodes < MAX_NODES; nodes++) {
    let goesIn = false;
    if (node.nodeType === Node.TEXT_NODE) into().add((node.nodeValue ?? '').replace(/\s+/g, ' '));
    else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      const name = element.localName;
      goesIn = !SKIPPED.has(name);
      if (goesIn) {
        if (!hiddenFrom && isHidden(element)) hiddenFrom = element;
        into().part(gapOf(name));
        if (name === 'br') into().lineBreak();
        if (name === 'td' || name === 'th') into().add(' ');
        if (name === 'img') into().add(` ${element.getAttribute('alt') ?? ''} `);
        if (name === 'a' && element.hasAttribute('href')) open.push({ anchor: element, from: seen.length });
      }
    }
    if (goesIn && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (goesIn) leave(node as Element);
    let up: Node | null = node;
    while (up && up !== root && !up.nextSibling) {
      up = up.parentNode;
      if (up) leave(up as Element);
    }
    node = !up || up === root ? null : up.nextSibling;
  }
  return { body: seen.text().slice(0, LIMITS.body), hidden: hidden.text().slice(0, LIMITS.hidden), links };
}

/** Under its own name the browser would take a `style` for ours, and report it as against our policy. */
const STYLE = 'data-written-style';
const withoutStyle = (html: string): string => html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, `$1${STYLE}`));

/** Line ends before and after an element. */
const gapOf = (name: string): number => (PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0);

/** Text that is put together: blocks that meet share their line ends. */
class Lines {
  readonly #parts: string[] = [];
  #gap = 0;

  get length(): number {
    return this.#parts.length;
  }

  add(text: string): void {
    if (this.#gap > 0 && text.trim() === '') return;
    if (this.#gap > 0) this.#parts.push('\n'.repeat(this.#gap));
    this.#gap = 0;
    this.#parts.push(text);
  }

  part(lines: number): void {
    this.#gap = Math.max(this.#gap, lines);
  }

  lineBreak(): void {
    this.#gap = Math.min(this.#gap + 1, 2);
  }

  text(from = 0): string {
    return tidy(this.#parts.slice(from).join(''));
  }
}

const pictureWords = (element: Element): string => [...element.querySelectorAll('img[alt]')].map((image) => image.getAttribute('alt')).join(' ').trim();

/** At most one blank line between blocks, none at the ends, no blanks at the ends of lines. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Hidden by its own attributes. What a style sheet hides is not known without showing it. */
function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true;
  const style = (element.getAttribute(STYLE) ?? '').toLowerCase().replace(/\s|!important/g, '');
  return /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|(?:opacity|max-height|font-size):(?:0|0?\.0+|[01]?(?:\.\d+)?p[xt]|0(?:\.0+)?[a-z%]+))(?:;|$)/.test(style);
}
