/**
 * Runs in the page, with axe in it: what has the focus, through shadows too; null when nothing has.
 * @returns {null | { name: string, role: string, tag: string, at: string, faults: string[] }}
 */
export function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const { axe } = /** @type {any} */ (globalThis);
  axe.setup(document.documentElement);
  const name = axe.commons.text.accessibleText(at).replace(/\s+/g, ' ').trim();
  const role = axe.commons.aria.getRole(at) ?? at.localName;
  axe.teardown();

  const faults = [];
  if (name === '') faults.push('has no name');
  const { left, top, right, bottom, width, height } = at.getBoundingClientRect();
  // A control that draws itself by its label or by what stands beside it shows the focus there.
  const drawn = [at, at.parentElement, at.nextElementSibling, at.closest('label'), .../** @type {any} */ (at).labels ?? []];
  const outlines = drawn.filter((one) => one instanceof Element).map((one) => getComputedStyle(one));
  const seen = outlines.some(({ outlineStyle, outlineWidth, boxShadow }, i) => (outlineStyle !== 'none' && (outlineStyle === 'auto' || Number.parseFloat(outlineWidth) >= 2)) || (i === 0 && boxShadow !== 'none'));
  // A heading has it only so that reading begins there: there is nothing to be done with it.
  if (!seen && role !== 'heading') faults.push('shows no outline');
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) faults.push(`is out of view (${Math.round(left)}, ${Math.round(top)}, ${Math.round(width)} × ${Math.round(height)})`);
  else {
    const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
    const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
    const above = /** @type {Document | ShadowRoot} */ (at.getRootNode()).elementFromPoint(x, y);
    const inside = (/** @type {Element} */ around, /** @type {Element} */ one) => around.contains(one) || one.contains(around);
    if (above && width > 2 && !inside(at, above) && !drawn.some((one) => one instanceof Element && one.contains(above))) faults.push(`lies under ${above.localName}.${above.className}`);
  }
  return { name, role, tag: at.localName, at: `${at.localName}${at.id ? `#${at.id}` : ''}.${String(at.className)}`, faults };
}
