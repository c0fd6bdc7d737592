import * as dom from '../page/dom';
import { OURS } from '../page/places';
import type { LinkWords, Ways } from '../protocol';
import { dress, make, type Tone } from './parts';

export const BESIDE = 'caveat-link';

/** In a mail full of links the first ones are enough to see what it is. */
const MOST = 8;

/** The real domain after the links of a message at `caution`, where their words do not say it. */
export class Besides {
  #hosts: HTMLElement[] = [];

  /** Puts them beside these links. */
  put(doc: Document, elements: readonly Element[], links: readonly LinkWords[], ways: Ways, tone: Tone): void {
    this.take();
    const said = new Set<string>();
    elements.forEach((element, i) => {
      const words = links[i];
      const parent = dom.parentOf(element);
      if (!words || words.name === '' || !parent || this.#hosts.length >= MOST || said.has(words.name)) return;
      if (dom.documentOf(element) !== doc || dom.textOf(element).toLowerCase().includes(words.name.toLowerCase())) return;
      said.add(words.name);
      const host = chip(doc, words, ways, tone);
      OURS.add(host);
      this.#hosts.push(host);
      dom.insertBefore(parent, host, dom.nextSibling(element));
    });
  }

  take(): void {
    for (const host of this.#hosts.splice(0)) {
      OURS.delete(host);
      dom.remove(host);
    }
  }
}

function chip(doc: Document, { name, leads }: LinkWords, { looks }: Ways, tone: Tone): HTMLElement {
  const host = make(doc, BESIDE);
  host.setAttribute('data-beside', '');
  host.title = leads;
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, doc, looks.warning);
  const inside = make(doc, 'span', 'caveat beside');
  inside.style.colorScheme = tone ?? 'light dark';
  inside.append(make(doc, 'bdi', '', name), make(doc, 'span', 'heard', leads));
  root.append(inside);
  return host;
}
