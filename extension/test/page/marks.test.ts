// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { Marks } from '../../src/page/marks';
import { rest } from '../../src/page/pace';
import type { Level, Message, Result } from '../../src/protocol';
import { adapter, FakeClient, show, sight, ways } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

/** A background that answers about rows when it is told to. */
class SlowClient extends FakeClient {
  readonly asked: string[] = [];
  readonly #answers: (() => void)[] = [];

  override row(_site: string, message: Message): Promise<Result<'row'>> {
    this.asked.push(message.subject);
    const value: Level = message.subject.includes('fraud') ? 'danger' : message.subject.includes('odd') ? 'caution' : 'none';
    return new Promise((done) => this.#answers.push(() => done({ ok: true, value })));
  }

  /** Answers all that was asked so far, and then what is asked because of that in the frame after. */
  async answerAll(): Promise<void> {
    while (this.#answers.length > 0) {
      for (const answer of this.#answers.splice(0)) answer();
      await new Promise((drawn) => requestAnimationFrame(drawn));
      await rest();
      await rest();
    }
  }
}

const gmail = adapter('gmail');
const NOTHING: ReadonlySet<Element> = new Set();

const rowOf = (subject: string): string =>
  `<tr class="zA"><td><span class="yW"><span email="kim@office.example" name="Kim">Kim</span></span></td><td><div class="y6"><span class="bog">${subject}</span></div></td></tr>`;

let client: SlowClient;
let marks: Marks;
let came: number;
/** What the clock says. */
let time = 0;

function list(...subjects: string[]): HTMLElement[] {
  show(`<table><tbody>${subjects.map(rowOf).join('')}</tbody></table>`);
  came = 0;
  client = new SlowClient();
  marks = new Marks(document, client, { ...sight(), now: () => time }, ways, () => came++);
  marks.draw(gmail, NOTHING);
  return [...document.querySelectorAll<HTMLElement>('tr')];
}

/** What the rows with a mark say. */
const marked = (): (string | null | undefined)[] => [...document.querySelectorAll('caveat-mark')].map((mark) => mark.closest('tr')?.querySelector('.bog')?.textContent);
const say = (row: Element | undefined, subject: string): Node => {
  const text = row?.querySelector('.bog')?.firstChild as Text;
  text.data = subject;
  return text;
};

describe('asking about rows', () => {
  it('keeps no more than four questions open, and asks on as answers come, each row once', async () => {
    const subjects = Array.from({ length: 30 }, (_, i) => `Hello ${i}`);
    list(...subjects);
    for (let pass = 0; pass < 10; pass++) marks.draw(gmail, NOTHING);
    expect(client.asked).toEqual(subjects.slice(0, 4));
    await client.answerAll();
    expect(client.asked).toEqual(subjects);
    marks.draw(gmail, NOTHING);
    expect(client.asked).toHaveLength(30);
  });

  it('reads as many rows as one slice of time holds, and asks for another pass', () => {
    show(`<table><tbody>${Array.from({ length: 30 }, (_, i) => rowOf(`Hello ${i}`)).join('')}</tbody></table>`);
    client = new SlowClient();
    came = 0;
    // Each look at the clock takes three milliseconds: one row is a slice.
    let clock = 0;
    marks = new Marks(document, client, { ...sight(), now: () => (clock += 3) }, ways, () => came++);
    let passes = 0;
    for (let before = -1; came > before; passes++) {
      before = came;
      marks.draw(gmail, NOTHING);
    }
    expect(passes).toBe(30);
  });

  it('asks for no row that has gone meanwhile, or says something else', async () => {
    const rows = list('a', 'b', 'c', 'd', 'gone', 'old words', 'last');
    rows[4]?.remove();
    marks.soil([say(rows[5], 'new words')], gmail);
    await client.answerAll();
    expect(client.asked).toEqual(['a', 'b', 'c', 'd', 'last']);
    marks.draw(gmail, NOTHING);
    expect(client.asked).toEqual(['a', 'b', 'c', 'd', 'last', 'new words']);
  });

  it('asks for nothing more when there is no list', async () => {
    list('a', 'b', 'c', 'd', 'e');
    marks.clear();
    await client.answerAll();
    expect(client.asked).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('marking rows', () => {
  it('marks danger alone', async () => {
    list('Hello', 'fraud', 'odd');
    await client.answerAll();
    expect(marked()).toEqual(['fraud']);
    expect(came).toBe(1);
  });

  it('marks each of two rows that say the same', async () => {
    list('fraud', 'fraud');
    await client.answerAll();
    marks.draw(gmail, NOTHING);
    expect(client.asked).toEqual(['fraud']);
    expect(marked()).toEqual(['fraud', 'fraud']);
  });

  it('takes a mark in the moment in which its row says something else', async () => {
    const [row] = list('fraud');
    await client.answerAll();
    marks.soil([say(row, 'Hello')], gmail);
    expect(marked()).toEqual([]);
  });

  it.each([['in a place', false], ['anywhere', true]])('never marks by an answer for what a row said before a change %s', async (_, anywhere) => {
    const [row] = list('fraud');
    const place = say(row, 'Hello');
    marks.soil(anywhere ? null : [place], gmail);
    await client.answerAll();
    marks.draw(gmail, NOTHING);
    expect(marked()).toEqual([]);
    expect(client.asked).toEqual(['fraud', 'Hello']);
  });

  it('marks nothing inside a mail', async () => {
    list('fraud');
    await client.answerAll();
    marks.draw(gmail, new Set([document.body]));
    expect(marked()).toEqual([]);
  });

  it('takes all marks when there are no rows any more', async () => {
    const [row] = list('fraud');
    await client.answerAll();
    row?.classList.remove('zA');
    marks.draw(gmail, NOTHING);
    expect(marked()).toEqual([]);
  });
});

describe('a long list', () => {
  it('is looked at where the window shows it, and the hidden list beside it not at all', () => {
    show(`<table style="display: none"><tbody>${rowOf('hidden').repeat(400)}</tbody></table><table><tbody>${Array.from({ length: 2_000 }, (_, i) => rowOf(`Hello ${i}`)).join('')}</tbody></table>`);
    const rows = [...document.querySelectorAll('tr')];
    const places = new Map(rows.map((row, i) => [row as Element, i - 400]));
    let boxes = 0;
    // happy-dom draws nothing: rows of 40 pixels, scrolled to the thousandth.
    const box = (element: Element): DOMRect => {
      boxes++;
      const place = places.get(element) ?? -1;
      return place < 0 ? new DOMRect() : new DOMRect(0, (place - 1_000) * 40, 600, 40);
    };
    client = new SlowClient();
    marks = new Marks(document, client, { ...sight(), box, now: () => 0 }, ways, () => undefined);
    marks.draw(gmail, NOTHING);
    expect(client.asked).toEqual(['Hello 1000', 'Hello 1001', 'Hello 1002', 'Hello 1003']);
    expect(boxes).toBeLessThan(100);
  });
});

it('a row that is drawn as two loses its mark when the second of them says something else', async () => {
  const two = (subject: string): string =>
    `<tr class="zA apv"><td><span class="yW"><span email="kim@office.example" name="Kim">Kim</span></span></td></tr><tr class="zA apv apw"><td><div class="y6"><span class="bog">${subject}</span></div></td></tr>`;
  show(`<table><tbody>${two('a fraud')}${two('lunch')}</tbody></table>`);
  client = new SlowClient();
  marks = new Marks(document, client, { ...sight(), now: () => time }, ways, () => marks.draw(gmail, NOTHING));
  marks.draw(gmail, NOTHING);
  expect(client.asked).toEqual(['a fraud', 'lunch']);
  await client.answerAll();
  const mark = document.querySelector('caveat-mark');
  expect(mark?.closest('tr')).toBe(document.querySelectorAll('tr')[0]);
  const place = say(document.querySelectorAll('tr')[1], 'lunch');
  marks.soil([place], gmail);
  expect(document.querySelector('caveat-mark')).toBeNull();
});
