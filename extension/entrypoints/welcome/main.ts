import './style.css';
import { t } from '../../src/i18n';
import { el } from '../../src/ui/dom';
import { openPage } from '../../src/ui/page';
import { permissionList } from '../../src/ui/permissions';

await openPage();
document.title = t('welcome_page_title');
const way = (title: string, text: string) => el('div', { class: 'card stack tight' }, el('h3', {}, title), el('p', { class: 'soft' }, text));
document.body.append(
  el(
    'main',
    { class: 'sheet' },
    el(
      'div',
      { class: 'hero' },
      el('img', { src: '/icons/icon.svg', alt: '' }),
      el('h1', {}, t('welcome_title')),
      el('div', { class: 'lead' }, el('p', {}, t('welcome_what')), el('p', {}, t('welcome_private')), el('p', {}, t('welcome_honest'))),
      el('div', { class: 'row' }, el('a', { class: 'button', href: '/demo.html' }, t('welcome_try')), el('a', { class: 'button quiet', href: '/guide.html' }, t('link_guides'))),
    ),
    el('section', { class: 'stack' }, el('h2', {}, t('welcome_ways')), el('div', { class: 'ways' }, way(t('way_mail'), t('way_mail_text')), way(t('way_select'), t('way_select_text')), way(t('way_paste'), t('way_paste_text')))),
    el('section', { class: 'stack' }, el('h2', {}, t('permissions_title')), el('p', { class: 'soft' }, t('permissions_intro')), el('div', { class: 'card' }, permissionList())),
  ),
);
