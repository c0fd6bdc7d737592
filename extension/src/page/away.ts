import { colourOf } from './colour';

/** A box of no more than this many pixels has no room for a letter. */
const NO_ROOM = 3;
/** Padding of this much is room again, and what overflows into it is drawn. */
const ROOM = 8;
/** What is drawn at less than a twentieth of its size, in both directions or in one, is not read. */
const SMALLEST_SCALE = 0.05 ** 2;
const SMALLEST_ZOOM = 0.1;
const FAINTEST = 0.1;
const BLURRED = 5;

/** Not drawn, faded, shrunk or clipped to nothing, with all it contains. Each property read has its price: rare ones stand behind others. */
export function isAway(style: CSSStyleDeclaration): boolean {
  if (style.display === 'none' || style.contentVisibility === 'hidden') return true;
  if (isShut(style)) return true;
  const { position, filter, transform, clipPath, scale, maskImage } = style;
  // The old way of hiding words from all but screen readers.
  if ((position === 'absolute' || position === 'fixed') && /^rect\((0px|1px|auto), ?(0px|1px), ?(0px|1px)/.test(style.clip)) return true;
  return isFiltered(filter) || isFlat(transform) || isScaled(scale) || isMasked(maskImage) || isClipped(clipPath) || length(style.zoom, 1) < SMALLEST_ZOOM;
}

/** A box that has no room and shows nothing beyond itself. */
function isShut(style: CSSStyleDeclaration): boolean {
  if (!/hidden|clip|scroll|auto/.test(style.overflow)) return false;
  const isNothing = (one: string): boolean => /^[\d.]+(px)?$/.test(one) && Number.parseFloat(one) <= NO_ROOM;
  const high = !isNothing(style.height) && !isNothing(style.maxHeight);
  const wide = !isNothing(style.width) && !isNothing(style.maxWidth);
  return (!high && length(style.paddingTop, 0) + length(style.paddingBottom, 0) < ROOM) || (!wide && length(style.paddingLeft, 0) + length(style.paddingRight, 0) < ROOM);
}

function isFiltered(filter: string): boolean {
  if (filter === 'none' || filter === '') return false;
  const opacity = /opacity\(([\d.]+)(%?)\)/.exec(filter);
  const blur = /blur\(([\d.]+)px\)/.exec(filter);
  return (opacity !== null && Number(opacity[1]) / (opacity[2] ? 100 : 1) < FAINTEST) || (blur !== null && Number(blur[1]) >= BLURRED);
}

/** Shrunk to nothing, or seen from its edge: the area that is left of it. */
function isFlat(transform: string): boolean {
  const numbers = /^matrix(3d)?\(([^)]+)\)$/.exec(transform);
  if (!numbers) return /^scale\(0\)/.test(transform);
  const all = (numbers[2] ?? '').split(',').map(Number);
  const [a = 1, b = 0, c = 0, d = 1] = numbers[1] ? [all[0], all[1], all[4], all[5]] : all;
  return Math.abs(a * d - b * c) < SMALLEST_SCALE;
}

function isScaled(scale: string): boolean {
  if (scale === undefined || scale === 'none' || scale === '') return false;
  const [x = 1, y = x] = scale.split(' ').map(Number);
  return Math.abs(x * y) < SMALLEST_SCALE;
}

/** Behind a mask of which nothing lets through. */
function isMasked(mask: string): boolean {
  if (mask === undefined || mask === 'none' || !mask.includes('gradient(') || mask.includes('url(')) return false;
  const colours = mask.match(COLOURS) ?? [];
  return colours.length > 0 && colours.every((one) => (colourOf(one)?.[3] ?? 1) < FAINTEST);
}

/** Every colour in a computed value. */
export const COLOURS = /(?:rgba?|color|oklab|oklch|lab|lch)\([^()]*\)/g;

function isClipped(path: string): boolean {
  const form = /^(inset|circle|ellipse|polygon)\(([^()]*)\)$/.exec(path ?? '');
  if (!form) return false;
  const [, name, inside = ''] = form;
  if (name === 'circle' || name === 'ellipse') return inside.split(' at ')[0]?.trim().split(/\s+/).some((radius) => /^0(px|%)?$/.test(radius)) ?? false;
  if (name === 'inset') {
    const [top = '0', right = top, bottom = top, left = right] = inside.split(' round ')[0]?.trim().split(/\s+/) ?? [];
    return percent(top) + percent(bottom) >= 100 || percent(left) + percent(right) >= 100;
  }
  const points = inside.split(',').map((point) => point.trim().split(/\s+/)).filter((point) => point.length === 2);
  return points.length > 0 && [0, 1].some((axis) => points.every((point) => point[axis] === points[0]?.[axis]));
}

const percent = (text: string): number => (text.endsWith('%') ? Number.parseFloat(text) : 0);

/** The number that a computed value begins with. */
export function length(text: string, otherwise: number): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? otherwise : value;
}
