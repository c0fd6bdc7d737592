/** Colours as browsers compute them, and how far apart two of them are. Channels of sRGB from 0 to 255, alpha from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

type Three = readonly [number, number, number];

/** What stands in the brackets: three numbers and, after a comma or a slash, the alpha. Percentages have been taken down to numbers. */
const FORM = /^(rgba?|color|oklab|oklch|lab|lch)\((?:(srgb|srgb-linear|display-p3) )?([^(),/ ]+)[, ]+([^(),/ ]+)[, ]+([^(),/ ]+)(?:\s*[,/]\s*([^()]+))?\)$/;

/** Null for what is no colour, or one in a form that no browser gives today: such colours are left unjudged. */
export function colourOf(text: string): Colour | null {
  if (text === 'transparent') return [0, 0, 0, 0];
  const parts = FORM.exec(text);
  if (!parts) return null;
  const [, form = '', space = ''] = parts;
  const channels: Three = [number(parts[3]), number(parts[4]), number(parts[5])];
  const alpha = parts[6] === undefined ? 1 : parts[6].trim().endsWith('%') ? number(parts[6]) / 100 : number(parts[6]);
  const plain = toRgb(form, space, channels);
  return plain && [...plain, alpha].every((value) => !Number.isNaN(value)) ? [...plain, alpha] : null;
}

function toRgb(form: string, space: string, [a, b, c]: Three): Three | null {
  if (form.startsWith('rgb')) return [a, b, c];
  if (form === 'color') return space === 'srgb' ? toBytes([a, b, c]) : space === 'srgb-linear' ? fromLinear([a, b, c]) : space === 'display-p3' ? fromLinear(p3([linear(a), linear(b), linear(c)])) : null;
  if (form === 'oklab') return fromLinear(oklab([a, b, c]));
  if (form === 'oklch') return fromLinear(oklab(fromPolar(a, b, c)));
  return fromLinear(lab(form === 'lab' ? [a, b, c] : fromPolar(a, b, c)));
}

/** `none` is nothing. */
const number = (text = ''): number => (text.trim() === 'none' ? 0 : Number.parseFloat(text));

const fromPolar = (light: number, chroma: number, degrees: number): Three => [light, chroma * Math.cos((degrees * Math.PI) / 180), chroma * Math.sin((degrees * Math.PI) / 180)];

/** Björn Ottosson's. */
function oklab([light, a, b]: Three): Three {
  const long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

/** CIE Lab under the light D50, as CSS has it. */
function lab([light, a, b]: Three): Three {
  const y = (light + 16) / 116;
  const back = (value: number): number => (value ** 3 > 216 / 24389 ? value ** 3 : (116 * value - 16) / (24389 / 27));
  const [x50, y50, z50] = [back(y + a / 500) * 0.9642956764, light > 8 ? y ** 3 : light / (24389 / 27), back(y - b / 200) * 0.8251046025];
  return [
    3.1341358529 * x50 - 1.6173863321 * y50 - 0.4906619460 * z50,
    -0.9787954765 * x50 + 1.9162543773 * y50 + 0.0334427752 * z50,
    0.0719553940 * x50 - 0.2289768264 * y50 + 1.4053860544 * z50,
  ];
}

const p3 = ([red, green, blue]: Three): Three => [
  1.2249401763 * red - 0.2249401763 * green,
  -0.0420569547 * red + 1.0420569547 * green,
  -0.0196375546 * red - 0.0786360656 * green + 1.0982736202 * blue,
];

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toBytes = (parts: Three): Three => parts.map((part) => Math.min(1, Math.max(0, part)) * 255) as unknown as Three;
const fromLinear = (parts: Three): Three => toBytes(parts.map((part) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)) as unknown as Three);

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

const luminance = (colour: Colour): number => 0.2126 * linear(colour[0] / 255) + 0.7152 * linear(colour[1] / 255) + 0.0722 * linear(colour[2] / 255);
