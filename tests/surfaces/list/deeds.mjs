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
  const { x, y } = await tab.evaluate(
    (/** @type {string} */ wanted, /** @type {string} */ around) => {
      const all = [...document.querySelectorAll(around)].flatMap((one) => [...one.querySelectorAll('button, summary, [role=tab]')]).filter((one) => one.checkVisibility());
      const found = all.find((one) => one.textContent?.trim() === wanted) ?? all.find((one) => one.textContent?.includes(wanted));
      if (!found) throw new Error(`nothing to press is called ${wanted}`);
      found.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = found.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    },
    name,
    within,
  );
  await tab.press(x, y);
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
