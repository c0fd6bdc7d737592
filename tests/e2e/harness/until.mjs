/** Looks again that often. A condition is asked for, never a time. */
const STEP = 25;
export const PATIENCE = 15_000;

/**
 * Waits until `look` gives something true, and gives that. What it saw last is in the error when it never does.
 * @template T @param {string} what @param {() => T | Promise<T>} look @param {number} [patience]
 * @returns {Promise<Exclude<T, false | null | undefined | '' | 0>>}
 */
export async function until(what, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) return /** @type {any} */ (last);
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${patience} ms for: ${what}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await new Promise((resume) => setTimeout(resume, STEP));
  }
}
