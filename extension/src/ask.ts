import { browser } from './browser';
import type { Request, Result } from './protocol';

/**
 * Sends one request to the background and gives its answer. Never throws: a background that cannot be reached
 * (extension just updated or removed) is an `engine` failure, so that the message counts as unread.
 */
export async function ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Result<K>> {
  try {
    const answer = (await browser.runtime.sendMessage(request)) as Result<K> | undefined;
    return answer ?? { ok: false, error: 'engine' };
  } catch {
    return { ok: false, error: 'engine' };
  }
}
