/**
 * The web as the tests' browsers see it: every request of a page is answered from here or refused, and written down.
 * So a page can stand at a real mail provider's address, under the headers that such a page sends.
 *
 * @typedef {{ status?: number, type?: string, headers?: Record<string, string>, body: string | Uint8Array }} Answer
 */
export class Web {
  /** @type {Map<string, (url: URL) => Answer | null>} */
  #sites = new Map();
  /** Asked for what no site answers. @type {(url: URL) => Answer | null} */
  fallback = () => null;
  /** Every request that any page made. @type {{ url: string, answered: boolean }[]} */
  requests = [];

  /** @param {string} origin @param {(url: URL) => Answer | null} answer */
  serve(origin, answer) {
    this.#sites.set(origin, answer);
  }

  /** @param {import('puppeteer-core').Page} page */
  async catch(page) {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = request.url();
      if (/^(?:data|blob|about):/.test(url)) return void request.continue().catch(() => undefined);
      const answer = this.answerTo(url);
      this.requests.push({ url, answered: answer !== null });
      const done = answer
        ? request.respond({ status: answer.status ?? 200, contentType: answer.type ?? 'text/html; charset=utf-8', headers: answer.headers ?? {}, body: answer.body })
        : request.abort();
      done.catch(() => undefined);
    });
  }

  /** @param {string} address */
  answerTo(address) {
    const url = new URL(address);
    const site = this.#sites.get(url.origin);
    return site ? site(url) : this.fallback(url);
  }
}
