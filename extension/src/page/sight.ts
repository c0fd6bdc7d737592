import { COLOURS, isAway, length } from './away';
import { colourOf, contrast, type Colour } from './colour';
import * as dom from './dom';
import { groundBelow, groundOf } from './ground';

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
  return { style, shown: isShown, box: dom.box, now: () => performance.now() };
}

const isShown = (element: Element): boolean => dom.isConnected(element) && Element.prototype.checkVisibility.call(element, { visibilityProperty: true });

/** How an element's surroundings let it be seen; handed down the tree. */
export interface Light {
  /** Nothing below can be seen, whatever it says of itself. */
  readonly gone: boolean;
  readonly opacity: number;
  /** What text stands on; null when a picture or gradient makes that unknown. */
  readonly ground: Colour | null;
  /** Where the message as a whole is drawn. Asked for anew each time: the page may be scrolled while a message is read. */
  readonly frame: () => DOMRect;
  /** The box around that cuts off whatever is outside of it. */
  readonly clip: (() => DOMRect) | null;
}

const FAINTEST_OPACITY = 0.1;
const SMALLEST_FONT = 2;
/** Contrast of 1 is the same brightness. Pale grey footers of honest mail begin at about 1.3. */
const FAINTEST_CONTRAST = 1.06;
/** Of the same brightness, but so far apart in one channel: another colour, which people see. */
const OTHER_COLOUR = 48;
/** A first line is drawn in by a little; a sender who hides it moves it far away. */
const FAR = -200;
const FAR_RIGHT = 3_000;
/** Letters drawn back by so much of their size stand on each other. */
const ON_EACH_OTHER = -0.8;

/** The light at the body's own edge: only what the mail itself does counts, not the page's fading in. */
export function lightAround(element: Element, sight: Sight): Light {
  const light = (ground: Colour | null): Light => ({ gone: false, opacity: 1, ground, frame: () => sight.box(element), clip: null });
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
  const opacity = outside.opacity * length(style.opacity, 1);
  const isOver = style.position === 'absolute' || style.position === 'fixed';
  // What is drawn over its neighbours is not cut off by each box around it; which of them does is left open.
  const clip = isOver ? null : outside.clip;
  if (opacity < FAINTEST_OPACITY || isAway(style) || length(style.marginLeft, 0) < 2 * FAR) return { ...outside, gone: true };
  if (isMoved(style) && isOutside(sight.box(element), outside.frame(), style.position === 'fixed' ? heightAround(element) : Infinity)) return { ...outside, gone: true };
  if (clip && isCutOff(sight.box(element), clip())) return { ...outside, gone: true };
  const inner = /hidden|clip/.test(style.overflow) ? () => sight.box(element) : clip;
  const own = groundOf(style, outside.ground);
  const ground = own === 'unknown' ? null : own ?? (isOver && outside.ground ? groundBelow(element, outside.ground, sight) : outside.ground);
  if (opacity === outside.opacity && ground === outside.ground && inner === outside.clip) return outside;
  return { ...outside, opacity, ground, clip: inner };
}

/** Whether words directly inside an element of this style are drawn so that a person can read them. `drawn`: in an SVG picture. */
export function isLegible(style: CSSStyleDeclaration, light: Light, drawn = false): boolean {
  if (light.gone || style.visibility === 'hidden' || style.visibility === 'collapse') return false;
  const size = length(style.fontSize, 16);
  if (size <= SMALLEST_FONT || isIndentedAway(style) || length(style.letterSpacing, 0) <= size * ON_EACH_OTHER) return false;
  const ink = colourOf(drawn ? style.fill : style.webkitTextFillColor || style.color);
  if (!ink) return true;
  if (isSeenOn(ink, light.ground)) return true;
  return (ink[3] < FAINTEST_OPACITY && style.backgroundClip === 'text') || hasStroke(style, light.ground);
}

function isSeenOn(ink: Colour, ground: Colour | null): boolean {
  if (ink[3] < FAINTEST_OPACITY) return false;
  if (!ground || contrast(ink, ground) >= FAINTEST_CONTRAST) return true;
  return [0, 1, 2].some((channel) => Math.abs((ink[channel] ?? 0) - (ground[channel] ?? 0)) * ink[3] > OTHER_COLOUR);
}

/** Text may be drawn by its outline or shadow alone. */
function hasStroke(style: CSSStyleDeclaration, ground: Colour | null): boolean {
  const isSeen = (text: string): boolean => {
    const colour = colourOf(text);
    return !colour || isSeenOn(colour, ground);
  };
  if (length(style.webkitTextStrokeWidth, 0) > 0 && isSeen(style.webkitTextStrokeColor)) return true;
  const shadow = style.textShadow;
  return shadow !== '' && shadow !== 'none' && (shadow.match(COLOURS) ?? ['']).some(isSeen);
}

function isIndentedAway(style: CSSStyleDeclaration): boolean {
  const indent = style.textIndent;
  const amount = length(indent, 0);
  if (amount === 0) return false;
  const isShare = indent.endsWith('%');
  if (isShare ? amount <= -100 : amount < FAR) return true;
  return (isShare ? amount >= 100 : amount >= FAR_RIGHT) && /hidden|clip/.test(style.overflow);
}

/** Whether the element may be drawn elsewhere than the text around it. */
const isMoved = (style: CSSStyleDeclaration): boolean =>
  /absolute|fixed|relative/.test(style.position) ||
  /^matrix|^translate/.test(style.transform) ||
  !/^(none)?$/.test(style.translate ?? '') ||
  length(style.marginLeft, 0) < 0 ||
  length(style.marginTop, 0) < 0;

/** Left of or above the whole message, further to the right than anybody scrolls, or below a window that it never moves in. */
function isOutside(own: DOMRect, frame: DOMRect, height: number): boolean {
  if (frame.width === 0 && frame.height === 0) return false;
  return own.right <= frame.left || own.bottom <= frame.top || own.left > frame.right + FAR_RIGHT || own.top >= height;
}

const heightAround = (element: Element): number => {
  const doc = dom.documentOf(element);
  return (doc && dom.windowOf(doc)?.innerHeight) || Infinity;
};

/** What has no size of its own may still hold something that has. */
const isCutOff = (own: DOMRect, clip: DOMRect): boolean =>
  own.width > 0 && own.height > 0 && clip.width > 0 && clip.height > 0 && (own.right <= clip.left || own.left >= clip.right || own.bottom <= clip.top || own.top >= clip.bottom);
