import evidence from './evidence.css?inline';
import mark from './mark.css?inline';
import tokens from './tokens.css?inline';
import warning from './warning.css?inline';

/** The style sheets that go into web pages. The background holds them, so that no page carries them before it needs one. */

/** Helper mode: everything in a warning is larger, and one thing stands below the other. */
const LARGER = '.caveat { font-size: 20px; } .box .more.two { grid-template-columns: minmax(0, 1fr); }';

export const shadowLooks = (helper: boolean): string => tokens + warning + mark + (helper ? LARGER : '');

export const evidenceLooks = evidence;
