import { direction, language } from '../i18n';
import { SHAPES } from '../looks/template';
import { shareText, type Shared } from './share';
import { BAR, layout, WIDTH, type Font, type Ink, type Op } from './share-layout';

/** Twice as fine as CSS pixels: sharp on phones. */
const SCALE = 2;
/** Drawn on white paper whatever the page looks like: `looks/tokens.css`, its light half. */
const INKS = { ink: '#1c2430', soft: '#525c69' };
const TONES = {
  danger: { tone: '#a3211a', paper: '#fff4f2', sunk: '#fbe3e0', mark: '#ffffff' },
  caution: { tone: '#754700', paper: '#fff9ea', sunk: '#fdeec9', mark: '#ffffff' },
  none: { tone: '#44515f', paper: '#f5f6f8', sunk: '#e6e9ee', mark: '#ffffff' },
};
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const RADIUS = 18;
/** Side of the square that the shapes of levels are made for. */
const SHAPE = 24;

/** The verdict as a picture, for a chat. Its words are its name for who cannot see it. */
export async function picture(shared: Shared): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no pictures');
  const measure = (text: string, font: Font): number => {
    pen.font = cssOf(font);
    return pen.measureText(text).width;
  };
  const { ops, height } = layout(shared, measure, language());
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', shareText(shared));
  const sign = await ownSign();
  const tones = TONES[shared.level];
  pen.scale(SCALE, SCALE);
  pen.fillStyle = tones.paper;
  pen.fillRect(0, 0, WIDTH, height);
  const isRight = direction() === 'rtl';
  const left = (start: number, width: number): number => (isRight ? WIDTH - start - width : start);
  pen.fillStyle = tones.tone;
  pen.fillRect(left(0, BAR), 0, BAR, height);
  for (const op of ops) draw(pen, op, { ...INKS, tone: tones.tone }, tones, shared, { isRight, left, sign });
  return canvas;
}

interface Way {
  isRight: boolean;
  left: (start: number, width: number) => number;
  sign: HTMLImageElement | null;
}

function draw(pen: CanvasRenderingContext2D, op: Op, inks: Record<Ink, string>, tones: (typeof TONES)['danger'], { level }: Shared, { isRight, left, sign }: Way): void {
  switch (op.op) {
    case 'text':
      pen.font = cssOf(op.font);
      pen.fillStyle = inks[op.ink];
      pen.direction = isRight ? 'rtl' : 'ltr';
      pen.textAlign = 'start';
      pen.fillText(op.text, isRight ? WIDTH - op.start : op.start, op.y);
      return;
    case 'panel':
      pen.fillStyle = tones.sunk;
      pen.beginPath();
      pen.roundRect(left(op.start, op.width), op.y, op.width, op.height, RADIUS);
      pen.fill();
      return;
    case 'icon':
      pen.save();
      pen.translate(left(op.start, op.size), op.y);
      pen.scale(op.size / SHAPE, op.size / SHAPE);
      SHAPES[level].forEach((path, i) => {
        pen.fillStyle = i === 0 ? tones.tone : tones.mark;
        pen.fill(new Path2D(path));
      });
      pen.restore();
      return;
    case 'mark':
      if (sign) pen.drawImage(sign, left(op.start, op.size), op.y, op.size, op.size);
  }
}

const cssOf = ({ size, weight }: Font): string => `${weight} ${size}px ${FAMILY}`;

/** The extension's own sign; a picture without it is whole all the same. */
async function ownSign(): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = '/icons/128.png';
  return image.decode().then(() => image, () => null);
}

export const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture cannot be written'))), 'image/png'));
