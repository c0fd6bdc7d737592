import * as dom from '../page/dom';
import type { Shown, Ways } from '../protocol';
import { fill, fillSteps, host, onPress, type Point, type Tone } from './parts';

export const WARNING = 'caveat-warning';

/** A live region is heard when it changes after it was there: so the words come a moment later. */
const HEARD_AFTER = 150;

export interface BannerActions {
  openGuide(guide: string): void;
  /** The user folded the warning away or unfolded it again. */
  folded(folded: boolean): void;
  /** A reason is pointed at or left. */
  point: Point;
}

export interface Banner {
  readonly host: HTMLElement;
  /** Says other steps, in place: whoever is about to press a button finds it where it was. */
  steps(steps: readonly string[]): void;
}

/**
 * The warning over one message: what it is, why, and what to do now. All it can do is open a packaged guide, show the
 * quoted words, or fold: a page can take the user's click from it, so nothing here may carry authority.
 */
export function banner(doc: Document, shown: Shown, ways: Ways, tone: Tone, startFolded: boolean, actions: BannerActions): Banner {
  const { words } = ways;
  const { level, label, title } = shown;
  const name = words.region.replace('$1', () => title);
  const made = host(doc, WARNING, level, ways.templates.warning[level], { ...words, label, title, name }, ways, tone);
  made.host.setAttribute('data-scam', shown.scam);
  const { box, head, details, row, guide, toggle, heard } = made.parts as Record<'box' | 'head' | 'details' | 'row' | 'guide' | 'toggle' | 'heard', HTMLElement>;
  fill(doc, made.parts, shown, ways, words.source, actions.point);
  onPress(guide, () => actions.openGuide(shown.guide));
  const fold = (away: boolean): void => {
    details.hidden = away;
    box.classList.toggle('folded', away);
    toggle.textContent = away ? words.show : words.hide;
    toggle.setAttribute('aria-expanded', String(!away));
    // Folded, it is one line: the buttons move up beside the title.
    (away ? head : box).append(row);
  };
  onPress(toggle, () => {
    const away = !details.hidden;
    fold(away);
    // It has moved, and the focus that it had is where it is.
    toggle.focus();
    actions.folded(away);
  });
  fold(startFolded);
  // Politely: whoever is listening to something else hears this afterwards.
  if (!startFolded) dom.windowOf(doc)?.setTimeout(() => (heard.textContent = name), HEARD_AFTER);
  return { host: made.host, steps: (steps) => fillSteps(doc, made.parts, steps, ways) };
}
