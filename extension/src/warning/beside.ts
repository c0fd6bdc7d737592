import * as dom from '../page/dom';
import { OURS } from '../page/places';
import type { LinkWords, Ways } from '../protocol';
import { host, type Tone } from './parts';

export const BESIDE = 'caveat-link';

/** In a mail full of links the first ones are enough to see what it is. */
const MOST = 8;

/** The real domain after the links of a message at `caution`, where their words do not say it. */
export class Besides {
  #hosts: HTMLElement[] = [];

  /** Puts them beside these links. */
  put(doc: Document, elements: readonly Element[], links: readonly LinkWords[], ways: Ways, tone: Tone): void {
    this.take();
    elements.forEach((element, i) => {
      const words = links[i];
      const parent = dom.parentOf(element);
      if (!words || words.name === '' || !parent || this.#hosts.length >= MOST) return;
      if (dom.documentOf(element) !== doc || dom.textOf(element).toLowerCase().includes(words.name.toLowerCase())) return;
      const made = chip(doc, words, ways, tone);
      OURS.add(made);
      this.#hosts.push(made);
      dom.insertBefore(parent, made, dom.nextSibling(element));
    });
  }

  take(): void {
    for (const made of this.#hosts.splice(0)) {
      OURS.delete(made);
      dom.remove(made);
    }
  }
}

function chip(doc: Document, { name, leads }: LinkWords, ways: Ways, tone: Tone): HTMLElement {
  const made = host(doc, BESIDE, 'caution', ways.templates.beside, { name, leads }, ways, tone).host;
  made.setAttribute('data-beside', '');
  made.title = leads;
  return made;
}
