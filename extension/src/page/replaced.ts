import * as dom from './dom';

/** Pictures up to this many pixels a side are spacers and trackers. */
const TINY = 3;

/** Elements whose content is not text of the message: no text at all, not drawn, or the user's own input. */
const LEFT_OUT = new Set([
  ...['script', 'style', 'template', 'noscript', 'noembed', 'noframes', 'head', 'title', 'meta', 'link', 'base'],
  ...['select', 'datalist', 'textarea', 'audio', 'iframe', 'frame', 'object', 'embed', 'video', 'canvas', 'meter', 'progress'],
]);

/** Those, and what is ours. */
export const isLeftOut = (name: string): boolean => LEFT_OUT.has(name) || name.startsWith('caveat-');

/** Parts of an SVG picture that are only there to be used or told, never drawn where they stand. */
const DEFINED = new Set(['defs', 'desc', 'metadata', 'symbol', 'clipPath', 'mask', 'pattern', 'marker']);
const DRAWN = new Set(['text', 'tspan', 'textPath']);

export const isOnlyDefined = (element: Element, name: string): boolean => DEFINED.has(name) && dom.around(element, 'svg') !== null;

/** Words in an SVG picture: drawn with its own colour. */
export const isDrawn = (element: Element): boolean => DRAWN.has(dom.localName(element)) && dom.around(element, 'svg') !== null;

/** Elements that are drawn as a picture, beside `img`. */
export const PICTURES = new Set(['object', 'embed', 'video', 'canvas', 'svg']);

/** Webmail draws emoji as pictures with the character as alternative text. */
export function isEmoji(element: Element): boolean {
  if (dom.hasAttribute(element, 'data-emoji')) return true;
  const alt = dom.attribute(element, 'alt') ?? '';
  return alt.length <= 16 && /^\p{Extended_Pictographic}/u.test(alt);
}

export function isTiny(element: Element, style: CSSStyleDeclaration): boolean {
  const side = (name: 'width' | 'height'): boolean => {
    const drawn = Number.parseFloat(style[name]);
    const said = Number.parseFloat(dom.attribute(element, name) ?? '');
    const length = Number.isNaN(drawn) ? said : drawn;
    return length <= TINY;
  };
  return side('width') || side('height');
}
