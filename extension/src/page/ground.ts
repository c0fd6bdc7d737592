import { blend, colourOf, type Colour } from './colour';
import * as dom from './dom';
import { PICTURES } from './replaced';
import type { Sight } from './sight';

/** So many elements around are looked at; with more of them nothing is claimed. */
const MOST_AROUND = 60;

/** What an element itself puts behind its words; null: nothing. */
export function groundOf(style: CSSStyleDeclaration, under: Colour | null): Colour | 'unknown' | null {
  const image = style.backgroundImage;
  if (image !== '' && image !== 'none') return 'unknown';
  const text = style.backgroundColor;
  const colour = colourOf(text);
  if (!colour) return text === '' ? null : 'unknown';
  if (colour[3] === 0) return null;
  if (colour[3] >= 0.99) return colour;
  return under ? blend(colour, under) : 'unknown';
}

/**
 * What an element stands on that is drawn over its neighbours: the last of them that lies under its middle. Words over a
 * picture are no words on the ground of the block around both.
 */
export function groundBelow(element: Element, otherwise: Colour | null, sight: Sight): Colour | null {
  const around = dom.parentElement(element);
  const own = sight.box(element);
  const others = around ? dom.all(around, '*') : [];
  if (others.length > MOST_AROUND) return null;
  const x = (own.left + own.right) / 2;
  const y = (own.top + own.bottom) / 2;
  let ground = otherwise;
  for (const other of others) {
    if (dom.contains(element, other) || dom.contains(other, element)) continue;
    const { left, right, top, bottom } = sight.box(other);
    if (x < left || x > right || y < top || y > bottom || right === left || bottom === top) continue;
    const style = sight.style(other);
    if (!style || style.visibility === 'hidden') continue;
    const name = dom.localName(other);
    if (name === 'img' || PICTURES.has(name)) return null;
    const found = groundOf(style, ground);
    if (found === 'unknown') return null;
    ground = found ?? ground;
  }
  return ground;
}
