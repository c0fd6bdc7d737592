import * as dom from '../page/dom';

/**
 * The looks of banner and card. `!important` on `:host` is not zeal: between a page's rule and ours for the same element
 * the page's wins, unless ours is important; then nothing that the page declares can.
 */
const LOOKS = `
:host { all: initial !important; display: block !important; visibility: visible !important; opacity: 1 !important;
  box-sizing: border-box !important; flex: 1 0 100% !important; grid-column: 1 / -1 !important; align-self: stretch !important;
  min-width: 0 !important; max-width: 100% !important; margin: 8px 0 !important; position: relative !important;
  contain: layout style !important; isolation: isolate !important; color-scheme: light dark !important; }
.box { --ink: #1c1b1a; --paper: #fff8e6; --edge: #8a5a00; --quote: #5a4a2a;
  box-sizing: border-box; padding: 12px 14px; border: 1px solid var(--edge); border-inline-start-width: 6px; border-radius: 6px;
  background: var(--paper); color: var(--ink); font: 400 16px/1.45 system-ui, sans-serif; text-align: start;
  overflow-wrap: anywhere; cursor: default; }
.box.danger { --paper: #fdecea; --edge: #b3261e; --quote: #6a2a26; }
.box.none { --paper: #f2f3f5; --edge: #5f6368; --quote: #44474a; }
.head { display: flex; flex-wrap: wrap; gap: 10px; align-items: flex-start; }
.icon { flex: none; width: 24px; height: 24px; fill: var(--edge); }
.icon .mark { fill: var(--paper); }
.label { margin: 0; font-size: 14px; font-weight: 700; letter-spacing: .02em; color: var(--edge); }
.title { margin: 0; font-size: 18px; font-weight: 600; line-height: 1.3; }
.words { flex: 1 1 0; min-width: min(160px, 60%); }
ul { margin: 8px 0 0; padding: 0; padding-inline-start: 20px; }
li { margin: 4px 0; }
q { quotes: none; color: var(--quote); }
.step { margin: 10px 0 0; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
button { all: unset; box-sizing: border-box; padding: 6px 12px; border: 1px solid var(--edge); border-radius: 4px; color: var(--ink);
  font: 600 16px/1.2 system-ui, sans-serif; cursor: pointer; min-height: 36px; display: inline-flex; align-items: center; }
button.first { background: var(--edge); color: #fff; }
button:focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
.note { margin: 8px 0 0; font-size: 14px; color: var(--quote); }
.folded .row { margin: 0; }
.folded .title { font-size: 16px; }
[hidden] { display: none; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-color-scheme: dark) {
  .box { --ink: #f3efe6; --paper: #2e2716; --edge: #f0b429; --quote: #e2d3ae; }
  .box.danger { --paper: #3a1b19; --edge: #ff8a80; --quote: #f3c5c1; }
  .box.none { --paper: #2a2c2f; --edge: #bdc1c6; --quote: #d0d3d6; }
  button.first { color: #201a0c; }
}
@media (forced-colors: active) {
  .box { border-color: CanvasText; background: Canvas; color: CanvasText; }
  .icon { fill: CanvasText; } .icon .mark { fill: Canvas; }
  .label, q, .note { color: CanvasText; }
  button, button.first { border-color: ButtonText; background: ButtonFace; color: ButtonText; }
}
@media print { .row { display: none; } }
`;

/** The card floats over the page, near the chosen words. */
const FLOATING = `
:host { position: fixed !important; z-index: 2147483647 !important; inset: auto !important; margin: 0 !important; border: 0 !important;
  padding: 0 !important; background: none !important; overflow: visible !important; inline-size: min(400px, calc(100vw - 24px)) !important;
  block-size: auto !important; left: var(--caveat-x) !important; top: var(--caveat-y) !important; }
.box { box-shadow: 0 4px 18px rgb(0 0 0 / 35%); max-height: calc(100vh - 24px); overflow: auto; }
`;

export const dress = (root: ShadowRoot, doc: Document, floating = false): void => dressIn(root, doc, floating ? LOOKS + FLOATING : LOOKS);

/** Gives a shadow its style, under whatever policy the page has. */
export function dressIn(root: ShadowRoot, doc: Document, css: string): void {
  const view = dom.windowOf(doc);
  try {
    if (!view) throw new TypeError();
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox has not always let content scripts adopt sheets.
    const style = dom.create(doc, 'style');
    style.textContent = css;
    root.append(style);
  }
}
