import './style.css';
import { ask } from '../../src/ask';
import { t } from '../../src/i18n';
import { button, el, masthead } from '../../src/ui/dom';
import { readMessage, type ReadFile } from '../../src/ui/eml';
import { takesFiles } from '../../src/ui/file-drop';
import { openPage } from '../../src/ui/page';
import { pasteBox } from '../../src/ui/paste-box';
import { linkPanel, senderPanel } from '../../src/ui/question-panels';
import { EMPTY } from '../../src/ui/questions';
import { tabs } from '../../src/ui/tabs';

/** Reasons given here: there is room. */
const MOST = 6;
const TYPES = '.eml,.txt,.html,.htm,message/rfc822,text/plain,text/html';

/** A large box for a message, a link or a sender, and the place where a check made on another page is looked at. */
async function start(): Promise<void> {
  let { settings } = await openPage((changed) => void (settings = changed));
  document.title = t('check_page_title');
  const token = location.hash.slice(1);
  // The token is used up: a reload must not look like a lost text.
  if (token) history.replaceState(null, '', location.pathname);
  const answer = token ? await ask({ kind: 'handoff', token }) : null;
  const handed = answer?.ok ? answer.value : null;

  const again = button(t('check_again'), () => clear(), 'quiet');
  again.hidden = true;
  const ways = { taste: () => settings, changed: (isEmpty: boolean) => void (again.hidden = isEmpty && file.textContent === '') };
  const box = pasteBox({ rows: 10, most: MOST, ...ways });
  const file = el('div', { class: 'stack tight file-said', role: 'status' });
  const picker = el('input', { type: 'file', accept: TYPES, hidden: true });
  picker.addEventListener('change', () => {
    void take([...(picker.files ?? [])]);
    picker.value = '';
  });
  const open = button(t('file_open'), () => picker.click(), 'quiet');
  const field = el('div', { class: 'stack' }, box.field, el('div', { class: 'row' }, open, el('p', { class: 'small soft file-note' }, t('file_note'))), picker, file);
  const panels = { text: { element: el('div', { class: 'panel' }, field, box.result), focus: box.focus, clear: box.clear }, link: linkPanel(ways), sender: senderPanel(ways) };
  const bar = tabs(t('check_tabs'), [
    { id: 'text', label: t('tab_text'), panel: panels.text.element },
    { id: 'link', label: t('tab_link'), panel: panels.link.element },
    { id: 'sender', label: t('tab_sender'), panel: panels.sender.element },
  ]);

  /** Everything, in all tabs: whoever comes next must not see it. */
  function clear(): void {
    file.replaceChildren();
    for (const panel of Object.values(panels)) panel.clear();
    again.hidden = true;
    panels[bar.chosen() as keyof typeof panels].focus();
  }

  async function take([chosen, ...more]: readonly File[]): Promise<void> {
    if (!chosen) return;
    bar.choose('text');
    box.clear();
    const read = await readMessage(chosen);
    if (read.ok) box.fill(read.message);
    file.replaceChildren(...fileLines(read), ...(more.length > 0 ? [el('p', { class: 'small soft' }, t('file_one'))] : []));
    again.hidden = false;
    if (read.ok) box.focus();
  }

  const veil = el('div', { class: 'veil', hidden: true }, el('p', {}, t('file_drop')));
  takesFiles((over) => void (veil.hidden = !over), (files) => void take(files));
  document.body.append(
    el(
      'main',
      { class: 'sheet' },
      masthead('/guide.html'),
      el('div', { class: 'stack tight' }, el('h1', {}, t('check_title')), el('p', { class: 'soft fine' }, handed ? t('check_from_page') : t('check_intro'))),
      el('div', { class: 'bar' }, bar.list, again),
      ...bar.panels,
      el('p', { class: 'soft small' }, t('honest_note')),
    ),
    veil,
  );
  if (handed) box.fill({ ...EMPTY, body: handed.text, links: handed.links }, handed.verdict);
  else box.focus();
}

/** What became of a file: why it was not read, or what of it was not. */
function fileLines(read: ReadFile): HTMLElement[] {
  if (!read.ok) return [el('p', { class: 'notice warn' }, t(`file_${read.problem}`))];
  const lines = read.cut ? [el('p', { class: 'notice' }, t('file_cut'))] : [];
  if (read.unopened.length > 0) lines.push(el('div', { class: 'notice' }, el('p', {}, t('file_unopened')), el('ul', {}, ...read.unopened.map((name) => el('li', { dir: 'auto' }, name)))));
  return lines;
}

void start();
