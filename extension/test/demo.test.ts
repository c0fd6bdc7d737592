// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('../src/browser', () => import('./fake-browser'));

const { conversations } = await import('../src/demo/mail');
const { composeView, messageView } = await import('../src/demo/view');

const mails = conversations.flatMap(({ messages }) => messages);
/** Domains of real companies stand only in mails that are meant to be theirs. */
const REAL = /(?:^|\.)(?:amazon\.com|ups\.com|google\.com|gmail\.com)$/;

test('half of the mailbox are scams of different kinds, half are honest', () => {
  const kinds = mails.flatMap(({ expect: { kind } }) => kind ?? []);
  expect(conversations).toHaveLength(16);
  expect(kinds).toHaveLength(8);
  expect(new Set(kinds).size).toBe(8);
  const known = readdirSync(join(import.meta.dirname, '../../guides/en')).map((file) => file.replace('.md', ''));
  expect(kinds.filter((kind) => !known.includes(kind))).toEqual([]);
});

test('ids are unique, and only the user’s own mail is marked as such', () => {
  expect(new Set(mails.map(({ id }) => id)).size).toBe(mails.length);
  for (const { own, from } of mails) expect(own ?? false).toBe(from.address === 'robin.hale@hazelmail.example');
});

test('every address and link of a scam is reserved for examples, or a free mailbox', () => {
  const domains = (text: string) => [...text.matchAll(/(?:@|:\/\/)([a-z0-9.-]+)/g)].map((match) => match[1] as string);
  for (const mail of mails) {
    for (const domain of domains(JSON.stringify(mail))) {
      const reserved = domain.endsWith('.example');
      const own = mail.expect.level === 'none' ? REAL.test(domain) : domain === 'gmail.com';
      expect(reserved || own, `${mail.id}: ${domain}`).toBe(true);
    }
  }
});

test('phone numbers are those set aside for stories', () => {
  const numbers = mails.flatMap((mail) => [...JSON.stringify(mail).matchAll(/(?<![\w+])\+?\d[\d ()-]{9,}\d/g)].map(([number]) => number.replace(/\D/g, '')));
  const plausible = numbers.filter((number) => number.length >= 10 && number.length <= 12);
  expect(plausible.length).toBeGreaterThan(3);
  for (const number of plausible) expect(number).toMatch(/555|^447700900/);
});

test('a message shows what its adapter looks for', () => {
  const mail = mails.find(({ id }) => id === 'toll-1') as (typeof mails)[0];
  const open = messageView(mail, false, () => undefined);
  expect(open.getAttribute('data-message-id')).toBe('toll-1');
  expect(open.querySelector('[data-part="body"]')?.textContent).toContain('unpaid toll');
  expect(open.querySelector('[data-part="from"] [data-address]')?.textContent).toBe('<sms@hazelmail.example>');
  expect(open.querySelector('[data-number]')?.textContent).toBe('+63 905 555 0188');
  const folded = messageView(mail, true, () => undefined);
  expect(folded.hasAttribute('data-collapsed')).toBe(true);
  expect(folded.querySelector('[data-part="body"]')).toBeNull();
});

test('what the user sent says to whom, and what came says to me', () => {
  const [own, other] = [true, false].map((mine) => mails.find((mail) => (mail.own ?? false) === mine) as (typeof mails)[0]);
  const to = (mail: (typeof mails)[0] | undefined, name?: string) => mail && messageView(mail, false, () => undefined, name).querySelector('.to')?.textContent;
  expect(to(own, 'to Marta')).toBe('to Marta');
  expect(to(other)).toBe('to me');
});

test('an answer quotes the scam inside the box for writing', () => {
  const conversation = conversations.find(({ id }) => id === 'boss') as (typeof conversations)[0];
  const box = composeView({ conversation, mail: conversation.messages[0] as (typeof mails)[0] }, () => undefined);
  expect(box.hasAttribute('data-compose')).toBe(true);
  expect(box.querySelector('[contenteditable]')?.textContent).toContain('available');
});
