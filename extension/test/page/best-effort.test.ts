// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { choose } from '../../src/page/choice';
import { aroundOf, read } from '../../src/page/read';
import type { Message } from '../../src/protocol';
import { adapter, show, sight } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

const TEXT = 'Your parcel is held at the depot. Pay the fee of 1.99 today and it will be delivered tomorrow.';

/** What is read of a page that nobody has described. */
function messages(html: string, ...known: string[]): { site: string; unread: readonly string[]; all: Message[] } {
  show(html);
  const choice = choose(document, [...known, 'any'].map(adapter), sight(), true);
  if (!choice) return { site: '', unread: [], all: [] };
  const around = aroundOf(document, choice.adapter, sight(), choice.seen.messages);
  const all = choice.seen.messages.map((found) => {
    const steps = read(found, around);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.message;
  });
  return { site: choice.site, unread: choice.seen.unread, all };
}

describe('the head of a message on a site that nobody has described', () => {
  it.each([
    ['name and address in one text', `<main><h1>Held</h1><div>Post Office &lt;post@parcel.example&gt;</div><div class="msg-body">${TEXT}</div></main>`, 'Post Office'],
    ['an address behind a name', `<main><h1>Held</h1><div><b>Post Office</b> <i>post@parcel.example</i></div><div class="mail-body">${TEXT}</div></main>`, 'Post Office'],
    ['a link to the address', `<main><h1>Held</h1><a href="mailto:post@parcel.example">Post Office</a><div class="x">${TEXT}</div></main>`, 'Post Office'],
    ['a name in front of an address, after a label', `<main><h1>Held</h1><table><tbody><tr><td>Von:</td><td>"Post Office" &lt;post@parcel.example&gt;</td></tr><tr><td>An:</td><td>robin@mail.example</td></tr></tbody></table><div>${TEXT}</div></main>`, 'Post Office'],
    ['an address alone', `<main><h1>Held</h1><p>post@parcel.example</p><div class="email-body">${TEXT}</div></main>`, ''],
  ])('%s', (_what, html, name) => {
    const { site, all } = messages(html);
    expect(site).toBe('any');
    expect(all).toMatchObject([{ subject: 'Held', sender: { name, address: 'post@parcel.example' } }]);
    expect(all[0]?.body).toContain('Your parcel is held');
    expect(all[0]?.body).not.toContain('post@parcel.example');
  });

  it.each([
    ['no address at all', `<main><h1>News</h1><div class="message-body">${TEXT}</div></main>`],
    ['an address after the text', `<main><h1>News</h1><div class="message-body">${TEXT}</div><p>write to desk@paper.example</p></main>`],
    ['an address in the menu', `<nav><a href="mailto:help@paper.example">Help</a></nav><main><h1>News</h1><div class="message-body">${TEXT}</div></main>`],
    ['what the user is writing', `<main><p>post@parcel.example</p><div class="message-body" contenteditable="true">${TEXT}</div></main>`],
    ['a list of mails', `<main><p>robin@mail.example</p><table><tbody>${`<tr><td>kim@office.example</td><td>${TEXT}</td></tr>`.repeat(12)}</tbody></table></main>`],
  ])('is none: %s', (_what, html) => expect(messages(html)).toEqual({ site: '', unread: [], all: [] }));
});

describe('a known site that has changed', () => {
  const changed = `<div role="main"><div class="new-pane a98 iY"><h2 class="hP">Held</h2><span>Post Office &lt;post@parcel.example&gt;</span><div class="new-text">${TEXT}</div></div></div>`;

  it('is read as well as it can be, and still counts as changed', () => {
    const { site, unread, all } = messages(changed, 'gmail');
    expect({ site, unread }).toEqual({ site: 'gmail', unread: ['selectors'] });
    expect(all).toMatchObject([{ subject: 'Held', sender: { address: 'post@parcel.example' } }]);
  });

  it('is not, before it has had its time to draw', () => {
    show(changed);
    expect(choose(document, ['gmail', 'any'].map(adapter), sight(), false)?.seen).toEqual({ messages: [], unread: ['selectors'] });
  });
});
