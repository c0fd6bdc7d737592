import { until } from '../../e2e/harness/until.mjs';

/**
 * What brings a page of ours into a state, for pictures of it: by what the page's elements are, and not by the keyboard,
 * which `keyboard.spec.mjs` tries.
 * @typedef {import('../stage.mjs').Tab} Tab
 */

/** Asked in the page: so many of these are there and shown. @param {string} selector @param {number} [count] */
export const there = (selector, count = 1) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length >= count;

/** Asked in the page. @param {string[]} texts all of these are said; forms of one text are parted by `|` */
export const says = (...texts) => texts.every((text) => text.split('|').some((form) => document.body.innerText.includes(form)));

/** @param {Tab} tab @param {string} selector @param {string} value */
export const fill = (tab, selector, value) =>
  tab.evaluate(
    (/** @type {string} */ wanted, /** @type {string} */ text) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(wanted));
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    selector,
    value,
  );

/** Presses what is called so with the mouse: a button, a tab, something that unfolds. @param {Tab} tab @param {string} name @param {string} [within] */
export async function press(tab, name, within = 'body') {
  let before = '';
  // Parts of a page that come later move the others: pressed when it stays where it is.
  const { x, y } = await until(`"${name}" to stay in its place`, async () => {
    const spot = await tab.evaluate(spotOfName, name, within);
    const same = JSON.stringify(spot) === before && spot;
    before = JSON.stringify(spot);
    return same;
  });
  await tab.press(x, y);
}

/** Runs in the page. @param {string} name @param {string} within */
function spotOfName(name, within) {
  const all = [...document.querySelectorAll(within)].flatMap((one) => [...one.querySelectorAll('button, summary, [role=tab]')]).filter((one) => one.checkVisibility());
  const found = all.find((one) => one.textContent?.trim() === name) ?? all.find((one) => one.textContent?.includes(name));
  if (!found) throw new Error(`nothing to press is called ${name}`);
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = found.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Gives a file to the picker at that place. @param {Tab} tab @param {string} selector @param {{ name: string, type: string, text: string }} file */
export const hand = (tab, selector, file) =>
  tab.evaluate(
    (/** @type {string} */ wanted, /** @type {{ name: string, type: string, text: string }} */ { name, type, text }) => {
      const picker = /** @type {HTMLInputElement} */ (document.querySelector(wanted));
      const given = new DataTransfer();
      given.items.add(new File([text], name, { type }));
      picker.files = given.files;
      picker.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    file,
  );
