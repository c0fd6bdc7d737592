import { t, tag } from '../i18n';
import { changeSettings, LONGEST_SENDER, MOST_TRUSTED, senderKey, type Settings, type TrustedSender } from '../settings';
import { button, el } from './dom';
import { type Keeper, note, type Part, partOf } from './options-keeper';

/** How one kind of entry is shown, removed and brought back. */
interface Entries<T> {
  place: string;
  of(settings: Settings): readonly T[];
  keyOf(entry: T): string;
  words(entry: T): (Node | string)[];
  button: string;
  label(entry: T): string;
  removed(entry: T): string;
  /** The settings without that entry, or with it in its old place. */
  without(settings: Settings, key: string): Partial<Settings>;
  back(settings: Settings, entry: T, at: number): Partial<Settings>;
  empty: string;
}

/** A list whose entries can be removed. Where one has been stands a way back, until the next change. */
function removable<T>(keeper: Keeper, entries: Entries<T>): { element: HTMLElement; show(settings: Settings): void } {
  const list = el('ul', { class: 'entries' });
  const empty = el('p', { class: 'soft' }, entries.empty);
  let shown: readonly T[] = [];
  let gone: { at: number; bar: HTMLElement } | null = null;

  const find = (key: string) => [...list.querySelectorAll<HTMLElement>('button[data-entry]')].find(({ dataset }) => dataset['entry'] === key);

  async function remove(entry: T, at: number): Promise<void> {
    const key = entries.keyOf(entry);
    if (!(await keeper.keep(entries.place, (now) => entries.without(now, key), () => entries.removed(entry)))) return;
    const bar = keeper.undoBar(entries.place, { says: () => entries.removed(entry), back: () => changeSettings((now) => entries.back(now, entry, at)), then: () => find(key) });
    gone = { at, bar };
    keeper.until(() => {
      gone = null;
      draw();
    });
    draw();
    bar.querySelector('button')?.focus();
  }

  function draw(): void {
    const held = document.activeElement instanceof HTMLElement && list.contains(document.activeElement) ? document.activeElement.dataset['entry'] : undefined;
    const rows = shown.map((entry, at) => {
      const take = button(entries.button, () => void remove(entry, at), 'quiet');
      take.dataset['entry'] = entries.keyOf(entry);
      take.setAttribute('aria-label', entries.label(entry));
      return el('li', { class: 'entry' }, el('span', { class: 'words' }, ...entries.words(entry)), take);
    });
    if (gone) rows.splice(gone.at, 0, el('li', { class: 'entry' }, gone.bar));
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    empty.hidden = rows.length > 0;
    if (held) find(held)?.focus();
  }

  return {
    element: el('div', {}, list, empty),
    show(settings) {
      const now = entries.of(settings);
      // Drawn only when there is something new: a button must not be exchanged under a finger.
      if (list.childElementCount > 0 && JSON.stringify(now) === JSON.stringify(shown)) return;
      shown = now;
      draw();
    },
  };
}

const since = (time: number): string => new Intl.DateTimeFormat(tag(), { dateStyle: 'medium' }).format(time);

/** An entry put back where it was, if nobody has put it back meanwhile. */
const inserted = <T>(list: readonly T[], entry: T, at: number, isSame: (other: T) => boolean): T[] => (list.some(isSame) ? [...list] : [...list.slice(0, at), entry, ...list.slice(at)]);

export function trustedPart(keeper: Keeper, now: () => Settings): Part {
  const title = t('options_trusted');
  const list = removable<TrustedSender>(keeper, {
    place: 'trusted',
    of: ({ trusted }) => trusted,
    keyOf: ({ sender }) => sender,
    words: (entry) => [el('bdi', { dir: 'ltr' }, entry.sender), ' ', el('span', { class: 'soft small since' }, t('options_trusted_since', since(entry.since)))],
    button: t('options_remove'),
    label: ({ sender }) => t('options_trusted_remove', sender),
    removed: ({ sender }) => t('options_trusted_removed', sender),
    without: ({ trusted }, key) => ({ trusted: trusted.filter(({ sender }) => sender !== key) }),
    back: ({ trusted }, entry, at) => ({ trusted: inserted(trusted, entry, at, ({ sender }) => sender === entry.sender) }),
    empty: t('options_trusted_none'),
  });

  const input = el('input', { id: 'trusted-input', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', dir: 'auto', maxlength: LONGEST_SENDER });
  const wrong = el('p', { class: 'wrong', id: 'trusted-wrong', role: 'alert' });
  const refuse = (why: string): void => {
    wrong.textContent = why;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', wrong.id);
    input.focus();
  };
  const accept = (): void => {
    wrong.textContent = '';
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  };
  const add = async (): Promise<void> => {
    const sender = senderKey(input.value) || senderKey('', input.value);
    const { trusted } = now();
    if (sender === '') return refuse(t('options_trusted_invalid'));
    if (trusted.some((known) => known.sender === sender)) return refuse(t('options_trusted_double'));
    if (trusted.length >= MOST_TRUSTED) return refuse(t('options_trusted_full'));
    accept();
    if (await keeper.keep('trusted', (kept) => ({ trusted: inserted(kept.trusted, { sender, since: Date.now() }, kept.trusted.length, (known) => known.sender === sender) }), () => t('options_trusted_added', sender))) input.value = '';
  };
  const form = el('form', { class: 'field', novalidate: true }, el('label', { for: input.id }, t('options_trusted_label')), el('div', { class: 'beside' }, input, el('button', { type: 'submit', class: 'quiet' }, t('options_trusted_add'))), wrong);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void add();
  });
  input.addEventListener('input', accept);
  const element = partOf(keeper, 'trusted', title, note(t('options_trusted_note', t('level_danger'), t('level_caution'))), el('p', { class: 'soft fine' }, t('options_trusted_warning')), list.element, form);
  return { id: 'trusted', title, element, show: list.show };
}

/** `titleOf`: what a kind is called; the kind itself where no guide names it. */
export function mutedPart(keeper: Keeper, titleOf: (kind: string) => string): Part {
  const title = t('options_muted');
  const list = removable<string>(keeper, {
    place: 'muted',
    of: ({ muted }) => muted,
    keyOf: (kind) => kind,
    words: (kind) => [el('bdi', {}, titleOf(kind))],
    button: t('options_muted_end'),
    label: (kind) => t('options_muted_end_kind', titleOf(kind)),
    removed: (kind) => t('options_muted_ended', titleOf(kind)),
    without: ({ muted }, key) => ({ muted: muted.filter((kind) => kind !== key) }),
    back: ({ muted }, kind, at) => ({ muted: inserted(muted, kind, at, (other) => other === kind) }),
    empty: t('options_muted_none'),
  });
  const element = partOf(keeper, 'muted', title, note(t('options_muted_note')), list.element);
  return { id: 'muted', title, element, show: list.show };
}
