import evidence from './evidence.css?inline';
import mark from './mark.css?inline';
import tokens from './tokens.css?inline';
import warning from './warning.css?inline';

/** The style sheets that go into web pages. The background holds them, so that no page carries them before it needs one. */

/** Helper mode: everything in a warning larger by this much. */
const LARGER = '.caveat { font-size: 20px; }';

export const shadowLooks = (helper: boolean): string => tokens + warning + mark + (helper ? LARGER : '');

export const evidenceLooks = evidence;
