import { describe, expect, test } from 'vitest';
import { validMessage } from '../background/validate';
import { addressIn, hostMessage, linkMessage, senderMessage } from './questions';

test.each([
  ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
  ['  <https://a.example>  ', 'https://a.example'],
  ['a.example', 'https://a.example'],
  ['www.a.example/x', 'https://www.a.example/x'],
  ['a.example:8080/x', 'https://a.example:8080/x'],
  ['Look at http://a.example now', 'http://a.example'],
  ['look at a.example', 'https://a.example'],
  ['tel:+1202', 'tel:+1202'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['münchen.example', 'https://münchen.example'],
  ['“a.example”', 'https://a.example'],
  ['', null],
  ['hello', null],
  ['hello there. ok', null],
])('the address in %j is %j', (text, address) => expect(addressIn(text)).toBe(address));

test('a link is asked about with the words on it, or by itself', () => {
  expect(linkMessage('https://a.example', ' Your bank ')).toMatchObject({ channel: 'selection', body: 'Your bank', links: [{ text: 'Your bank', href: 'https://a.example' }] });
  expect(linkMessage('https://a.example', '')).toMatchObject({ body: 'https://a.example', links: [{ text: '', href: 'https://a.example' }] });
});

describe('a sender', () => {
  const ask = (name: string, contact: string, company: string) => senderMessage({ name, contact, company });
  test.each([
    ['a mail', ['Anna', 'anna@b.example', ''], { channel: 'email', sender: { name: 'Anna', address: 'anna@b.example', number: '' } }],
    ['a mail for a company', ['Anna', 'anna@b.example', 'Amazon'], { channel: 'email', sender: { name: 'Amazon Support', address: 'anna@b.example', number: '' } }],
    ['a name with the company in it', ['Amazon Prime', 'a@b.example', 'amazon'], { sender: { name: 'Amazon Prime', address: 'a@b.example', number: '' } }],
    ['an address with its name', ['', 'Anna <anna@b.example>', ''], { sender: { name: '', address: 'anna@b.example', number: '' } }],
    ['a link to write a mail', ['', 'mailto:anna@b.example', ''], { sender: { name: '', address: 'anna@b.example', number: '' } }],
    ['a number', ['', '+44 7700 900123', 'Amazon'], { channel: 'sms', body: 'Amazon Support', sender: { name: '', address: '', number: '+44 7700 900123' } }],
    ['a name alone', ['Amazon', '', ''], { channel: 'email', sender: { name: 'Amazon', address: '', number: '' } }],
  ] as const)('%s', (_, [name, contact, company], message) => {
    const made = ask(name, contact, company);
    expect(made).toMatchObject(message);
    expect(validMessage(made)).not.toBeNull();
  });

  test('nothing typed, or a company alone, asks nothing', () => {
    expect(ask('', '', '')).toBeNull();
    expect(ask(' ', ' ', 'Amazon')).toBeNull();
  });

  test('however much is typed, the background takes it', () => {
    for (const contact of ['', 'a'.repeat(9_000), `${'a'.repeat(500)}@b.example`]) expect(validMessage(ask('n'.repeat(9_000), contact, 'c'.repeat(9_000)))).not.toBeNull();
  });

  test.each([
    ['a@mail.b.example', 'https://mail.b.example/'],
    ['a@b', null],
    ['a@b.example/x', null],
    ['nobody', null],
  ])('who owns the host of %s', (address, href) => expect(hostMessage(address)?.links[0]?.href ?? null).toBe(href));
});
