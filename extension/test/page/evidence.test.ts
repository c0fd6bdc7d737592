// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { evidence } from '../../src/page/evidence';
import { walkAtOnce } from '../../src/page/walk';
import type { Finding } from '../../src/protocol';
import { danger, show, shown, sight } from '../fixtures';

vi.mock('../../src/browser', () => import('../fake-browser'));

const BODY = 'Pay now, pay today, send codes, tell nobody, click here';

function marked(...list: [words: string, says: string, weight?: number][]): string[] {
  const body = show(`<div id="mail">${BODY}</div>`).querySelector('#mail') as Element;
  const findings = list.map(([text, says, weight = 500]): Finding => {
    const start = BODY.indexOf(text);
    return { signal: 's', family: 'f', field: 'body', start, end: start + text.length, text, says, weight };
  });
  return evidence(shown({ ...danger('x', 'x'), findings }), walkAtOnce(body, { sight: sight() })).map(({ range }) => String(range));
}

it('marks the words behind the reasons that the warning gives, wherever they stand, and no others', () => {
  expect(marked(['Pay now', 'hurries'], ['send codes', 'asks for codes'], ['tell nobody', 'wants a secret'], ['click here', 'has a link'], ['pay today', 'hurries'])).toEqual([
    'Pay now',
    'send codes',
    'tell nobody',
    'pay today',
  ]);
});

it('marks nothing that calms, or that no longer stands there', () => {
  expect(marked(['Pay now', 'hurries', -200], ['send codes', 'asks for codes'])).toEqual(['send codes']);
  expect(marked(['not in the mail', 'asks'])).toEqual([]);
});
