import { expect, test } from 'vitest';
import type { SiteAdapter } from '../page/adapter';
import { chosen, fitting } from './sites';

const adapter = (id: string, ...matches: string[]): SiteAdapter => ({ id, name: id, matches, channel: 'email', body: ['.body'] });
const list = [adapter('demo'), adapter('gmail', 'https://mail.google.com/*'), adapter('proton', 'https://mail.proton.me/*'), adapter('roundcube')];
const ids = (url: string, own = false, inFrame = false) => fitting(list, url, own, inFrame).map(({ id }) => id);

test('an adapter that names the host comes first, those for any host after it', () => {
  expect(ids('https://mail.google.com/mail/u/0/')).toEqual(['gmail', 'roundcube']);
  expect(ids('https://mail.home.example/?_task=mail')).toEqual(['roundcube']);
});

test('the demo’s adapter is for our own page alone, and the others are not for it', () => {
  expect(ids('chrome-extension://own/demo.html', true)).toEqual(['demo']);
  expect(ids('https://mail.home.example/')).not.toContain('demo');
});

test('in a frame only what is read in frames is tried, and on a known site nothing else at all', () => {
  const each = (id: string, ...matches: string[]): SiteAdapter => ({ ...adapter(id, ...matches), frames: 'each' });
  const some = [adapter('gmail', 'https://mail.google.com/*'), each('gmx', 'https://3c.gmx.net/*'), each('roundcube'), { ...each('any'), best_effort: true }];
  const inFrame = (url: string) => fitting(some, url, false, true).map(({ id }) => id);
  expect(inFrame('https://mail.google.com/ad')).toEqual([]);
  expect(inFrame('https://3c.gmx.net/mail')).toEqual(['gmx', 'roundcube', 'any']);
  expect(inFrame('https://mail.home.example/')).toEqual(['roundcube', 'any']);
});

test('a workplace chooses which sites are read, and the demo is no site', () => {
  const left = (sites: string[] | null) => chosen(list, sites).map(({ id }) => id);
  expect(left(null)).toEqual(['demo', 'gmail', 'proton', 'roundcube']);
  expect(left(['gmail', 'unknown'])).toEqual(['demo', 'gmail']);
  expect(left([])).toEqual(['demo']);
});
