import { t } from '../i18n';
import { icon, make } from './parts';
import { dressIn } from './sheet';

export const MARK = 'caveat-mark';

const LOOK = `
:host { all: initial !important; display: inline-flex !important; visibility: visible !important; opacity: 1 !important;
  flex: none !important; width: 18px !important; height: 18px !important; margin-inline-end: 6px !important;
  vertical-align: text-bottom !important; position: relative !important; contain: layout style !important; color-scheme: light dark !important; }
.icon { width: 18px; height: 18px; fill: #b3261e; }
.icon .mark { fill: #fff; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-color-scheme: dark) { .icon { fill: #ff8a80; } .icon .mark { fill: #3a1b19; } }
@media (forced-colors: active) { .icon { fill: CanvasText; } .icon .mark { fill: Canvas; } }
`;

/** The small sign in a row of a list. It says no more than that: the reasons stand over the open message. */
export function mark(doc: Document): HTMLElement {
  const host = make(doc, MARK);
  host.setAttribute('data-level', 'danger');
  host.title = t('mark_title');
  const root = host.attachShadow({ mode: 'closed' });
  dressIn(root, doc, LOOK);
  root.append(icon(doc, 'danger'), make(doc, 'span', 'heard', t('mark_title')));
  return host;
}
