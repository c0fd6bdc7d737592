/**
 * Runs in the page: where words are cut, spill out of their box, leave the view or lie over others. `ours` names the
 * elements of ours in somebody else's page; null: all of the page is ours. `meant` are places where words are cut on purpose.
 * @param {string | null} ours @param {string[]} meant @returns {string[]}
 */
export function misfits(ours, meant) {
  /** Pixels that rounding may take. */
  const ROUNDING = 1.5;
  /** @type {Set<string>} */
  const found = new Set();
  /** @type {{ box: DOMRect, of: Element, words: string, layer: Element | null }[]} */
  const lines = [];
  const up = (/** @type {Element} */ element) => element.assignedSlot ?? element.parentElement ?? (element.getRootNode() instanceof ShadowRoot ? /** @type {ShadowRoot} */ (element.getRootNode()).host : null);
  const within = (/** @type {Element} */ element, /** @type {Element} */ around) => {
    for (let at = /** @type {Element | null} */ (element); at; at = up(at)) if (at === around) return true;
    return false;
  };
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim().slice(0, 50);
  const nameOf = (/** @type {Element} */ element) => `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map((name) => `.${name}`).join('')}`;
  // What is only for ears: a pixel, clipped away.
  const onlyHeard = (/** @type {CSSStyleDeclaration} */ style, /** @type {Element} */ element) => style.clipPath.startsWith('inset(50%') || (style.overflowX === 'hidden' && element.clientWidth <= 1 && element.clientHeight <= 1 && style.position === 'absolute');

  /** What lies above the rest of the page is no neighbour of it. @param {Element} element */
  const layerOf = (element) => {
    for (let at = /** @type {Element | null} */ (element); at; at = up(at)) {
      const { position } = getComputedStyle(at);
      if (position === 'fixed' || position === 'sticky' || at.matches(':popover-open, dialog[open]')) return at;
    }
    return null;
  };

  /** Answers what is seen of the line. @param {Element} element @param {DOMRect} box @param {string} words */
  const judge = (element, box, words) => {
    let seen = box;
    let boxed = false;
    let theirs = false;
    for (let at = /** @type {Element | null} */ (element); at; at = up(at)) {
      const style = getComputedStyle(at);
      theirs ||= ours !== null && at.localName.startsWith('caveat-');
      if (style.display === 'inline' || style.display === 'contents') continue;
      const edge = at.getBoundingClientRect();
      const ground = at === document.documentElement || at === document.body;
      // What does not fit into a part that scrolls can be scrolled to.
      const scrolls = !ground && /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`);
      const clipsX = /hidden|clip/.test(style.overflowX);
      const clipsY = /hidden|clip/.test(style.overflowY);
      const outX = Math.max(edge.left - box.left, box.right - edge.right);
      const outY = Math.max(edge.top - box.top, box.bottom - edge.bottom);
      // A line is taller than its letters, and a clipped line box may lose a little of the air.
      if ((clipsX && outX > ROUNDING) || (clipsY && outY > box.height * 0.3)) found.add(`cut by ${nameOf(at)}: "${words}"`);
      const drawn = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || Number.parseFloat(style.borderInlineEndWidth) > 0;
      if (!boxed && !theirs && drawn && !ground) {
        boxed = true;
        if (!clipsX && !scrolls && (outX > ROUNDING || outY > box.height * 0.4)) found.add(`spills out of ${nameOf(at)}: "${words}"`);
      }
      if (scrolls || clipsX || clipsY) {
        const [left, top] = [Math.max(seen.left, edge.left), Math.max(seen.top, edge.top)];
        seen = new DOMRect(left, top, Math.max(0, Math.min(seen.right, edge.right) - left), Math.max(0, Math.min(seen.bottom, edge.bottom) - top));
      }
      if (scrolls) {
        if (!theirs && at.scrollWidth > at.clientWidth + ROUNDING) found.add(`has to be scrolled sideways in ${nameOf(at)}: "${words}"`);
        return seen;
      }
      if (style.position === 'fixed') break;
    }
    if (box.left < -ROUNDING || box.right > innerWidth + ROUNDING) found.add(`outside of the view: "${words}"`);
    return seen;
  };

  /** @param {Element | ShadowRoot} node */
  const walk = (node) => {
    if (node instanceof Element) {
      if (/^(script|style|svg|select|option|datalist|textarea|canvas|audio|video)$/.test(node.localName)) return;
      if (!node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) {
        if (getComputedStyle(node).display !== 'contents') return;
      }
      const style = getComputedStyle(node);
      if (onlyHeard(style, node) || meant.some((selector) => node.matches(selector))) return;
      if (node instanceof HTMLInputElement && /^(text|search|email|tel|url)$/.test(node.type)) {
        const probe = document.createElement('canvas').getContext('2d');
        const room = node.clientWidth - Number.parseFloat(style.paddingInlineStart) - Number.parseFloat(style.paddingInlineEnd);
        if (probe) probe.font = style.font;
        const words = node.value || node.placeholder;
        if (probe && !node.value && probe.measureText(words).width > room + ROUNDING) found.add(`too long for its field: "${short(words)}"`);
      }
    }
    for (const child of node.childNodes) {
      if (child instanceof Element) walk(child);
      if (child.nodeType !== Node.TEXT_NODE || !child.textContent?.trim()) continue;
      const of = /** @type {Element} */ (child.parentElement ?? /** @type {ShadowRoot} */ (child.parentNode).host);
      const range = document.createRange();
      range.selectNodeContents(child);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        const seen = judge(of, box, short(child.textContent));
        lines.push({ box: seen, of, words: short(child.textContent), layer: layerOf(of) });
      }
    }
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
  };

  const roots = ours === null ? [document.body] : [...document.querySelectorAll(ours)];
  if (roots.length === 0) found.add(`nothing at ${ours}`);
  for (const root of roots) walk(root);
  if (ours === null) {
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth + ROUNDING) found.add(`the page is ${wide} wide in a view of ${innerWidth}`);
  }

  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((one, i) => {
    // The middle half of a line: above and below it there is air.
    const air = one.box.height / 4;
    for (const other of lines.slice(i + 1)) {
      if (other.box.top > one.box.bottom) break;
      if (other.of === one.of || other.layer !== one.layer) continue;
      const top = Math.max(one.box.top + air, other.box.top + other.box.height / 4);
      const bottom = Math.min(one.box.bottom - air, other.box.bottom - other.box.height / 4);
      const left = Math.max(one.box.left, other.box.left);
      const right = Math.min(one.box.right, other.box.right);
      if (bottom - top < 2 || right - left < 2) continue;
      if (within(one.of, other.of) && one.of.localName === 'summary') continue;
      found.add(`"${one.words}" lies over "${other.words}"`);
    }
  });
  return [...found];
}
