import { t } from '../i18n';
import type { UpdatesReport, UpdatesUse } from '../protocol';
import { changedScams, changesInWords } from './changes';
import { button, el } from './dom';
import { helperSteps } from './helper-steps';
import { ageInWords, checkInWords, freedom, managedInWords, rulesInWords, sentences } from './updates-words';

/** What the person may do. */
export interface Deeds {
  /** Called in the click itself. */
  turnOn(): void;
  turnOff(): void;
  check(): void;
  use(which: UpdatesUse): void;
  load(file: Blob): void;
}

interface Circumstances {
  /** The browser lets us speak to the helper. */
  allowed: boolean;
  /** A deed is going on: controls stay where they are, so that the focus does, and wait. */
  working: boolean;
}

/** What explains why a control is fixed. */
const MANAGED_ID = 'updates-managed';

/** The inside of the card, above and below the line that says what is going on. */
export function updatesView(report: UpdatesReport, { allowed, working }: Circumstances, deeds: Deeds): { above: Node[]; below: Node[] } {
  const free = freedom(report);
  /** `key` finds the control again after it has been drawn anew. */
  const control = (key: string, text: string, act: () => void, options: { look?: string; fixed?: boolean } = {}) => {
    const made = button(text, () => void (working || act()), options.look ?? 'quiet');
    made.dataset['key'] = key;
    if (working) made.setAttribute('aria-disabled', 'true');
    if (options.fixed) {
      made.disabled = true;
      made.setAttribute('aria-describedby', MANAGED_ID);
    }
    return made;
  };

  const inUse = (): Node[] => {
    const age = ageInWords(report.inUse);
    return [el('p', {}, rulesInWords(report.inUse)), ...(age ? [el('p', { class: 'note' }, age)] : [])];
  };

  const managed = (): Node[] => {
    const said = managedInWords(report);
    return said.length > 0 ? [el('div', { class: 'note', id: MANAGED_ID }, el('strong', {}, t('managed_title')), el('p', {}, sentences(...said)))] : [];
  };

  const off = (): Node[] => [
    el('p', { class: 'soft' }, t('updates_off_what')),
    ...(free.onOff ? [el('p', { class: 'soft' }, t('updates_off_ask'))] : []),
    el('div', { class: 'row' }, control('switch', t('updates_turn_on'), deeds.turnOn, { look: '', fixed: !free.onOff })),
  ];

  const on = (): Node[] => {
    const turnOff = control('switch', t('updates_turn_off'), deeds.turnOff, { fixed: !free.onOff });
    if (!allowed) {
      // In the settings of the browser it was taken back, or a workplace has turned updates on.
      return [el('p', { class: 'note' }, t('updates_not_allowed')), el('div', { class: 'row' }, control('allow', t('updates_allow'), deeds.turnOn, { look: '' }), turnOff)];
    }
    // Who wants the packaged rules alone has nothing to look for.
    const asks = report.use !== 'packaged';
    const missing = asks && report.host === 'missing' && !report.busy && !working;
    const check = control('check', t('updates_check'), deeds.check, { look: missing ? '' : 'quiet' });
    return [
      // Without the helper nobody was asked.
      el('p', { class: 'soft' }, missing ? t('updates_is_on') : sentences(t('updates_is_on'), checkInWords(report))),
      ...(missing ? [helperSteps()] : []),
      el('div', { class: 'row' }, asks && check, turnOff),
    ];
  };

  const changed = (): Node[] => {
    // Beside a refusal it would be taken for what was refused.
    if (!report.changes || report.problem) return [];
    const groups = changedScams(report.changes).map(({ title, names }) => [el('h4', {}, title), el('ul', {}, ...names.map((name) => el('li', {}, el('bdi', {}, name))))]);
    const fold = groups.length > 0 ? [el('details', { 'data-key': 'which' }, el('summary', {}, t('changes_which')), el('div', { class: 'stack tight which' }, ...groups.flat()))] : [];
    return [el('section', { class: 'stack tight' }, el('h3', {}, t('changes_title')), el('p', {}, changesInWords(report.changes)), ...fold)];
  };

  const choice = (which: UpdatesUse, text: string, note: string) => {
    const made = control(which, text, () => deeds.use(which), { fixed: !free.versions });
    return el('div', { class: 'choice' }, made, el('span', { class: 'small soft' }, note));
  };

  /** A choice that holds back newer rules is said openly, with the way out beside it. */
  const held = (): Node[] => {
    if (report.use === 'newest' || !free.versions) return [];
    const note = t(report.use === 'previous' ? 'updates_held_previous' : 'updates_held_packaged');
    return [el('div', { class: 'note stack tight' }, el('p', {}, note), el('div', { class: 'row' }, control('newest', t('updates_newest'), () => deeds.use('newest'))))];
  };

  const other = (): Node[] => {
    const choices = [
      ...(report.previous && report.use === 'newest' ? [choice('previous', t('updates_previous'), rulesInWords(report.previous))] : []),
      ...(report.use !== 'packaged' && report.inUse.source !== 'packaged' ? [choice('packaged', t('updates_packaged'), t('updates_packaged_note'))] : []),
      el('div', { class: 'choice' }, filePicker(), el('span', { class: 'small soft' }, t('updates_file_note'))),
    ];
    return [el('details', { 'data-key': 'other' }, el('summary', {}, t('updates_other')), el('div', { class: 'stack choices' }, ...choices))];
  };

  /** The browser's own file button speaks the browser's language and look; this one is ours, with the real one inside. */
  const filePicker = (): HTMLElement => {
    const input = el('input', { type: 'file', accept: '.caveat', class: 'visually-hidden', 'data-key': 'file', disabled: !free.file });
    if (!free.file) input.setAttribute('aria-describedby', MANAGED_ID);
    input.addEventListener('click', (event) => working && event.preventDefault());
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) deeds.load(file);
      // The same file chosen once more is a choice again.
      input.value = '';
    });
    return el('label', { class: `button quiet file${free.file ? '' : ' fixed'}` }, input, t('updates_file'));
  };

  return { above: [...inUse(), ...managed(), ...(report.on && free.helper ? on() : off())], below: [...held(), ...changed(), ...other()] };
}
