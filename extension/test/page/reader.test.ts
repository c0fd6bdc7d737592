// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sightOf } from '../../src/page/sight';
import { startReading, type Reading } from '../../src/page/reader';
import { MOST_REINSERTS } from '../../src/page/places';
import { adapter, danger, FakeClient, none, open, openRoots, pause, show, until, ways } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

const warnings = (): Element[] => [...document.querySelectorAll('caveat-warning')];
const demo = (...texts: string[]): void => {
  const one = (text: string, i: number) => `<article data-message-id="m${i}"><header data-part="from"><span data-name>N</span></header><div data-part="body">${text}</div></article>`;
  show(`<body data-demo-mailbox><main data-pane="reading"><h1 data-part="subject">S</h1>${texts.map(one).join('')}<div data-compose><div contenteditable="true" id="draft">draft</div></div></main></body>`);
};
const bodyOf = (n: number): Element => document.querySelectorAll('[data-part=body]')[n] as Element;

let reading: Reading | null = null;
let client: FakeClient;

function start(id = 'demo'): FakeClient {
  client = new FakeClient(adapter(id));
  reading = startReading(document, client);
  return client;
}

beforeEach(() => void (reading = null));
afterEach(() => {
  reading?.stop();
  vi.restoreAllMocks();
});

describe('warnings', () => {
  it('stand before the body of the scam and nowhere else', async () => {
    open('gmail/conversation');
    start('gmail');
    await until(() => warnings().length === 1);
    const [warning] = warnings();
    expect(warning?.getAttribute('data-level')).toBe('danger');
    expect(warning?.getAttribute('data-scam')).toBe('test-scam');
    expect(warning?.shadowRoot).toBeNull();
    expect(warning?.nextElementSibling?.matches('.ii.gt')).toBe(true);
    expect(warning?.closest('[data-expect]')?.getAttribute('data-expect')).toBe('scam');
  });

  it('own messages, drafts and folded ones are not even asked about', async () => {
    open('gmail/conversation');
    start('gmail');
    await until(() => client.views.some(({ keys }) => keys.length === 2));
    expect(client.scanned.map(({ message }) => message.sender.name)).toEqual(['Amazon Care', 'Kim']);
  });

  it('tell the background what is in view, and that nothing is', async () => {
    demo('a fraud', 'hello');
    start();
    await until(() => client.views.at(-1)?.keys.length === 2);
    document.querySelector('main')?.replaceChildren();
    await until(() => client.views.at(-1)?.keys.length === 0);
    expect(warnings()).toEqual([]);
  });

  it('appear in a folded message once it is unfolded', async () => {
    open('demo/conversation');
    start();
    await until(() => client.views.length > 0);
    const folded = document.querySelector('[data-collapsed]') as Element;
    folded.removeAttribute('data-collapsed');
    folded.insertAdjacentHTML('beforeend', '<div data-part="body">Our fraud team waits</div>');
    await until(() => warnings().length === 1);
    expect(warnings()[0]?.parentElement).toBe(folded);
  });
});

describe('single-page navigation', () => {
  it('an element that is given another message loses its warning at once and for good', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    bodyOf(0).textContent = 'an honest note';
    await until(() => client.scanned.length === 2);
    await until(() => warnings().length === 0);
    await until(() => client.views.at(-1)?.keys.join() === client.scanned[1]?.key);
  });

  it('an answer that comes too late warns about nothing', async () => {
    demo('a fraud');
    let release = (): void => undefined;
    client = new FakeClient(adapter('demo'));
    client.gate = new Promise((done) => (release = done));
    reading = startReading(document, client);
    await until(() => client.scanned.length === 1);
    bodyOf(0).textContent = 'an honest note';
    await until(() => client.scanned.length === 2);
    release();
    await reading.settled();
    await pause(100);
    expect(warnings()).toEqual([]);
  });

  it('going back warns again without asking again', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    const article = document.querySelector('article') as Element;
    article.remove();
    await until(() => warnings().length === 0 && client.views.at(-1)?.keys.length === 0);
    document.querySelector('main')?.prepend(article.cloneNode(true));
    await until(() => warnings().length === 1);
    expect(client.scanned).toHaveLength(1);
  });
});

describe('a page that draws anew', () => {
  it('gets the warning back, once', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    const article = document.querySelector('article') as Element;
    article.innerHTML = article.innerHTML.replace(/<caveat-warning.*?<\/caveat-warning>/, '');
    await until(() => warnings().length === 1);
    await pause(80);
    expect(warnings()).toHaveLength(1);
    expect(client.scanned).toHaveLength(1);
  });

  it('copies of a warning do not stay', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    warnings()[0]?.after(warnings()[0]?.cloneNode(true) as Node);
    await until(() => warnings().length === 1);
  });

  it.each([['before', 'beforebegin'], ['after', 'afterend']] as const)('nor do those %s a warning that stands apart from the body', async (_, side) => {
    open('gmail/conversation');
    start('gmail');
    await until(() => warnings().length === 1);
    const forged = warnings()[0]?.cloneNode(true) as Element;
    forged.setAttribute('data-level', 'none');
    warnings()[0]?.insertAdjacentElement(side, forged);
    await until(() => !forged.isConnected);
    expect(warnings().map((warning) => warning.getAttribute('data-level'))).toEqual(['danger']);
  });

  it('one warning never takes out another', async () => {
    demo('a fraud', 'a second fraud', 'a third fraud');
    start();
    await until(() => warnings().length === 3);
    const all = warnings();
    document.querySelector('article')?.setAttribute('class', 'touched');
    await reading?.settled();
    await pause(80);
    expect(warnings()).toEqual(all);
  });

  it('wins after five times: then the badge has to do', async () => {
    demo('a fraud');
    start();
    let removed = 0;
    const enemy = new MutationObserver(() => {
      for (const warning of warnings()) {
        warning.remove();
        removed++;
      }
    });
    enemy.observe(document, { childList: true, subtree: true });
    await until(() => removed === 1 + MOST_REINSERTS);
    await pause(300);
    expect(removed).toBe(1 + MOST_REINSERTS);
    expect(client.views.at(-1)?.keys).toHaveLength(1);
    enemy.disconnect();
  });
});

describe('chat', () => {
  it('gives each text the ones before it, with whose they are, and judges only the others', async () => {
    open('google-messages/conversation');
    start('google-messages');
    await until(() => client.scanned.length === 2);
    expect(client.scanned.map(({ message }) => message.turns)).toEqual([[], [{ own: false, text: 'Hi Mom' }, { own: true, text: 'Who is this?' }]]);
  });

  it('a scam can come out of what was said before: asked again, warning replaced', async () => {
    open('google-messages/conversation');
    client = new FakeClient(adapter('google-messages'));
    client.judge = ({ body, turns }) => (body.startsWith('I dropped') && turns.length > 2 ? danger(body, 'dropped') : none);
    reading = startReading(document, client);
    await until(() => client.scanned.length === 2);
    const first = document.querySelector('[data-expect=honest]') as Element;
    const earlier = first.cloneNode(true) as Element;
    earlier.querySelector('[data-e2e-message-id]')?.setAttribute('data-e2e-message-id', '700');
    first.before(earlier);
    await until(() => warnings().length === 1);
  });
});

describe('the background', () => {
  it('may be slow to wake: asked again', async () => {
    demo('a fraud');
    client = new FakeClient(adapter('demo'));
    client.fail = 1;
    reading = startReading(document, client);
    await until(() => warnings().length === 1);
    expect(client.scanned).toHaveLength(2);
  });

  it('that cannot judge is said to be so', async () => {
    demo('a fraud');
    client = new FakeClient(adapter('demo'));
    client.fail = 99;
    reading = startReading(document, client);
    await until(() => client.scanned.length === 3);
    await until(() => client.views.at(-1)?.unread.includes('engine') === true);
  }, 5_000);

  it('that has forgotten is told again', async () => {
    demo('a fraud');
    start();
    await until(() => client.views.at(-1)?.keys.length === 1);
    client.news?.readAgain();
    await until(() => client.scanned.length === 2);
    await until(() => warnings().length === 1);
  });

  it('that has forgotten a moment after it answered is told again at once, but not in a circle', async () => {
    demo('a fraud');
    client = new FakeClient(adapter('demo'));
    client.view = async (_site, keys) => ({ ok: true, value: { missing: keys } });
    reading = startReading(document, client);
    await until(() => client.scanned.length === 2);
    await pause(300);
    expect(client.scanned).toHaveLength(2);
    expect(warnings()).toHaveLength(1);
  });

  it('may send the steps of a guide after its verdict: the warning that stands says them', async () => {
    const roots = openRoots();
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    const said = (): string => roots.map((root) => root.querySelector('ol')?.textContent).join();
    const before = [warnings()[0], said()];
    client.news?.steps('another-guide', ['Wait.']);
    await reading?.settled();
    expect([warnings()[0], said()]).toEqual(before);
    client.news?.steps('test-guide', ['Hang up.', 'Wait.', 'Ask.']);
    await reading?.settled();
    expect(warnings()).toEqual([before[0]]);
    expect(said()).toBe('Hang up.Wait.Ask.');
    expect(client.scanned).toHaveLength(1);
  });

  it('may tell of other ways to show warnings: they are made anew and judged anew', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    const [before] = warnings();
    client.news?.ways(ways({ helper: true }));
    await until(() => warnings().length === 1 && warnings()[0] !== before);
    expect(client.scanned).toHaveLength(2);
  });

  it('is gone after a reload of the extension: everything ends quietly', async () => {
    demo('a fraud');
    start();
    await until(() => warnings().length === 1);
    client.lives = false;
    const asked = client.scanned.length;
    bodyOf(0).textContent = 'another fraud';
    await until(() => warnings().length === 0);
    bodyOf(0).textContent = 'a third fraud';
    await pause(100);
    expect(client.scanned.length).toBe(asked);
  });
});

describe('what is typed', () => {
  it('costs nothing and is read by nobody', async () => {
    demo('hello');
    start();
    await until(() => client.views.length > 0);
    const draft = document.querySelector('#draft') as Element;
    for (const letter of 'a fraud with gift cards') draft.append(letter);
    await pause(120);
    expect(client.scanned).toHaveLength(1);
    expect(warnings()).toEqual([]);
  });
});

it('a site whose adapter fails says so, after a moment of patience', async () => {
  open('gmail/changed');
  client = new FakeClient(adapter('gmail'));
  let hurry = 1;
  reading = startReading(document, client, { ...sightOf(document), now: () => performance.now() * hurry });
  await until(() => client.views.length > 0);
  expect(client.views[0]).toEqual({ keys: [], unread: [] });
  hurry = 1_000;
  await until(() => client.views.at(-1)?.unread.includes('selectors') === true);
});

it('a picture of text is said to be unread', async () => {
  demo('<img src="scam.png" width="600" height="900">');
  start();
  await until(() => client.views.at(-1)?.unread.includes('picture') === true);
});

it('two messages with the same words are two', async () => {
  demo('a fraud', 'a fraud');
  for (const article of document.querySelectorAll('article')) article.setAttribute('data-message-id', '');
  start();
  await until(() => warnings().length === 2);
  await until(() => new Set(client.views.at(-1)?.keys).size === 2);
});
