import * as dom from '../page/dom';
import type { Shown, Ways } from '../protocol';
import { button, details, frame, head, make, stepList, type Point, type Tone } from './parts';

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
  const { host, root, box } = frame(doc, WARNING, shown.level, ways, tone);
  host.setAttribute('data-scam', shown.scam);
  const name = words.region.replace('$1', () => shown.title);
  box.setAttribute('aria-label', name);
  const top = head(doc, shown.level, shown.label, shown.title);
  const more = details(doc, shown, ways, words.source, actions.point);
  more.id = 'details';

  const row = make(doc, 'div', 'row');
  if (shown.guide !== '') row.append(button(doc, words.guide, 'first', () => actions.openGuide(shown.guide)));
  let folded = startFolded;
  const toggle = button(doc, '', '', () => {
    fold(!folded);
    // It has moved, and the focus that it had is where it is.
    toggle.focus();
    actions.folded(folded);
  });
  toggle.setAttribute('aria-controls', 'details');
  row.append(toggle);

  const fold = (away: boolean): void => {
    folded = away;
    more.hidden = away;
    box.classList.toggle('folded', away);
    toggle.textContent = away ? words.show : words.hide;
    toggle.setAttribute('aria-expanded', String(!away));
    // Folded, it is one line: the buttons move up beside the title.
    (away ? top : box).append(row);
  };
  box.append(top, more);
  fold(startFolded);
  root.append(announcer(doc, startFolded ? '' : name));
  return {
    host,
    steps: (steps) => {
      const old = more.querySelector('.steps');
      if (steps.length > 0) old?.replaceWith(stepList(doc, words.steps, steps));
    },
  };
}

/** Polite: whoever is listening to something else hears this afterwards. */
function announcer(doc: Document, words: string): HTMLElement {
  const region = make(doc, 'div', 'heard');
  region.setAttribute('role', 'status');
  if (words !== '') dom.windowOf(doc)?.setTimeout(() => (region.textContent = words), HEARD_AFTER);
  return region;
}
