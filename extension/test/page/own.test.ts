// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { SiteAdapter } from '../../src/page/adapter';
import { survey } from '../../src/page/find';
import type { Sight } from '../../src/page/sight';
import { show, sight } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

const site: SiteAdapter = { id: 'chat', name: 'Chat', matches: [], channel: 'chat', message: ['.row'], body: ['.text'], own: ['.out'], received: ['.in'], own_side: 'end' };

/** Bubbles of a conversation 1000 wide; each says how far from its left edge it begins. All are 300 wide. */
function bubbles(direction: string, ...rows: [left: number, mark?: string][]): boolean[] {
  show(`<div id="all" style="direction:${direction}">${rows.map(([left, mark = '']) => `<div class="row ${mark}" data-left="${left}"><p class="text">Hello</p></div>`).join('')}</div>`);
  const box = (element: Element): DOMRect => {
    const left = Number(element.closest('.row')?.getAttribute('data-left'));
    return element.matches('.text') ? new DOMRect(left, 0, 300, 20) : new DOMRect(0, 0, 1000, 20);
  };
  const placed: Sight = { ...sight(), box };
  return survey(document, site, placed).messages.map(({ own }) => own);
}

it.each([
  ['marks say it, whatever the side', 'ltr', [[700, 'in'], [0, 'out']], [false, true]],
  ['without marks the side does', 'ltr', [[0], [700]], [false, true]],
  ['in writing from right to left the other side', 'rtl', [[0], [700]], [true, false]],
  ['in the middle it is nobody’s', 'ltr', [[350], [330]], [false, false]],
] as [string, string, [number, string?][], boolean[]][])('%s', (_what, direction, rows, expected) => {
  expect(bubbles(direction, ...rows)).toEqual(expected);
});
