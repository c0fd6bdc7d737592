// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../../src/browser', () => import('../fake-browser'));
const { guidesOf } = await import('../../src/ui/guide-data');
const { GUIDE_LANGUAGES } = await import('../../src/pack/files');
const { GuideList } = await import('../../src/ui/guide-list');
const { book } = await import('./guide-book');

beforeEach(() => document.body.replaceChildren());

const german = guidesOf({ lang: 'de', guides: [{ id: 'parcel-fee', title: 'Das Paket' }] });
const open = () => {
  const asked: string[] = [];
  const list = new GuideList(book, async (lang) => {
    asked.push(lang);
    return lang === 'de' ? german : [];
  });
  document.body.append(list.element);
  const box = document.querySelector('#search') as HTMLInputElement;
  const type = (text: string): void => {
    box.value = text;
    box.dispatchEvent(new Event('input'));
  };
  const said = (): string => document.querySelector('[role=status]')?.textContent ?? '';
  const hits = (): (string | null)[] => [...document.querySelectorAll('.hits a')].map((a) => a.getAttribute('href'));
  return { asked, box, type, said, hits, families: document.querySelector('.families') as HTMLElement };
};

test('all guides by family, with their pictures, and no other language read yet', () => {
  const { asked, families, hits } = open();
  expect([...families.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual(['Parcels', 'On the road', 'More guides']);
  expect([...families.querySelectorAll('img')].map((img) => img.getAttribute('src'))).toEqual(['/pictures/parcel.svg', '/pictures/road.svg']);
  expect(families.querySelectorAll('a')).toHaveLength(4);
  expect(hits()).toEqual([]);
  expect(asked).toEqual([]);
});

test('a search shows what it found and says how much; without words all guides are back', () => {
  const { type, said, hits, families } = open();
  type('toll');
  expect(hits()).toEqual(['#/toll-unpaid']);
  expect(said()).toBe('1 guide found');
  expect(families.hidden).toBe(true);
  type('the');
  expect(said()).toBe('3 guides found');
  type('zebra');
  expect([hits(), said()]).toEqual([[], 'Nothing found. Try one simple word.']);
  type('  ');
  expect([families.hidden, said()]).toEqual([false, '']);
});

test('what stands in another language is found when its file is there, and leads to both', async () => {
  const { asked, type, hits, said } = open();
  type('paket');
  expect(hits()).toEqual([]);
  await vi.waitFor(() => expect(hits()).toEqual(['#/parcel-fee', '#/parcel-fee@de']));
  expect(document.querySelector('.hits')?.textContent).toContain('In German: Das Paket');
  expect(document.querySelector('.hits a')?.textContent).toBe('The parcel');
  expect(said()).toBe('1 guide found');
  type('paket ');
  await vi.waitFor(() => expect(asked).toEqual(GUIDE_LANGUAGES));
});

test('the files are asked for when somebody goes to the box', async () => {
  const { asked, box } = open();
  box.dispatchEvent(new Event('focus'));
  await vi.waitFor(() => expect(asked).toEqual(GUIDE_LANGUAGES));
});
