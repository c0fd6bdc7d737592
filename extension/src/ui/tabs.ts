import { el } from './dom';

export interface Tab {
  id: string;
  label: string;
  panel: HTMLElement;
}

export interface Tabs {
  list: HTMLElement;
  panels: HTMLElement[];
  chosen(): string;
  choose(id: string, focus?: boolean): void;
}

/** Tabs as ARIA has them: one of them in the tab order, arrow keys go to the others and show them at once. */
export function tabs(label: string, all: readonly Tab[], changed: (id: string) => void = () => undefined): Tabs {
  const buttons = all.map(({ id, label }) => el('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` }, label));
  const panels = all.map(({ id, panel }) => {
    for (const [name, value] of Object.entries({ role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}` })) panel.setAttribute(name, value);
    return panel;
  });
  let at = 0;
  const show = (to: number, focus: boolean): void => {
    at = (to + all.length) % all.length;
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
    });
    panels.forEach((panel, i) => void (panel.hidden = i !== at));
    if (focus) buttons[at]?.focus();
  };
  const go = (to: number, focus: boolean): void => {
    show(to, focus);
    changed(all[at]?.id ?? '');
  };
  buttons.forEach((button, i) => button.addEventListener('click', () => go(i, true)));
  const list = el('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...buttons);
  list.addEventListener('keydown', (event) => {
    const forwards = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backwards = forwards === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forwards]: at + 1, [backwards]: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to, true);
  });
  show(0, false);
  return { list, panels, chosen: () => all[at]?.id ?? '', choose: (id, focus = false) => go(all.findIndex((tab) => tab.id === id), focus) };
}
