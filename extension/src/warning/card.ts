import { direction, t } from '../i18n';
import * as dom from '../page/dom';
import type { Verdict } from '../protocol';
import { button, firstStep, icon, levelLabel, make, oneLine, reasonList, titleOf } from './parts';
import { dress } from './sheet';

export const CARD = 'caveat-card';
const GAP = 8;
/** Roughly what the card needs below the words; with less it goes above them. */
const HEIGHT = 300;

/**
 * Shows the verdict on chosen text beside that text. False when the page has no place for it (then the check page opens).
 * Pressing Escape, its button, or anywhere else takes it away.
 */
export function showCard(doc: Document, verdict: Verdict, openGuide: (guide: string) => void): boolean {
  const root = dom.rootOf(doc);
  const view = dom.windowOf(doc);
  if (!root || !view || dom.localName(root) !== 'html') return false;
  for (const old of dom.all(doc, CARD)) dom.remove(old);
  const over = new AbortController();
  const host = make(doc, CARD);
  host.setAttribute('data-level', verdict.level);
  const close = (): void => {
    over.abort();
    dom.remove(host);
  };
  const shadow = host.attachShadow({ mode: 'closed' });
  dress(shadow, doc, true);
  shadow.append(content(doc, verdict, openGuide, close));
  const { x, y } = besideSelection(view);
  host.style.setProperty('--caveat-x', `${x}px`);
  host.style.setProperty('--caveat-y', `${y}px`);
  root.append(host);
  onTop(host);
  const away = (event: Event): void => {
    if (event.isTrusted && !event.composedPath().includes(host)) close();
  };
  view.addEventListener('pointerdown', away, { signal: over.signal, capture: true });
  view.addEventListener('keydown', (event) => event.isTrusted && event.key === 'Escape' && close(), { signal: over.signal, capture: true });
  return dom.isConnected(host) && host.getClientRects().length > 0;
}

function content(doc: Document, verdict: Verdict, openGuide: (guide: string) => void, close: () => void): HTMLElement {
  const title = oneLine(titleOf(verdict), 200);
  const box = make(doc, 'section', `box ${verdict.level}`);
  box.setAttribute('role', 'status');
  box.setAttribute('aria-label', t('warning_region', title));
  const heading = make(doc, 'p', 'title', title);
  heading.dir = 'auto';
  box.dir = direction();
  const words = make(doc, 'div', 'words');
  words.append(levelLabel(doc, verdict.level), heading);
  const head = make(doc, 'div', 'head');
  head.append(icon(doc, verdict.level), words);
  box.append(head);
  const reasons = verdict.level === 'none' ? null : reasonList(doc, verdict);
  if (reasons) box.append(reasons);
  const step = firstStep(doc, verdict);
  if (step) box.append(step);
  if (verdict.level === 'none') box.append(make(doc, 'p', 'note', t('card_none_note')));
  if (verdict.truncated) box.append(make(doc, 'p', 'note', t('warning_cut')));
  box.append(make(doc, 'p', 'note', t('card_source')));
  const row = make(doc, 'div', 'row');
  const guide = verdict.scam?.guide;
  if (guide && verdict.level !== 'none') row.append(button(doc, t('open_guide'), 'first', () => openGuide(guide)));
  row.append(button(doc, t('card_close'), '', close));
  box.append(row);
  return box;
}

function besideSelection(view: Window): { x: number; y: number } {
  const chosen = view.getSelection();
  const words = chosen && chosen.rangeCount > 0 ? chosen.getRangeAt(0).getBoundingClientRect() : null;
  // Text chosen in an input has no range: then the upper corner.
  if (!words || (words.width === 0 && words.height === 0)) return { x: Math.max(GAP, view.innerWidth - 400 - 2 * GAP), y: GAP };
  const x = Math.min(Math.max(GAP, words.left), Math.max(GAP, view.innerWidth - 400 - 2 * GAP));
  const below = words.bottom + GAP;
  const y = below + HEIGHT <= view.innerHeight ? below : Math.max(GAP, words.top - HEIGHT - GAP);
  return { x, y: Math.min(y, Math.max(GAP, view.innerHeight - HEIGHT)) };
}

/** The top layer, so that no dialog of the page lies over it. */
function onTop(host: HTMLElement): void {
  try {
    host.setAttribute('popover', 'manual');
    host.showPopover();
  } catch {
    host.removeAttribute('popover');
  }
}
