import { beforeAll, expect, test } from 'vitest';
import { readPage } from '../../scripts/read-page.d/read.mjs';
import { ELSEWHERE, serveFiles } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';

/**
 * Reading as a person sees it, in real browsers: their own styles, layout and ways to write a colour. Each case is one
 * mail; all stand in one page and are read as the extension reads a page.
 *
 * @typedef {[name: string, html: string, seen: string, hidden?: string]} Case
 */
const DECOY = 'decoy words';
const SEEN = 'Seen words';

/** A block with this style holds words that nobody sees. @param {string} style @returns {Case} */
const hides = (style) => [`hidden: ${style}`, `<p>${SEEN}</p><div style="${style}">${DECOY}</div>`, SEEN, DECOY];
/** Words in markup that nobody sees. @param {string} name @param {string} html @returns {Case} */
const hidden = (name, html) => [`hidden: ${name}`, `<p>${SEEN}</p>${html}`, SEEN, DECOY];
/** A block with this style is seen, though something about it looks like hiding. @param {string} style @returns {Case} */
const shows = (style) => [`seen: ${style}`, `<div style="${style}">${SEEN}</div>`, SEEN, ''];
/** @param {string} name @param {string} html @param {string} [seen] @returns {Case} */
const seen = (name, html, seen = SEEN) => [`seen: ${name}`, html, seen, ''];

const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';

/** @type {Case[]} */
const HIDDEN = [
  // Not drawn
  hides('display: none'),
  hides('visibility: hidden'),
  hides('visibility: collapse'),
  hides('content-visibility: hidden'),
  hidden('the attribute hidden', `<div hidden>${DECOY}</div>`),
  hidden('hidden until found', `<div hidden="until-found">${DECOY}</div>`),
  hidden('a closed dialog', `<dialog>${DECOY}</dialog>`),
  hidden('a popover', `<div popover>${DECOY}</div>`),
  // Faint
  hides('opacity: 0'),
  hides('opacity: 0.02'),
  hidden('opacity of all around together', `<div style="opacity: 0.3"><div style="opacity: 0.3">${DECOY}</div></div>`),
  hidden('opacity that a child cannot undo', `<div style="opacity: 0"><b style="opacity: 1">${DECOY}</b></div>`),
  hides('filter: opacity(0)'),
  hides('filter: opacity(2%)'),
  hides('filter: blur(20px)'),
  hides('mask-image: linear-gradient(transparent, transparent)'),
  hides('-webkit-text-fill-color: transparent'),
  hides('color: transparent'),
  hides('color: rgba(0, 0, 0, 0.03)'),
  // Tiny
  hides('font-size: 0'),
  hides('font-size: 1px'),
  hides('font: 0/0 serif'),
  hides('zoom: 0.01'),
  hides('letter-spacing: -1em'),
  // No room
  hides('height: 0; overflow: hidden'),
  hides('height: 2px; overflow: hidden'),
  hides('max-height: 0; overflow: hidden'),
  hides('width: 0; overflow: hidden; white-space: nowrap'),
  hides('max-width: 0; max-height: 0; overflow: hidden; opacity: 1'),
  hides('height: 0; overflow: clip'),
  hides('height: 0; overflow-y: hidden'),
  hides('line-height: 0; overflow: hidden'),
  hidden('pushed out of a narrow box', `<div style="height: 20px; overflow: hidden"><div style="margin-top: 60px">${DECOY}</div></div>`),
  hidden('pushed aside in a narrow box', `<div style="width: 90px; overflow: hidden"><div style="margin-left: 120px; width: 90px">${DECOY}</div></div>`),
  hidden('for screen readers', `<span style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0); white-space: nowrap">${DECOY}</span>`),
  // Clipped
  hides('position: absolute; clip: rect(0 0 0 0)'),
  hides('position: absolute; clip: rect(1px, 1px, 1px, 1px)'),
  hides('clip-path: inset(50%)'),
  hides('clip-path: inset(0 100% 0 0)'),
  hides('clip-path: circle(0)'),
  hides('clip-path: ellipse(0 0)'),
  hides('clip-path: polygon(0 0, 0 0, 0 0)'),
  // Away
  hides('position: absolute; left: -9999px'),
  hides('position: absolute; top: -9999px'),
  hides('position: fixed; left: -9999px'),
  hides('position: fixed; top: 200vh'),
  hides('position: relative; left: -9999px'),
  hides('margin-left: -9999px'),
  hides('float: left; margin-left: -3000px'),
  hides('text-indent: -9999px'),
  hides('text-indent: -200%; white-space: nowrap'),
  hides('text-indent: 100%; white-space: nowrap; overflow: hidden'),
  // Transformed
  hides('transform: scale(0)'),
  hides('transform: scaleY(0)'),
  hides('transform: scale(0.01)'),
  hides('scale: 0'),
  hides('transform: translateX(-9999px)'),
  hides('translate: -9999px'),
  hides('transform: rotateY(90deg)'),
  // Coloured as the ground
  hides('color: #fff'),
  hides('color: #fefefe'),
  hides('color: white; background: white'),
  hides('color: #123456; background-color: #123456'),
  hides('color: #333; background-color: currentColor'),
  hides('-webkit-text-fill-color: white'),
  hides('color: color-mix(in srgb, white 99%, black)'),
  hides('color: color-mix(in oklab, white, white)'),
  hides('color: oklch(1 0 0)'),
  hides('color: oklab(1 0 0)'),
  hides('color: lab(100 0 0)'),
  hides('color: lch(100 0 0)'),
  hides('color: color(display-p3 1 1 1)'),
  hides('color: color(srgb 1 1 1)'),
  hides('color: hsl(0 0% 100%)'),
  hides('color: hwb(0 100% 0%)'),
  hides('background: oklch(0.5 0.1 30); color: oklch(0.5 0.1 30)'),
  hides('color: white; text-shadow: 0 0 0 transparent'),
  hidden('white on a white that stands on black', `<div style="background: black"><div style="background: white"><b style="color: white">${DECOY}</b></div></div>`),
  hidden('on half of a white over white', `<div style="background: rgba(255, 255, 255, 0.5); color: white">${DECOY}</div>`),
  hidden('black on black in a dark mail', `<div style="background: black; color: black">${DECOY}</div>`),
  hidden('in a table of old', `<table bgcolor="#224466"><tr><td><font color="#224466">${DECOY}</font></td></tr></table>`),
  hidden('white font of old', `<font color="white">${DECOY}</font>`),
  hidden('drawn in white', `<svg width="200" height="20"><text y="15" fill="white">${DECOY}</text></svg>`),
  // By a sheet of the mail's own
  hidden('a class', `<style>.gone { display: none }</style><p class="gone">${DECOY}</p>`),
  hidden('a rule for this width', `<style>@media (min-width: 100px) { .wide { font-size: 0 } }</style><p class="wide">${DECOY}</p>`),
];

/** @type {Case[]} */
const SHOWN = [
  shows('color: #999; font-size: 9px'),
  shows('color: #ccc'),
  shows('opacity: 0.5'),
  shows('visibility: visible'),
  shows('background: #000; color: #fff'),
  shows('background: #111 url(data:image/png;base64,); color: #fff'),
  shows('background: linear-gradient(#000, #333); color: #fff'),
  shows('background: #7f7f7f; color: #f00'),
  shows('background: oklch(0.2 0.05 260); color: white'),
  shows('background: rgba(0, 0, 0, 0.6); color: white'),
  shows('color: oklch(0.6 0.2 30)'),
  shows('color: color-mix(in srgb, red, white)'),
  shows('color: transparent; background: linear-gradient(red, blue); -webkit-background-clip: text; background-clip: text'),
  shows('color: white; text-shadow: 0 0 2px black'),
  shows('color: white; -webkit-text-stroke: 1px black'),
  shows('overflow: hidden'),
  shows('height: 0'),
  shows('max-height: 200px; overflow: auto'),
  shows('height: 0; padding-bottom: 60px; overflow: hidden; display: flex; align-items: flex-start'),
  shows('clip-path: inset(0)'),
  shows('clip-path: circle(90%)'),
  shows('transform: translate(10px, 4px)'),
  shows('transform: rotate(3deg) scale(1.1)'),
  shows('transform: rotate(180deg)'),
  shows('transform: scaleX(-1)'),
  shows('scale: 0.8'),
  shows('translate: 5px'),
  shows('position: relative; top: 5px; left: -10px'),
  shows('position: sticky; top: 0'),
  shows('margin: -10px -5px'),
  shows('text-indent: 30px'),
  shows('text-indent: -20px; padding-left: 20px'),
  shows('text-indent: 100%'),
  shows('filter: opacity(0.8) blur(0.2px)'),
  shows('filter: grayscale(1)'),
  shows('mask-image: linear-gradient(black, transparent)'),
  shows('letter-spacing: -0.5px'),
  shows('zoom: 0.9'),
  shows('direction: rtl'),
  shows('writing-mode: vertical-rl'),
  shows('text-transform: uppercase'),
  shows('user-select: none'),
  shows('columns: 2'),
  shows('float: right'),
  seen('font size 1 of old', `<font size="1" color="#666666">${SEEN}</font>`),
  seen('a child that is visible in a parent that is not', `<div style="visibility: hidden"><b style="visibility: visible">${SEEN}</b></div>`),
  seen('letters of their own size in a parent without any', `<div style="font-size: 0"><b style="font-size: 14px">${SEEN}</b></div>`),
  seen('white over a picture that stands below', `<div style="position: relative"><img src="${PICTURE}" width="300" height="60"><div style="position: absolute; top: 0; left: 0; color: white">${SEEN}</div></div>`),
  seen('white over a dark box that stands below', `<div style="position: relative"><div style="background: black; height: 60px"></div><div style="position: absolute; top: 0; left: 0; color: white">${SEEN}</div></div>`),
  seen('white in a dark cell of old', `<table bgcolor="#ffffff"><tr><td bgcolor="#003366"><font color="white">${SEEN}</font></td></tr></table>`),
  seen('inert, labelled, hidden from screen readers', `<div inert aria-label="other" aria-hidden="true">${SEEN}</div>`),
  seen('an open dialog and an open details', '<dialog open style="position: static">One</dialog><details open><summary>Two</summary>Three</details>', 'One\nTwo\nThree'),
  seen('a closed details shows its summary', '<details><summary>Seen words</summary>more</details>'),
  seen('a frame far from the corner, in a box that cuts off', `<div style="overflow: hidden"><iframe srcdoc="<p>${SEEN}</p>" width="300" height="60"></iframe></div>`),
  seen('drawn letters', `<svg width="200" height="20"><text y="15">${SEEN}</text></svg>`),
  seen('what an image says', `<img alt="${SEEN}" width="100" height="40">`),
  seen('a button of a form', `<form><input type="submit" value="${SEEN}"></form>`),
  seen('words that a sheet adds', `<style>.said::before { content: "Seen " } .said::after { content: "words" }</style><b class="said"></b>`),
  seen('words that a sheet takes from an attribute', `<style>.told::before { content: "Seen " attr(data-more) }</style><b class="told" data-more="words"></b>`),
  ['neither: words that a sheet adds and hides', `${SEEN}<style>.mute::before { content: "decoy"; font-size: 0 }</style><b class="mute"></b>`, SEEN, ''],
  ['neither: what no browser draws', `${SEEN}<template>a</template><noscript>b</noscript><datalist><option>c</option></datalist><meter value="1">d</meter><progress>e</progress><video>f</video><canvas>g</canvas>`, SEEN, ''],
  ['neither: what a drawing only defines', `<svg width="200" height="20"><defs><text>a</text></defs><desc>b</desc><title>c</title><text y="15">${SEEN}</text></svg>`, SEEN, ''],
];

/** Order and white space. @type {Case[]} */
const ORDER = [
  seen('blocks and lines', '<p>One</p><div>Two<br>Three</div>Four', 'One\n\nTwo\nThree\nFour'),
  seen('cells in their rows', '<table><tr><td>Fee</td><td>1.99</td></tr><tr><td>Sum</td><td>2</td></tr></table>', 'Fee 1.99\nSum 2'),
  seen('a word in parts is one word', 'pay<b>pal</b><span>.com</span>', 'paypal.com'),
  seen('white space runs together', 'One \n\t <b> two</b>', 'One two'),
  seen('as written', '<pre>One\ttwo\n  three</pre>', 'One\ttwo\n  three'),
  seen('spaces that stay', 'One&nbsp;two', 'One\u00a0two'),
  seen('a drop cap', '<style>.cap::first-letter { font-size: 40px }</style><p class="cap">Seen words</p>'),
  seen('a list', '<ul><li>One</li><li>Two</li></ul>', 'One\nTwo'),
  seen('from right to left', '<p dir="rtl">\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd</p>', '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd'),
  seen('a place where a word may break', 'pay<wbr>pal', 'paypal'),
  ['ruby', '<ruby>Seen<rp>(</rp><rt>words</rt><rp>)</rp></ruby>', 'Seenwords', '( )'],
];

/**
 * What cannot be told from styles and boxes, or not at a price that a reader would pay. These say what is done instead.
 * @type {(readonly [why: string, ...Case])[]}
 */
const UNDECIDED = [
  ['the ground of a gradient or picture is not known, so the words count as seen', 'white on a white gradient', `<div style="background: linear-gradient(white, white); color: white">${SEEN}</div>`, SEEN, ''],
  ['whether a picture has loaded is not asked: its words are read either way', 'the words of a picture that is shown', `<img src="${PICTURE}" alt="${SEEN}" width="100" height="40">`, SEEN, ''],
  ['what covers what is known for the window alone, and mail is longer', 'words behind a white box', `<div style="position: relative">${SEEN}<div style="position: absolute; inset: 0; background: white"></div></div>`, SEEN, ''],
  ['where a line ends is known by its boxes alone', 'more lines than are shown', `<div style="display: -webkit-box; -webkit-line-clamp: 1; -webkit-box-orient: vertical; overflow: hidden">Seen<br>words</div>`, 'Seen\nwords', ''],
  ['the words are taken in the order of the markup, where the engine looks for phrases', 'an order by style', '<div style="display: flex"><b style="order: 2">words</b><b style="order: 1">Seen</b></div>', 'words\nSeen', ''],
  ['the letters are there as written; the engine undoes reversing characters, not styles', 'letters turned about by style', '<bdo dir="rtl">sdrow neeS</bdo>', 'sdrow neeS', ''],
  ['the character stands in the text; the engine folds it away', 'a soft hyphen', 'pay&shy;pal', 'pay\u00adpal', ''],
  ['numbers that a list draws stand in no text', 'numbers of a list', '<ol><li>One</li></ol>', 'One', ''],
  ['what blending does to a colour is not computed', 'blended into its ground', `<div style="background: white"><b style="color: black; mix-blend-mode: screen">${SEEN}</b></div>`, SEEN, ''],
];

/** @type {Record<string, readonly Case[]>} */
const GROUPS = {
  'words that nobody sees are not the message': HIDDEN,
  'words that look hidden and are seen are the message': SHOWN,
  'words stand in the order and with the spaces in which they are read': ORDER,
  'what is not decided': UNDECIDED.map(([, ...rest]) => rest),
};
const CASES = Object.values(GROUPS).flat();

const ADAPTER = { id: 'sight', name: 'Sight', matches: [], channel: 'email', frames: 'top', message: ['section'], body: ['article'], subject: ['@title'], sender_name: ['h2'] };

const escaped = (/** @type {string} */ text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const PAGE = `<!doctype html><meta charset="utf-8"><title>Sight</title><style>section { margin: 30px; } article { font: 16px/1.4 sans-serif; }</style>
${CASES.map(([name, html]) => `<section title="${escaped(name)}"><h2>Kim</h2><article>${html}</article></section>`).join('\n')}`;

inEachBrowser('what a person sees', (bench) => {
  /** @type {Record<string, { body: string, hidden: string }>} */
  let read = {};

  beforeAll(async () => {
    serveFiles(bench.driver.web, new URL(ELSEWHERE).origin, { '*': PAGE });
    const page = await bench.driver.page(ELSEWHERE);
    const lines = (await readPage(page, [ADAPTER])).filter(({ type }) => type === 'message');
    read = Object.fromEntries(lines.map(({ subject, body, hidden: decoy }) => [subject, { body, hidden: decoy }]));
    await page.close();
  });

  for (const [group, cases] of Object.entries(GROUPS)) {
    test(group, () => {
      const wanted = Object.fromEntries(cases.map(([name, , body, decoy = '']) => [name, { body, hidden: decoy }]));
      const found = Object.fromEntries(cases.map(([name]) => [name, read[name]]));
      expect(found).toEqual(wanted);
    });
  }
}, { extension: null });
