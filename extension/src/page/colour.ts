/** Colours as browsers compute them, and how far apart two of them are. Channels of sRGB from 0 to 255, alpha from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The form in which browsers give most colours. Percentages and `none` are for the others. */
const RGB = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:\s*[,/]\s*([\d.]+))?\)$/;

/** Null for what is no colour: such are left unjudged. */
export function colourOf(text: string): Colour | null {
  if (text === 'transparent') return [0, 0, 0, 0];
  const parts = RGB.exec(text);
  if (parts) return [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 1)];
  return /^(color|ok|lab|lch)/.test(text) ? drawn(text) : null;
}

/** Colours of any other space as the browser itself draws them: one pixel, seen by nobody. */
function drawn(text: string): Colour | null {
  try {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  } catch {
    return null;
  }
}

export function blend(over: Colour, under: Colour): Colour {
  const mix = (a: number, b: number): number => a * over[3] + b * (1 - over[3]);
  return [mix(over[0], under[0]), mix(over[1], under[1]), mix(over[2], under[2]), 1];
}

/** WCAG's contrast ratio. */
export function contrast(ink: Colour, ground: Colour): number {
  const first = luminance(ink[3] < 1 ? blend(ink, ground) : ink);
  const second = luminance(ground);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = (colour: Colour): number => 0.2126 * linear(colour[0] / 255) + 0.7152 * linear(colour[1] / 255) + 0.0722 * linear(colour[2] / 255);
