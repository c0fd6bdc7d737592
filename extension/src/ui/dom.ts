type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/** One element with attributes and children. Text goes in as text nodes; there is no way from here to HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A button that does something; only a real click by the user counts. */
export function button(text: string, act: () => void, look = ''): HTMLButtonElement {
  const made = el('button', { type: 'button', class: look || null }, text);
  made.addEventListener('click', (event) => event.isTrusted && act());
  return made;
}

/** The element of our own page with that id; its absence is a mistake of ours. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as E;
}

/** The extension's name and sign, leading home. */
export function masthead(href: string | null = null): HTMLElement {
  const inside: Child[] = [el('img', { src: '/icons/icon.svg', alt: '' }), 'Caveat'];
  return href ? el('a', { class: 'masthead', href }, ...inside) : el('div', { class: 'masthead' }, ...inside);
}
