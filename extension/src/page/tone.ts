import type { Tone } from '../warning/parts';
import { contrast } from './colour';
import { lightAround, type Sight } from './sight';

const WHITE = [255, 255, 255, 1] as const;
/** Grounds on which white words can be read well (WCAG's 4.5) are dark. */
const DARK = 4.5;

/** Whether an element stands on a dark or a light ground; null where that cannot be told. */
export function toneAt(element: Element, sight: Sight): Tone {
  const { ground } = lightAround(element, sight);
  return ground && (contrast(WHITE, ground) >= DARK ? 'dark' : 'light');
}
