import { direction, t } from '../i18n';
import * as dom from '../page/dom';
import type { Verdict } from '../protocol';
import { button, firstStep, icon, levelLabel, make, oneLine, reasonList, titleOf } from './parts';
import { dress } from './sheet';

export const WARNING = 'caveat-warning';

export interface BannerActions {
  openGuide(guide: string): void;
  /** The user folded the warning away or unfolded it again. */
  folded(folded: boolean): void;
}

/**
 * The warning over one message: what it is and why. All it can do is open a packaged guide, or fold: a page can take the
 * user's click from it, so nothing here may carry authority.
 */
export function banner(doc: Document, verdict: Verdict, folded: boolean, actions: BannerActions): HTMLElement {
  const host = make(doc, WARNING);
  host.setAttribute('data-level', verdict.level);
  host.setAttribute('data-scam', verdict.scam?.id ?? '');
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, doc);

  const title = oneLine(titleOf(verdict), 200);
  const box = make(doc, 'section', `box ${verdict.level}`);
  box.setAttribute('aria-label', t('warning_region', title));
  box.dir = direction();
  const words = make(doc, 'div', 'words');
  const heading = make(doc, 'p', 'title', title);
  heading.dir = 'auto';
  words.append(levelLabel(doc, verdict.level), heading);
  const head = make(doc, 'div', 'head');
  head.append(icon(doc, verdict.level), words);

  const details = make(doc, 'div');
  details.id = 'details';
  const reasons = reasonList(doc, verdict);
  if (reasons) details.append(reasons);
  const step = firstStep(doc, verdict);
  if (step) details.append(step);
  if (verdict.truncated) details.append(make(doc, 'p', 'note', t('warning_cut')));
  details.append(make(doc, 'p', 'note', t('warning_source')));

  const row = make(doc, 'div', 'row');
  const guide = verdict.scam?.guide;
  if (guide) row.append(button(doc, t('open_guide'), 'first', () => actions.openGuide(guide)));
  let isFolded = folded;
  const toggle = button(doc, '', '', () => {
    fold(!isFolded);
    actions.folded(isFolded);
  });
  toggle.setAttribute('aria-controls', 'details');
  row.append(toggle);

  const fold = (away: boolean): void => {
    isFolded = away;
    details.hidden = away;
    box.classList.toggle('folded', away);
    toggle.textContent = t(away ? 'warning_show' : 'warning_hide');
    toggle.setAttribute('aria-expanded', String(!away));
    // Folded, it is one line: the buttons move up beside the title.
    (away ? head : box).append(row);
  };
  box.append(head, details);
  fold(folded);
  root.append(box, announcer(doc, t('warning_region', title), folded));
  return host;
}

/** Screen readers say what changes inside a live region that was there before: so the words come a moment later. */
function announcer(doc: Document, words: string, silent: boolean): HTMLElement {
  const region = make(doc, 'div', 'heard');
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  if (!silent) {
    dom.windowOf(doc)?.setTimeout(() => {
      region.textContent = words;
    }, 150);
  }
  return region;
}
