// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Scans } from '../../src/page/scans';
import { FakeClient, none } from '../fixtures';
import type { Message } from '../../src/protocol';

vi.mock('../../src/browser', () => import('../fake-browser'));

const message: Message = { channel: 'email', subject: '', body: 'x', hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [], turns: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('what is forgotten again and again is asked for again every few seconds, for as long as it is in view', async () => {
  const client = new FakeClient();
  client.judge = () => none;
  let forgets = true;
  client.view = async (_site, keys) => ({ ok: true, value: { missing: forgets ? keys : [] } });
  const over = new AbortController();
  const look = (): void => {
    scans.of('gmail', 'k', '', () => message);
    scans.report('gmail', ['k'], []);
  };
  const scans: Scans = new Scans(client, over.signal, { answered: look, forgotten: look, refused: () => undefined });
  look();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(client.scanned).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(client.scanned).toHaveLength(3);
  forgets = false;
  await vi.advanceTimersByTimeAsync(20_000);
  const asked = client.scanned.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.scanned).toHaveLength(asked);
  forgets = true;
  over.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.scanned).toHaveLength(asked);
});
