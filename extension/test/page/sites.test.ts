// @vitest-environment happy-dom
import nodeConsole from 'node:console';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteAdapter } from '../../src/page/adapter';
import { fits, placeFor, survey, type Found } from '../../src/page/find';
import { aroundOf, read, type ReadMessage } from '../../src/page/read';
import { adapter, open, show, sight } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

function finish(steps: Generator<void, ReadMessage>): ReadMessage {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function messages(site: SiteAdapter): { found: Found; read: ReadMessage; expect: string }[] {
  const { messages: all } = survey(document, site, sight());
  const around = aroundOf(document, site, sight(), all);
  return all.map((found) => ({
    found,
    read: finish(read(found, around)),
    expect: (found.container.closest('[data-expect]') ?? found.container.querySelector('[data-expect]'))?.getAttribute('data-expect') ?? '',
  }));
}

const PAGES = [
  ['gmail', 'gmail/conversation', ['scam', 'own', 'honest']],
  ['outlook', 'outlook/conversation', ['scam', 'own']],
  ['outlook', 'outlook/single', ['honest']],
  ['google-messages', 'google-messages/conversation', ['honest', 'own', 'scam']],
  ['roundcube', 'roundcube/preview', ['scam']],
  ['roundcube', 'roundcube/full', ['honest']],
  ['demo', 'demo/conversation', ['scam', 'own']],
] as const;

describe.each(PAGES)('%s on %s', (id, page, expected) => {
  const site = adapter(id);

  it('finds each open message once, in order, and no draft', () => {
    open(page);
    expect(fits(document, site)).toBe(true);
    expect(messages(site).map(({ expect: what }) => what)).toEqual([...expected]);
    expect(survey(document, site, sight()).unread).toEqual([]);
  });

  it('knows whose they are', () => {
    open(page);
    for (const { found, expect: what } of messages(site)) expect(found.own).toBe(what === 'own');
  });

  it('reads sender and text of each, and nothing of a compose box', () => {
    open(page);
    for (const { read: { message } } of messages(site)) {
      expect(message.body).not.toBe('');
      expect(message.sender.name + message.sender.number).not.toBe('');
      expect(message.body).not.toMatch(/typed|draft/i);
    }
  });

  it('has a place for the warning outside the body and outside of what is written', () => {
    open(page);
    const all = messages(site);
    for (const { found } of all) {
      const place = placeFor(found, site, document, all.length === 1, sight());
      expect(place).not.toBeNull();
      const parent = place?.side === 'before' || place?.side === 'after' ? place.anchor.parentElement : place?.anchor;
      expect(found.body.contains(parent ?? null)).toBe(false);
      expect(parent?.closest('[contenteditable="true"],[role=textbox]')).toBeNull();
    }
  });

  it('keys are told apart, stay the same, and change with the text', () => {
    open(page);
    const keys = messages(site).map(({ read: { key } }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(messages(site).map(({ read: { key } }) => key)).toEqual(keys);
    (messages(site)[0]?.found.body as Element).append(' one word more');
    const after = messages(site).map(({ read: { key } }) => key);
    expect(after[0]).not.toBe(keys[0]);
    expect(after.slice(1)).toEqual(keys.slice(1));
    for (const key of keys) expect(key).toMatch(/^[a-z0-9]*:[a-z0-9]+$/);
  });
});

describe('fields', () => {
  const one = (id: string, page: string, index = 0) => {
    open(page);
    return messages(adapter(id))[index]?.read.message;
  };

  it('Gmail', () => {
    expect(one('gmail', 'gmail/conversation')).toMatchObject({
      channel: 'email',
      subject: 'Your order 📦 was placed',
      sender: { name: 'Amazon Care', address: 'alerts@amz-care.example', number: '' },
      hidden: 'quarterly gardening newsletter tulips',
      links: [
        { text: '+1 800 555 0142', href: 'tel:+18005550142' },
        { text: 'cancel it at amazon.com', href: 'https://amz-care.example/cancel' },
      ],
      turns: [],
    });
    expect(one('gmail', 'gmail/conversation')?.body).toBe(
      'Dear customer,\n\nA purchase of iPhone 16 Pro for $799.00 was made on your account.\nIf you did not make it, call our fraud department at +1 800 555 0142 at once.\n\nOr cancel it at amazon.com.',
    );
  });

  it('Outlook, in German', () => {
    expect(one('outlook', 'outlook/conversation')).toMatchObject({
      subject: 'Ihr Konto ist gesperrt',
      sender: { name: 'Wells Bank', address: 'service@wells-verify.example', number: '' },
      links: [{ text: 'wells.example', href: 'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwells-verify.example%2Flogin&data=05' }],
    });
  });

  it('Outlook without an address in the page: unknown, not guessed', () => {
    expect(one('outlook', 'outlook/single')).toMatchObject({ subject: 'Lunch on Friday', sender: { name: 'Kim', address: '' } });
  });

  it('Google Messages: an unsaved number', () => {
    expect(one('google-messages', 'google-messages/conversation', 2)).toMatchObject({
      channel: 'sms',
      sender: { name: '', address: '', number: '(415) 555-0137' },
      links: [{ text: 'https://pay-fast.example/x7', href: 'https://pay-fast.example/x7' }],
    });
  });

  it('Google Messages: a saved contact has a name and no number', () => {
    open('google-messages/conversation');
    for (const title of document.querySelectorAll('h2')) title.textContent = 'Kim 2';
    expect(messages(adapter('google-messages'))[0]?.read.message.sender).toEqual({ name: 'Kim 2', address: '', number: '' });
  });

  it('Roundcube: the application speaks, not what the mail pretends', () => {
    expect(one('roundcube', 'roundcube/preview')).toMatchObject({
      subject: 'Customs fee for your parcel',
      sender: { name: 'National Post', address: 'post@parcel-fee.example' },
      replyTo: 'desk@elsewhere.example',
    });
    expect(one('roundcube', 'roundcube/preview')?.body).toContain('Parcel RX 5531\nFee 1.99');
    expect(one('roundcube', 'roundcube/full')).toMatchObject({ subject: 'Minutes of the meeting', sender: { name: 'Kim Office', address: 'kim@office.example' }, replyTo: '' });
  });
});

describe('when there is nothing to read', () => {
  // happy-dom tells the console at length that it loads no frames.
  beforeEach(() => void vi.spyOn(nodeConsole, 'error').mockReturnValue(undefined));

  it.each([
    ['gmail', 'gmail/empty', []],
    ['gmail', 'gmail/changed', ['selectors']],
  ] as const)('%s on %s says %s', (id, page, unread) => {
    open(page);
    expect(survey(document, adapter(id), sight())).toEqual({ messages: [], unread });
  });

  it('a thread that is only a draft is no broken site', () => {
    open('gmail/changed');
    document.querySelector('.Zr')?.setAttribute('contenteditable', 'true');
    expect(survey(document, adapter('gmail'), sight())).toEqual({ messages: [], unread: [] });
  });

  it('a text message that is a picture is said to be one', () => {
    open('google-messages/conversation');
    for (const text of document.querySelectorAll('mws-text-message-part')) text.replaceWith(document.createElement('img'));
    expect(survey(document, adapter('google-messages'), sight())).toEqual({ messages: [], unread: ['picture'] });
  });

  it('the list page of Roundcube has no message: that is in its frame, and read there', () => {
    open('roundcube/list');
    expect(fits(document, adapter('roundcube'))).toBe(true);
    expect(survey(document, adapter('roundcube'), sight())).toEqual({ messages: [], unread: [] });
  });

  it('a closed frame instead of a body is left to its own script, and said to be unread where that does not answer', () => {
    open('gmail/conversation');
    // happy-dom loads no frame: its document is null, as that of a foreign one is.
    for (const body of document.querySelectorAll('.ii')) body.replaceWith(document.createElement('iframe'));
    const [scam] = messages(adapter('gmail'));
    expect(scam?.read).toMatchObject({ message: { body: '' }, unread: ['frame'], walked: { frames: [expect.any(HTMLIFrameElement)] } });
    const inside = { body: 'Words in the frame', hidden: 'not seen', links: [{ text: 'here', href: 'https://x.example/' }], cut: false, picture: false };
    const { messages: all } = survey(document, adapter('gmail'), sight());
    const whole = finish(read(all[0] as Found, aroundOf(document, adapter('gmail'), sight(), all, () => inside)));
    expect(whole).toMatchObject({ message: { body: inside.body, hidden: inside.hidden, links: inside.links }, unread: [] });
    expect(whole.key).not.toBe(scam?.read.key);
  });

  it('a broken selector of a newer pack breaks nothing', () => {
    open('gmail/conversation');
    const site = { ...adapter('gmail'), message: [':::', 'div['], body: ['>', '.ii.gt'], subject: ['('], own: ['['] };
    expect(survey(document, site, sight()).messages.length).toBeGreaterThan(0);
  });
});

describe('a mail that plays the application', () => {
  it('brings its own message, body, subject and sender: all of it is text of the mail', () => {
    open('gmail/conversation');
    const before = messages(adapter('gmail')).map(({ read: { message } }) => message);
    const body = document.querySelector('[data-expect=scam] .a3s') as Element;
    body.insertAdjacentHTML('afterbegin', `<h2 class="hP">Fake subject</h2><div role="listitem"><div class="adn ads" data-message-id="#msg-f:666">
      <span class="gD" email="real@bank.example" name="Your bank">Your bank</span><div class="ii gt"><div class="a3s">Nothing to see</div></div></div></div>`);
    const after = messages(adapter('gmail')).map(({ read: { message } }) => message);
    expect(after).toHaveLength(before.length);
    expect(after[0]?.sender).toEqual(before[0]?.sender);
    expect(after[0]?.subject).toBe(before[0]?.subject);
    expect(after[0]?.body).toContain('Fake subject');
    expect(after[0]?.body).toContain('fraud department');
  });
});

describe('the place of a warning', () => {
  it('between the columns of a row there is none: beside the row', () => {
    open('google-messages/conversation');
    const core = document.querySelector<HTMLElement>('[data-e2e-message-id="703"]') as HTMLElement;
    core.style.display = 'flex';
    const site = adapter('google-messages');
    const found = messages(site).at(-1)?.found as Found;
    expect(placeFor(found, site, document, false, sight())).toEqual({ anchor: core, side: 'after' });
  });
});

describe('whose mail it is', () => {
  const site = adapter('gmail');
  const mail = (first: string, second = ''): void => {
    const one = (address: string, n: number) => `<div role="listitem"><div class="adn ads" data-message-id="m${n}"><span class="gD" email="${address}" name="N">N</span><div class="ii gt"><div class="a3s">text ${n}</div></div></div></div>`;
    show(`<a href="https://accounts.google.com/SignOutOptions" aria-label="Account: (me@mail.example)"></a><div role="main"><div class="a98 iY">${one(first, 1)}${second && one(second, 2)}</div></div>`);
  };
  const owns = () => survey(document, site, sight()).messages.map(({ own }) => own);

  it('a first mail "from yourself" is read: extortion forges your address', () => {
    mail('me@mail.example');
    expect(owns()).toEqual([false]);
  });
  it('an answer of your own is not', () => {
    mail('they@x.example', 'ME@mail.example');
    expect(owns()).toEqual([false, true]);
  });
  it('nor is your own mail in the folder of sent mail', () => {
    mail('me@mail.example');
    location.hash = '#sent/abc';
    expect(owns()).toEqual([true]);
    location.hash = '';
  });
});
