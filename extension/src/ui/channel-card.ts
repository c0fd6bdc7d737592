import { t, tag } from '../i18n';
import { el } from './dom';
import { channelLink } from './guide-blocks';
import { hrefOf, type ReportChannel } from './guide-data';
import { MONEY_LOST } from './guide-happened';

/** A channel's value as people read it: of an address only what tells them where they are. */
export const shown = ({ kind, value }: Pick<ReportChannel, 'kind' | 'value'>): string => (kind === 'url' ? value.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '') : value);

/** What pressing the link does, in words. */
export function deed(channel: ReportChannel): string {
  const words = shown(channel);
  if (!hrefOf(channel)) return words;
  if (channel.kind === 'phone') return t('channel_call', words);
  if (channel.kind === 'sms') return t('channel_text', words);
  return channel.kind === 'email' ? t('channel_write', words) : t('channel_open', words);
}

/** A month or a day as it stands in our files, in the reader's way of writing dates. */
export function dateOf(written: string): string {
  if (!/^\d{4}-\d{2}(?:-\d{2})?$/.test(written)) return written;
  const date = new Date(written);
  if (Number.isNaN(date.getTime())) return written;
  const withDay = written.length > 'yyyy-mm'.length;
  return new Intl.DateTimeFormat(tag(), { year: 'numeric', month: 'long', ...(withDay ? { day: 'numeric' } : {}), timeZone: 'UTC' }).format(date);
}

/** Puts a value on the clipboard; says so on the button, and politely to screen readers. */
export function copyButton(value: string, write: (text: string) => Promise<void> = (text) => navigator.clipboard.writeText(text)): HTMLElement {
  const said = el('span', { class: 'copied-note small', role: 'status' });
  const copy = el('button', { type: 'button', class: 'quiet copy', 'aria-label': t('channel_copy_name', value) }, t('channel_copy'));
  const rest = (): void => {
    copy.textContent = t('channel_copy');
    said.replaceChildren();
  };
  copy.addEventListener('click', () => {
    write(value).then(
      () => {
        copy.textContent = t('channel_copied');
        said.replaceChildren(el('span', { class: 'visually-hidden' }, t('channel_copied')));
      },
      () => said.replaceChildren(t('channel_not_copied')),
    );
  });
  // As it was, once the reader has gone on.
  copy.addEventListener('blur', rest);
  return el('span', { class: 'copying' }, copy, said);
}

/** One way to report, with all that is known of it. */
export function channelCard(channel: ReportChannel): HTMLElement {
  const { label, note, forward, hours, cost, checked, purpose, value } = channel;
  return el(
    'li',
    { class: 'channel' },
    el('div', { class: 'channel-head' }, el('strong', {}, label), purpose.includes(MONEY_LOST) && el('span', { class: 'tag' }, t('channel_lost_money'))),
    note && el('p', { class: 'small' }, note),
    el('div', { class: 'channel-do' }, channelLink(channel, deed(channel), 'button quiet'), copyButton(value)),
    forward && el('p', { class: 'small' }, t('channel_forward', forward)),
    (hours || cost) && el('p', { class: 'small' }, [hours && t('channel_hours', hours), cost && t('channel_cost', cost)].filter(Boolean).join(' · ')),
    el('p', { class: 'small soft fine' }, t('channel_checked', dateOf(checked))),
  );
}

/** The same in two lines, for beside the steps. */
export function channelLine(channel: ReportChannel): HTMLElement {
  return el('li', {}, el('span', {}, channel.label), channelLink(channel, deed(channel)), channel.hours && el('span', { class: 'small soft' }, t('channel_hours', channel.hours)));
}
