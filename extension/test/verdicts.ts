import type { Target, Verdict } from '../src/protocol';

export const none: Verdict = { level: 'none', score: 0.01, scam: null, findings: [], exceptions: [], truncated: false, targets: [], claims: '' };

/** A verdict that quotes these words of the body. */
export function danger(body: string, words: string, title = 'This looks like a fake fraud alert'): Verdict {
  const start = body.indexOf(words);
  if (start < 0) throw new Error(`the body does not say ${words}`);
  const finding = { signal: 'test', family: 'ask', field: 'body', start, end: start + words.length, text: words, says: 'asks for something', weight: 900 };
  return { level: 'danger', score: 0.99, scam: { id: 'test-scam', title, guide: 'test-guide' }, findings: [finding], exceptions: [], truncated: false, targets: [], claims: '' };
}

/** A link's target as the engine tells it. */
export const target = (name: string, more: Partial<Target> = {}): Target => ({ kind: 'web', name, domain: name, owner: '', not: '', ...more });
