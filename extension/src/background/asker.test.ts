import { describe, expect, test } from 'vitest';
import type { Request } from '../protocol';
import { askerOf, mayAsk, mayRead, type SenderFacts } from './asker';

const self = { id: 'own', base: 'chrome-extension://own/' };
const tab = { id: 5, url: 'https://mail.google.com/mail/u/0/' };
const content: SenderFacts = { id: 'own', url: 'https://mail.google.com/mail/u/0/', frameId: 0, tab };
const popup: SenderFacts = { id: 'own', url: 'chrome-extension://own/popup.html' };
const demo: SenderFacts = { id: 'own', url: 'chrome-extension://own/demo.html#/inbox/x', frameId: 0, tab: { id: 6 } };
const all: Request['kind'][] = ['adapter', 'scan', 'view', 'open-guide', 'check', 'report', 'handoff', 'updates', 'updates-set', 'updates-check', 'updates-use', 'updates-import'];

describe('who is who', () => {
  test('a content script is known by tab, frame and address', () => {
    expect(askerOf(content, self)).toMatchObject({ from: 'content', tabId: 5, frameId: 0, own: false, tabOrigin: 'https://mail.google.com' });
  });
  test('our pages are known by their address, in a tab or not', () => {
    expect(askerOf(popup, self)).toEqual({ from: 'page' });
    expect(askerOf({ ...popup, frameId: 0, tab }, self)).toEqual({ from: 'page' });
  });
  test('the demo mailbox counts as a webmail', () => {
    expect(askerOf(demo, self)).toMatchObject({ from: 'content', tabId: 6, own: true });
    expect(askerOf({ ...demo, url: 'chrome-extension://own/demo.html?x' }, self)).toMatchObject({ from: 'content' });
  });
  test('others are nobody', () => {
    expect(askerOf({ ...content, id: 'other' }, self)).toBeNull();
    expect(askerOf({ ...content, tab: undefined }, self)).toBeNull();
    expect(askerOf({ ...content, frameId: undefined }, self)).toBeNull();
    expect(askerOf({ id: 'own' }, self)).toBeNull();
    expect(askerOf({}, self)).toBeNull();
  });
  test('an address that merely contains ours is a web page', () => {
    expect(askerOf({ ...content, url: 'https://evil.example/?chrome-extension://own/popup.html' }, self)).toMatchObject({ from: 'content' });
    expect(askerOf({ ...content, url: 'chrome-extension://own.evil/popup.html', origin: 'chrome-extension://own.evil' }, self)).not.toEqual({ from: 'page' });
  });
  test('blank and blob frames are read under the origin that made them', () => {
    expect(askerOf({ ...content, url: 'about:blank', origin: 'https://mail.proton.me', frameId: 3 }, self)).toMatchObject({ url: 'https://mail.proton.me/' });
  });
});

describe('who may ask what', () => {
  const asker = (facts: SenderFacts) => askerOf(facts, self) as NonNullable<ReturnType<typeof askerOf>>;
  const allowed = (facts: SenderFacts) => all.filter((kind) => mayAsk(asker(facts), kind));
  test('content scripts and the demo', () => {
    expect(allowed(content)).toEqual(['adapter', 'scan', 'view', 'open-guide']);
    expect(allowed(demo)).toEqual(['adapter', 'scan', 'view', 'open-guide']);
  });
  test('our pages', () => expect(allowed(popup)).toEqual(all.filter((kind) => !['adapter', 'scan', 'view'].includes(kind))));
});

describe('where mail may be read', () => {
  const none = () => Promise.resolve(false);
  test('from the start', async () => {
    expect(await mayRead('https://mail.google.com/mail/u/0/', none, false)).toBe(true);
    expect(await mayRead('https://outlook.live.com/mail/0/inbox', none, false)).toBe(true);
    expect(await mayRead('https://outlook.live.com/calendar/', none, false)).toBe(false);
    expect(await mayRead('https://mail.google.com.evil.example/', none, false)).toBe(false);
    expect(await mayRead('http://mail.google.com/', none, false)).toBe(false);
  });
  test('Firefox: even the first sites only while they are granted', async () => {
    expect(await mayRead('https://mail.google.com/mail/u/0/', none, true)).toBe(false);
    expect(await mayRead('https://outlook.live.com/mail/0/', (pattern) => Promise.resolve(pattern === 'https://outlook.live.com/*'), true)).toBe(true);
  });
  test('after the user allowed it, and only there', async () => {
    const asked: string[] = [];
    const one = (pattern: string) => Promise.resolve(asked.push(pattern) > 0 && pattern === 'https://mail.home.example/*');
    expect(await mayRead('https://mail.home.example:8443/?_task=mail', one, false)).toBe(true);
    expect(await mayRead('https://other.example/', one, false)).toBe(false);
    expect(asked).toEqual(['https://mail.home.example/*', 'https://other.example/*']);
    expect(await mayRead('/', one, false)).toBe(false);
  });
});
