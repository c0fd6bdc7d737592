import * as dom from './dom';
import { groundOf } from './ground';
import { isLegible, type Light } from './sight';

/** A string, an attribute's value, or the beginning of what only screen readers say. */
const PARTS = /"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)[^()]*\)|\//g;

/** Words that a style sheet puts before or after what stands in an element; empty when there are none that a person sees. */
export function generatedWords(element: Element, which: '::before' | '::after', light: Light): string {
  const doc = dom.documentOf(element);
  const style = (doc && dom.windowOf(doc))?.getComputedStyle(element, which);
  const content = style?.content ?? '';
  if (!style || !/["(]/.test(content) || style.display === 'none') return '';
  const ground = groundOf(style, light.ground);
  if (!isLegible(style, { ...light, ground: ground === 'unknown' ? null : ground ?? light.ground })) return '';
  let words = '';
  for (const [part, text, name] of content.matchAll(PARTS)) {
    if (part === '/') break;
    words += name === undefined ? (text ?? '').replace(/\\(.)/g, '$1') : dom.attribute(element, name) ?? '';
  }
  return words;
}
