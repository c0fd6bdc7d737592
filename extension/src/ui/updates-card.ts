import { ask } from '../ask';
import { browser } from '../browser';
import { t } from '../i18n';
import type { PageNotice, UpdatesReport, UpdatesUse } from '../protocol';
import { el } from './dom';
import { base64Of } from './file';
import { MINUTE } from './time';
import { updatesView, type Deeds } from './updates-view';
import { problemInWords } from './updates-words';

/** Optional: asked for when the user turns updates on, given back when they turn them off. */
const PERMISSION = { permissions: ['nativeMessaging' as const] };

const mayUseHelper = (): Promise<boolean> => browser.permissions.contains(PERMISSION).catch(() => false);

/** Off, and the permission given back; null when the background says no: a workplace may want updates on. */
export async function turnUpdatesOff(): Promise<UpdatesReport | null> {
  const answer = await ask<'updates-set'>({ kind: 'updates-set', on: false });
  if (!answer.ok) return null;
  // What is not needed is not kept. Where the browser will not take it back, updates are off all the same.
  await browser.permissions.remove(PERMISSION).catch(() => false);
  return answer.value;
}

/** How the rules are kept up to date, and every choice about it. Follows what the background says by itself, until the signal. */
export function updatesCard(signal?: AbortSignal): HTMLElement {
  const title = el('h2', { id: 'updates-title', tabindex: -1 }, t('updates_title'));
  const above = el('div', { class: 'stack' });
  const below = el('div', { class: 'stack' });
  // Stays the same element all the time: only so do screen readers speak what comes into it.
  const said = el('div', { class: 'said', role: 'status', 'aria-live': 'polite' });
  const card = el('section', { class: 'card stack', id: 'updates', 'aria-labelledby': 'updates-title' }, title, above, said, below);

  let report: UpdatesReport | null = null;
  let allowed = false;
  /** Something that the user asked for is going on. */
  let working = false;
  /** Something has changed meanwhile: asked again when it is over. */
  let stale = false;
  /** What to say of the last deed; `check` waits until the background is no longer busy. */
  let deed: { words: string } | { checkFrom: string; at: number } | null = null;

  /** The words for what is going on or has just been done. */
  function news(now: UpdatesReport): string[] {
    if (working || now.busy) return [t('updates_checking')];
    const problem = now.problem && (now.on || !now.problem.code.startsWith('host-')) ? [problemInWords(now.problem.code)] : [];
    // The steps for installing say the same, and more; only who has just asked is told once more.
    const wanted = now.problem?.code === 'host-missing' ? [] : problem;
    if (deed && 'words' in deed) return [deed.words];
    if (!deed || wanted.length > 0) return wanted;
    if (now.on && now.host === 'missing') return [problemInWords('host-missing')];
    if (now.inUse.version !== deed.checkFrom) return [t('updates_found')];
    return [t(now.checked < deed.at - MINUTE ? 'updates_asked_lately' : 'updates_none_newer')];
  }

  function show(): void {
    if (!report) return;
    const held = document.activeElement instanceof HTMLElement && card.contains(document.activeElement) ? document.activeElement : null;
    const open = new Set([...card.querySelectorAll<HTMLDetailsElement>('details[open]')].map(({ dataset }) => dataset['key']));
    const view = updatesView(report, { allowed, working }, deeds);
    above.replaceChildren(...view.above);
    below.replaceChildren(...view.below);
    // The steps for the helper are a box of their own: what is said beside them needs no second one.
    said.classList.toggle('bare', card.querySelector('#helper-title') !== null);
    for (const fold of card.querySelectorAll('details')) fold.open ||= open.has(fold.dataset['key']);
    const words = news(report);
    if (words.join() !== said.textContent) said.replaceChildren(...words.map((text) => el('p', {}, text)));
    if (held && !held.isConnected) focusAgain(held.dataset['key']);
  }

  /** To the control that has taken the place of the one that had it, or to the heading. */
  function focusAgain(key: string | undefined): void {
    const same = [...card.querySelectorAll<HTMLElement>('[data-key]')].find(({ dataset }) => dataset['key'] === key);
    (same ?? title).focus({ preventScroll: true });
  }

  async function refresh(): Promise<void> {
    const [answer, may] = await Promise.all([ask<'updates'>({ kind: 'updates' }), mayUseHelper()]);
    allowed = may;
    if (answer.ok) report = answer.value;
    else if (!report) return above.replaceChildren(el('p', {}, t('updates_no_answer')));
    show();
  }

  /** One deed at a time; `act` gives the report that follows from it, or what to say instead. */
  async function run(act: () => Promise<UpdatesReport | string | null>): Promise<void> {
    if (working) return;
    working = true;
    deed = null;
    show();
    const after = await act().catch(() => null);
    allowed = await mayUseHelper();
    working = false;
    if (stale) void refresh();
    stale = false;
    if (typeof after === 'string') deed = { words: after };
    else if (after) report = after;
    else deed = { words: t('updates_no_answer') };
    show();
  }

  const answerOf = async (asked: ReturnType<typeof ask<'updates-set' | 'updates-check' | 'updates-use' | 'updates-import'>>): Promise<UpdatesReport | null> => {
    const answer = await asked;
    return answer.ok ? answer.value : null;
  };

  /** `from`: the rules in use before, `at`: when the user asked the helper, 0: not at all. */
  const afterCheck = (after: UpdatesReport | null, from: string, at: number): UpdatesReport | null => {
    if (after) deed = { checkFrom: from, at };
    return after;
  };

  const deeds: Deeds = {
    turnOn() {
      if (working) return;
      // In the click itself: browsers ask only then, and Firefox only before anything has been waited for.
      const asked = browser.permissions.request(PERMISSION).then((given) => (given ? 'given' : 'refused'), () => 'impossible' as const);
      const [from, at] = [report?.inUse.version ?? '', Date.now()];
      void run(async () => {
        const answer = await asked;
        if (answer !== 'given') return t(answer === 'refused' ? 'updates_refused' : 'updates_cannot_ask');
        return afterCheck(await answerOf(ask<'updates-set'>({ kind: 'updates-set', on: true })), from, at);
      });
    },
    turnOff() {
      void run(async () => {
        const after = await turnUpdatesOff();
        if (!after) return null;
        report = after;
        return t('updates_is_off');
      });
    },
    check() {
      const [from, at] = [report?.inUse.version ?? '', Date.now()];
      void run(async () => afterCheck(await answerOf(ask<'updates-check'>({ kind: 'updates-check' })), from, at));
    },
    use(which: UpdatesUse) {
      void run(async () => {
        const after = await answerOf(ask<'updates-use'>({ kind: 'updates-use', which }));
        if (!after) return null;
        report = after;
        return after.use === which && !after.problem ? t('updates_in_use_now') : after;
      });
    },
    load(file: Blob) {
      const from = report?.inUse.version ?? '';
      void run(async () => {
        const data = await base64Of(file);
        if (data === null) return problemInWords('too-large');
        return afterCheck(await answerOf(ask<'updates-import'>({ kind: 'updates-import', data })), from, 0);
      });
    },
  };

  const hear = (notice: PageNotice): void => {
    if (notice?.kind !== 'updates-changed') return;
    if (working) stale = true;
    else void refresh();
  };
  // Given or taken back in the browser's own settings.
  const allowedAnew = (): void => void (working || refresh());
  browser.runtime.onMessage.addListener(hear);
  browser.permissions.onAdded.addListener(allowedAnew);
  browser.permissions.onRemoved.addListener(allowedAnew);
  signal?.addEventListener('abort', () => {
    browser.runtime.onMessage.removeListener(hear);
    browser.permissions.onAdded.removeListener(allowedAnew);
    browser.permissions.onRemoved.removeListener(allowedAnew);
  });
  void refresh();
  return card;
}

