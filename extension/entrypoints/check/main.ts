import './style.css';
import { ask } from '../../src/ask';
import { t } from '../../src/i18n';
import { byId, el, masthead } from '../../src/ui/dom';
import { openPage } from '../../src/ui/page';
import { pasteBox } from '../../src/ui/paste-box';

/** A large box for a message, and the place where a right-click check lands when its page allows no card. */
async function start(): Promise<void> {
  await openPage();
  document.title = t('check_page_title');
  const token = location.hash.slice(1);
  // The token is used up: a reload must not look like a lost text.
  if (token) history.replaceState(null, '', location.pathname);
  const answer = token ? await ask({ kind: 'handoff', token }) : null;
  const fill = answer?.ok ? answer.value : null;
  const intro = fill ? t('check_from_page') : t('check_intro');
  document.body.append(
    el(
      'main',
      { class: 'sheet' },
      masthead('/guide.html'),
      el('div', { class: 'stack tight' }, el('h1', {}, t('check_title')), el('p', { class: 'soft' }, intro)),
      pasteBox({ rows: 9, most: 8, fill }),
      el('p', { class: 'soft small' }, t('honest_note')),
    ),
  );
  if (!fill) byId('paste').focus();
}

void start();
