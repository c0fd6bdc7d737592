import * as dom from './dom';

/**
 * What a person can see. Senders hide words from people and show them to filters, or the other way round; only what is
 * really drawn is the message.
 */

/** The two questions that need a real browser, so that tests can answer them without one. */
export interface Sight {
  style(element: Element): CSSStyleDeclaration | null;
  /** Whether the application shows this element at all. */
  shown(element: Element): boolean;
  /** Where it is drawn. */
  box(element: Element): DOMRect;
  /** Milliseconds, for budgets. */
  now(): number;
}

export function sightOf(doc: Document): Sight {
  const view = dom.windowOf(doc);
  const style = (element: Element): CSSStyleDeclaration | null => {
    // A frame's elements answer to the frame's own window.
    const own = dom.documentOf(element);
    return (own && own !== doc ? dom.windowOf(own) : view)?.getComputedStyle(element) ?? null;
  };
  return { style, shown: (element) => shownBy(element, style), box: dom.box, now: () => performance.now() };
}

function shownBy(element: Element, style: Sight['style']): boolean {
  if (!dom.isConnected(element)) return false;
  const check = (Element.prototype as Partial<Element>).checkVisibility;
  if (check) return check.call(element, { visibilityProperty: true });
  for (let at: Element | null = element; at; at = dom.parentElement(at)) {
    const seen = style(at);
    if (seen?.display === 'none' || (at === element && seen?.visibility === 'hidden')) return false;
  }
  return true;
}

export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** How an element's surroundings let it be seen; handed down the tree. */
export interface Light {
  /** Nothing below can be seen, whatever it says of itself. */
  readonly gone: boolean;
  readonly opacity: number;
  /** What text stands on; null when a picture or gradient makes that unknown. */
  readonly ground: Colour | null;
  /** Where the message as a whole is drawn. Asked for anew each time: the page may be scrolled while a message is read. */
  readonly frame: () => DOMRect;
}

const FAINTEST_OPACITY = 0.1;
const SMALLEST_FONT = 2;
/** Contrast of 1 is the very same colour. Pale grey footers of honest mail begin at about 1.3. */
const FAINTEST_CONTRAST = 1.06;
/** A first line is drawn in by a little; a sender who hides it moves it far away. */
const FAR = -200;
const FAR_RIGHT = 3_000;

/** The light at the body's own edge: only what the mail itself does counts, not the page's fading in. */
export function lightAround(element: Element, sight: Sight): Light {
  const light = (ground: Colour | null): Light => ({ gone: false, opacity: 1, ground, frame: () => sight.box(element) });
  for (let at: Element | null = element; at; at = dom.parentElement(at)) {
    const style = sight.style(at);
    if (!style) break;
    const ground = groundOf(style, null);
    if (ground === 'unknown') return light(null);
    if (ground) return light(ground);
    if (!dom.parentElement(at) && style.colorScheme?.includes('dark')) return light(null);
  }
  return light([255, 255, 255, 1]);
}

/** The light inside an element. */
export function lightIn(element: Element, style: CSSStyleDeclaration, outside: Light, sight: Sight): Light {
  if (outside.gone) return outside;
  const opacity = outside.opacity * number(style.opacity, 1);
  if (opacity < FAINTEST_OPACITY || isAway(style) || number(style.marginLeft, 0) < 2 * FAR || (isMoved(style) && isOutside(sight.box(element), outside.frame()))) return { ...outside, gone: true };
  const own = groundOf(style, outside.ground);
  if (own === null) return opacity === outside.opacity ? outside : { ...outside, opacity };
  return { ...outside, opacity, ground: own === 'unknown' ? null : own };
}

/** Whether words directly inside an element of this style are drawn so that a person can read them. */
export function isLegible(style: CSSStyleDeclaration, light: Light): boolean {
  if (light.gone || style.visibility === 'hidden' || style.visibility === 'collapse') return false;
  if (number(style.fontSize, 16) <= SMALLEST_FONT || number(style.textIndent, 0) < FAR) return false;
  const ink = colourOf(style.color);
  if (!ink) return true;
  if (ink[3] < FAINTEST_OPACITY) return style.backgroundClip === 'text' || hasStroke(style);
  return light.ground === null || contrast(ink, light.ground) >= FAINTEST_CONTRAST || hasStroke(style);
}

/** Text may be drawn by its outline or shadow alone. */
const hasStroke = (style: CSSStyleDeclaration): boolean =>
  (style.textShadow !== '' && style.textShadow !== 'none') || number(style.webkitTextStrokeWidth, 0) > 0;

/** Not drawn, clipped to nothing or moved out of sight, with all it contains. Each property read has its price: rare ones come last. */
function isAway(style: CSSStyleDeclaration): boolean {
  if (style.display === 'none' || style.contentVisibility === 'hidden') return true;
  if (/hidden|clip|scroll|auto/.test(style.overflow) && [style.height, style.maxHeight, style.width, style.maxWidth].some(isNothing)) return true;
  const { position, filter, transform, clipPath } = style;
  // The old way of hiding words from all but screen readers.
  if ((position === 'absolute' || position === 'fixed') && /^rect\((0px|1px|auto), ?(0px|1px), ?(0px|1px)/.test(style.clip)) return true;
  if (filter !== 'none' && /opacity\(\s*0?(\.0\d*)?%?\s*\)/.test(filter)) return true;
  if (transform !== 'none' && /^matrix\(0(, 0){3}|^scale\(0\)/.test(transform)) return true;
  return clipPath !== 'none' && /^inset\((5\d|[6-9]\d|100)%|^circle\(0/.test(clipPath);
}

/** Whether the element may be drawn elsewhere than the text around it. */
const isMoved = (style: CSSStyleDeclaration): boolean =>
  /absolute|fixed|relative/.test(style.position) || /^matrix|^translate/.test(style.transform) || number(style.marginLeft, 0) < 0 || number(style.marginTop, 0) < 0;

/** Left of or above the whole message, or further to the right than anybody scrolls. */
function isOutside(own: DOMRect, frame: DOMRect): boolean {
  if (frame.width === 0 && frame.height === 0) return false;
  return own.right <= frame.left || own.bottom <= frame.top || own.left > frame.right + FAR_RIGHT;
}

const isNothing = (length: string): boolean => /^[01](\.\d+)?(px)?$/.test(length);

function groundOf(style: CSSStyleDeclaration, under: Colour | null): Colour | 'unknown' | null {
  if (style.backgroundImage !== '' && style.backgroundImage !== 'none') return 'unknown';
  const colour = colourOf(style.backgroundColor);
  if (!colour) return style.backgroundColor === '' || style.backgroundColor === 'transparent' ? null : 'unknown';
  if (colour[3] === 0) return null;
  if (colour[3] >= 0.99) return colour;
  return under ? blend(colour, under) : 'unknown';
}

function blend(over: Colour, under: Colour): Colour {
  const mix = (a: number, b: number): number => a * over[3] + b * (1 - over[3]);
  return [mix(over[0], under[0]), mix(over[1], under[1]), mix(over[2], under[2]), 1];
}

/** Computed colours come as `rgb()`; any newer form is left unjudged. */
export function colourOf(text: string): Colour | null {
  const parts = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+%?))?\)$/.exec(text);
  if (!parts) return null;
  const alpha = parts[4] === undefined ? 1 : parts[4].endsWith('%') ? Number.parseFloat(parts[4]) / 100 : Number(parts[4]);
  return [Number(parts[1]), Number(parts[2]), Number(parts[3]), alpha];
}

/** WCAG's contrast ratio. */
function contrast(ink: Colour, ground: Colour): number {
  const first = luminance(ink[3] < 1 ? blend(ink, ground) : ink);
  const second = luminance(ground);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(colour: Colour): number {
  const linear = (channel: number): number => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

function number(text: string, otherwise: number): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? otherwise : value;
}
