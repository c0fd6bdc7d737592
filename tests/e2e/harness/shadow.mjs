/**
 * What a warning says. Its shadow root is closed, so no script of the page can read it; both drivers can look inside
 * through the browser's debugging protocol and give the same plain tree.
 *
 * @typedef {{ tag: string, attrs: Record<string, string>, text: string, children: Tree[], ref: unknown, path: string }} Tree
 * @typedef {{ says: string, quote: string }} Reason
 * @typedef {{ level: string, scam: string, label: string, title: string, reasons: Reason[], steps: string[], notes: string[], folded: boolean,
 *   text: string, buttons: { text: string, ref: unknown }[], ref: unknown, path: string }} Warning
 */

/** @param {Tree} tree @returns {Generator<Tree>} */
function* all(tree) {
  for (const child of tree.children) {
    yield child;
    yield* all(child);
  }
}

/** @param {Tree} tree @returns {string} */
export function textOf(tree) {
  if (tree.tag === '#text') return tree.text;
  if (tree.tag === 'style') return '';
  return tree.children.map(textOf).join('');
}

const clean = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();

/** @param {Tree} host @returns {Warning} */
export function warningOf(host) {
  const inside = [...all(host)];
  const named = (/** @type {string} */ name) => inside.filter(({ attrs }) => (attrs.class ?? '').split(/\s+/).includes(name));
  const hidden = new Set(inside.filter(({ attrs }) => 'hidden' in attrs).flatMap((tree) => [tree, ...all(tree)]));
  const heard = new Set(named('heard').flatMap((tree) => [tree, ...all(tree)]));
  const shown = inside.filter((tree) => !hidden.has(tree) && !heard.has(tree));
  const inSteps = new Set(named('steps').flatMap((tree) => [...all(tree)]));
  const items = shown.filter(({ tag }) => tag === 'li');
  const reasons = items
    .filter((item) => !inSteps.has(item))
    .map((item) => {
      const quote = [...all(item)].find(({ tag }) => tag === 'q');
      const words = quote ? clean(textOf(quote)) : '';
      return { says: clean(textOf(item)).replace(words, '').replace(/[\s.]+$/, ''), quote: bare(words) };
    });
  const quotes = new Set(named('quote'));
  const lines = shown.filter((tree) => ['p', 'h3', 'li', 'button'].includes(tree.tag) && !quotes.has(tree));
  return {
    level: host.attrs['data-level'] ?? '',
    scam: host.attrs['data-scam'] ?? '',
    label: named('label').map(textOf).map(clean).join(' '),
    title: named('title').map(textOf).map(clean).join(' '),
    reasons,
    steps: items.filter((item) => inSteps.has(item)).map(textOf).map(clean),
    notes: shown.filter((tree) => (tree.attrs.class ?? '') === 'note').map(textOf).map(clean),
    folded: named('folded').length > 0,
    text: lines.map((tree) => (tree.tag === 'button' ? `[${clean(textOf(tree))}]` : `${tree.tag === 'li' ? '- ' : ''}${clean(textOf(tree))}`)).join('\n'),
    buttons: shown.filter(({ tag, attrs }) => tag === 'button' && attrs.class !== 'quote').map((tree) => ({ text: clean(textOf(tree)), ref: tree.ref })),
    ref: host.ref,
    path: host.path,
  };
}

/** The quotation marks are the interface's, not the mail's. @param {string} words */
const bare = (words) => words.replace(/^[“"«„]+|[”"»“]+$/gu, '');
