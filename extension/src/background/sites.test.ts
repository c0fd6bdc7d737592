import { expect, test } from 'vitest';
import type { SiteAdapter } from '../page/adapter';
import { fitting } from './sites';

const adapter = (id: string, ...matches: string[]): SiteAdapter => ({ id, name: id, matches, channel: 'email', body: ['.body'] });
const list = [adapter('demo'), adapter('gmail', 'https://mail.google.com/*'), adapter('proton', 'https://mail.proton.me/*'), adapter('roundcube')];
const ids = (url: string, own = false) => fitting(list, url, own).map(({ id }) => id);

test('an adapter that names the host comes first, those for any host after it', () => {
  expect(ids('https://mail.google.com/mail/u/0/')).toEqual(['gmail', 'roundcube']);
  expect(ids('https://mail.home.example/?_task=mail')).toEqual(['roundcube']);
});

test('the demo’s adapter is for our own page alone, and the others are not for it', () => {
  expect(ids('chrome-extension://own/demo.html', true)).toEqual(['demo']);
  expect(ids('https://mail.home.example/')).not.toContain('demo');
});
