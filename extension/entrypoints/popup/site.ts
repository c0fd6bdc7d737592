import { browser } from '../../src/browser';
import { t } from '../../src/i18n';
import { el } from '../../src/ui/dom';
import type { Block } from '../../src/ui/keyed';
import type { SiteSwitch } from '../../src/ui/page-state';
import { optionsLink } from './found';

/** On or off for the site under the popup, where the browser leaves that to extensions. `done` hears of every change. */
export function siteBlock(host: string, pattern: string, stands: SiteSwitch, done: (isKept: boolean) => void): Block {
  return { id: 'site', state: [host, pattern, stands], draw: () => draw(host, pattern, stands, done) };
}

function draw(host: string, pattern: string, stands: SiteSwitch, done: (isKept: boolean) => void): HTMLElement {
  if (stands === 'fixed') return el('div', { class: 'site small soft' }, el('p', {}, t('site_fixed', host)));
  const isOn = stands === 'on';
  const box = el('input', { type: 'checkbox', role: 'switch', checked: isOn, 'aria-describedby': 'site-note' });
  // Not `change`: Firefox counts only the click itself as the user's own deed.
  box.addEventListener('click', (event) => {
    if (event.isTrusted) void turn(box, pattern).then(done);
  });
  const note = isOn ? t('site_on_note') : t('popup_allow_note');
  return el(
    'div',
    { class: `site ${isOn ? '' : 'card'}` },
    isOn ? null : el('p', {}, t('popup_not_read', host)),
    el('label', { class: 'switch' }, box, el('span', {}, t('popup_allow', host))),
    el('p', { class: 'small soft', id: 'site-note' }, note, isOn ? ' ' : null, isOn ? optionsLink(t('site_all'), 'sites') : null),
  );
}

/**
 * Asks the browser in the click itself, as it demands. What the switch shows afterwards is what holds. True: the site
 * should have ended, and the browser has kept it.
 */
async function turn(box: HTMLInputElement, pattern: string): Promise<boolean> {
  const wanted = box.checked;
  const asked = wanted ? browser.permissions.request({ origins: [pattern] }) : browser.permissions.remove({ origins: [pattern] });
  await asked.catch(() => false);
  const holds = await browser.permissions.contains({ origins: [pattern] });
  box.checked = holds;
  return !wanted && holds;
}
