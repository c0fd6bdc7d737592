import { t, type MessageKey } from '../i18n';
import type { Told } from '../protocol';
import { button, el } from './dom';
import { shareText, sharedOf } from './share';
import { picture, pngOf } from './share-picture';

const FILE = 'caveat.png';
/** How long the browser gets to begin saving before the picture's address is given back. */
const SAVING_MS = 60_000;

let panels = 0;

/** "Tell somebody", and what unfolds from it: what would be sent, and the ways to send it. Nothing leaves before one of them is pressed. */
export function sharing(verdict: Told): { opener: HTMLButtonElement; panel: HTMLElement } {
  const id = `share-${++panels}`;
  const panel = el('div', { class: 'share', id, role: 'group', 'aria-label': t('share_title'), hidden: true });
  const opener = button(t('share_title'), () => toggle(), 'quiet');
  opener.setAttribute('aria-controls', id);
  opener.setAttribute('aria-expanded', 'false');
  let fill: (() => void) | null = () => panel.append(...contents(verdict));
  const toggle = (): void => {
    // Drawn when it is first asked for: most verdicts are shared with nobody.
    fill?.();
    fill = null;
    panel.hidden = !panel.hidden;
    opener.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) panel.scrollIntoView({ block: 'nearest' });
  };
  return { opener, panel };
}

function contents(verdict: Told): HTMLElement[] {
  const words = el('input', { type: 'checkbox' });
  const preview = el('div', { class: 'share-preview', dir: 'auto', tabindex: 0, role: 'region', 'aria-label': t('share_preview') });
  const said = el('p', { class: 'small', role: 'status' });
  const drawn = el('div', { class: 'share-picture' });
  const now = () => sharedOf(verdict, words.checked);
  const renew = (): void => {
    preview.replaceChildren(shareText(now()));
    drawn.replaceChildren();
    said.replaceChildren();
  };
  words.addEventListener('change', renew);
  renew();
  /** Does it, and says what came of it. Closing the browser's own window is no failure. */
  const act = async (deed: () => Promise<unknown>, done: MessageKey | null, failed: MessageKey): Promise<void> => {
    const detail = t(words.checked ? 'share_with_words' : 'share_without_words');
    try {
      await deed();
      if (done) said.replaceChildren(t(done), ' ', detail);
    } catch (cause) {
      if (!(cause instanceof DOMException && cause.name === 'AbortError')) said.replaceChildren(t(failed));
    }
  };
  const text = () => shareText(now());
  const drawNow = async (): Promise<Blob> => {
    const canvas = await picture(now());
    drawn.replaceChildren(canvas);
    return pngOf(canvas);
  };
  const ways = [button(t('share_copy_text'), () => void act(() => navigator.clipboard.writeText(text()), 'share_copied_text', 'share_failed'), 'quiet')];
  if (typeof ClipboardItem === 'function') {
    // The item takes the promise: asked for in the click itself, filled when the picture is drawn.
    const copy = () => navigator.clipboard.write([new ClipboardItem({ 'image/png': drawNow() })]);
    ways.push(button(t('share_copy_picture'), () => void act(copy, 'share_copied_picture', 'share_failed_picture'), 'quiet'));
  }
  ways.push(button(t('share_save_picture'), () => void act(async () => save(await drawNow()), 'share_saved_picture', 'share_failed_picture'), 'quiet'));
  if (typeof navigator.share === 'function') ways.push(button(t('share_send'), () => void act(() => navigator.share({ text: text() }), null, 'share_failed'), 'quiet'));
  return [el('label', { class: 'share-words' }, words, el('span', {}, t('share_words'))), preview, el('div', { class: 'row' }, ...ways), said, drawn];
}

function save(blob: Blob): void {
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(address), SAVING_MS);
}
