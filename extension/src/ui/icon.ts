import { SHAPES } from '../looks/template';
import type { Level } from '../protocol';

const SVG = 'http://www.w3.org/2000/svg';

/** The sign of a level, as in the warnings: each has its own shape, so that colour is never the only sign. */
export function icon(level: Level): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  SHAPES[level].forEach((path, i) => {
    const drawn = document.createElementNS(SVG, 'path');
    drawn.setAttribute('d', path);
    if (i > 0) drawn.setAttribute('class', 'mark');
    svg.append(drawn);
  });
  return svg;
}
