import { expect, test } from 'vitest';
import { GMAIL, plain } from './apps/sites.mjs';
import { inEachBrowser } from './each.mjs';
import { until } from './harness/until.mjs';
import { example } from './messages.mjs';

/**
 * Bodies in frames and shadows of every kind. Those that the page around them may read are read from there; the others by
 * the extension's own script inside, through the background. The warning stands in the page around them in each case.
 */
const app = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ deed, /** @type {unknown[]} */ ...args) =>
  page.evaluate((name, list) => /** @type {any} */ (window).app[name](...list), deed, args);

const ELSEWHERE = 'https://bodies.example';
const markup = (/** @type {string} */ body) => `<!doctype html><html><head><title>mail</title></head><body><p>${body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>')}</p></body></html>`;

/** How the mail's text is put into the page: runs there, in place of its ordinary body. @type {Record<string, (html: string, text: string) => void>} */
const KINDS = {
  'srcdoc': (html) => put({ srcdoc: html }),
  'srcdoc, sandboxed': (html) => put({ srcdoc: html, sandbox: '' }),
  'srcdoc, sandboxed with its own origin': (html) => put({ srcdoc: html, sandbox: 'allow-same-origin' }),
  'blob': (html) => put({ src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) }),
  'blob, sandboxed': (html) => put({ src: URL.createObjectURL(new Blob([html], { type: 'text/html' })), sandbox: 'allow-popups' }),
  'data': (html) => put({ src: `data:text/html;charset=utf-8,${encodeURIComponent(html)}` }),
  'an address of the site, sandboxed': () => put({ src: '/mail/body', sandbox: '' }),
  'written by script': (_html, text) => {
    const frame = put({ sandbox: 'allow-same-origin allow-popups' });
    const doc = /** @type {Document} */ (frame.contentDocument);
    doc.open();
    doc.close();
    const paragraph = doc.createElement('p');
    paragraph.textContent = text;
    (doc.body ?? doc.documentElement ?? doc).append(paragraph);
  },
  'an open shadow': (_html, text) => {
    const host = document.createElement('div');
    const slot = document.createElement('slot');
    const words = document.createElement('p');
    words.textContent = text.slice(0, text.length / 2);
    const rest = document.createElement('p');
    rest.textContent = text.slice(text.length / 2);
    const root = host.attachShadow({ mode: 'open' });
    root.append(words, slot);
    host.append(rest);
    /** @type {Element} */ (document.querySelector('.a3s')).replaceChildren(host);
  },
};

/** Is put beside the functions above in the page. @param {Record<string, string>} attributes */
function put(attributes) {
  const frame = document.createElement('iframe');
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  frame.width = '600';
  frame.height = '300';
  /** @type {Element} */ (document.querySelector('.a3s')).replaceChildren(frame);
  return frame;
}

inEachBrowser('frames and shadows', (bench) => {
  // Nothing but the text gives it away.
  const scam = () => ({ ...example('amazon-fraud-call', 'danger'), subject: 'Hello', name: 'Kim', address: 'kim@office.example', links: [] });
  const empty = (/** @type {import('./messages.mjs').Mail} */ mail) => ({ ...mail, body: '', links: [] });

  for (const [kind, fill] of Object.entries(KINDS)) {
    test(`a body in ${kind} is read`, async () => {
      const { driver, page } = bench;
      const mail = scam();
      // No policy: what is tested is the reader, and a page's own policy would forbid it half of these frames.
      driver.web.serve('https://mail.google.com', (url) => (url.pathname === '/mail/body' ? { body: markup(mail.body) } : { body: plain('gmail') }));
      await page.goto(GMAIL);
      await app(page, 'show', mail.subject, [empty(mail)]);
      await page.evaluate(`(() => { const put = ${put}; (${fill})(${JSON.stringify(markup(mail.body))}, ${JSON.stringify(mail.body)}); })()`);
      const [warning] = await driver.warned(page);
      expect(warning.level).toBe('danger');
      expect((await driver.report(page)).unread).toEqual([]);
      // Never in the body's own document or shadow.
      for (const frame of page.frames()) if (frame !== page.mainFrame()) expect(await driver.warnings(frame)).toEqual([]);
      // A frame may still be filled while it is read: then the warning is placed anew.
      const within = await until('a warning in its place', () => page.evaluate(() => { const warning = document.querySelector('caveat-warning'); return warning && (warning.closest('.a3s') ? 'the body' : 'the message'); }));
      expect(within).toBe('the message');
      await app(page, 'show', '', []);
      await driver.warned(page, 0);
    });
  }

  /** Kinds that keep the markup they are given. */
  const WITH_LINKS = Object.keys(KINDS).filter((kind) => /srcdoc|blob|data|address/.test(kind));

  for (const kind of WITH_LINKS) {
    test(`a link of a scam in ${kind} is asked about where it stands`, async () => {
      const { driver, page } = bench;
      const mail = scam();
      const html = markup(mail.body).replace('<body>', '<body><a id="link" href="https://amaz0n-help.example/x" style="font-size:40px">Look</a>');
      driver.web.serve('https://mail.google.com', (url) => (url.pathname === '/mail/body' ? { body: html } : { body: plain('gmail') }));
      await page.goto(GMAIL);
      await app(page, 'show', mail.subject, [empty(mail)]);
      await page.evaluate(`(() => { const put = ${put}; (${KINDS[kind]})(${JSON.stringify(html)}, ''); })()`);
      await driver.warned(page);
      await driver.judged(page, 1);
      const spot = await page.evaluate(() => {
        const frame = /** @type {Element} */ (document.querySelector('.a3s iframe'));
        frame.scrollIntoView({ block: 'center' });
        const { x, y } = frame.getBoundingClientRect();
        return { x: x + 40, y: y + 30 };
      });
      driver.web.requests.length = 0;
      await page.mouse.click(spot.x, spot.y);
      const question = await until('the question', async () => (await Promise.all(page.frames().map((frame) => driver.warnings(frame, 'caveat-guard')))).flat()[0]);
      expect(question.text).toContain('amaz0n-help.example');
      expect(driver.web.requests.filter(({ url }) => url.includes('amaz0n'))).toEqual([]);
    });
  }

  test('a frame from elsewhere is said to be unread, and what it holds is not guessed', async () => {
    const { driver, page } = bench;
    const mail = scam();
    driver.web.serve('https://mail.google.com', () => ({ body: plain('gmail') }));
    driver.web.serve(ELSEWHERE, () => ({ body: markup(mail.body) }));
    await page.goto(GMAIL);
    await app(page, 'show', 'A letter', [empty(mail)]);
    await page.evaluate(`(() => { const put = ${put}; put({ src: '${ELSEWHERE}/' }); })()`);
    await until('it to be said', async () => (await driver.report(page)).unread.includes('frame'));
    expect(await driver.warnings(page)).toEqual([]);
  });

  test('what changes in a closed frame is read again', async () => {
    const { driver, page } = bench;
    const mail = scam();
    driver.web.serve('https://mail.google.com', () => ({ body: plain('gmail') }));
    await page.goto(GMAIL);
    await app(page, 'show', mail.subject, [empty(mail)]);
    const fill = (/** @type {string} */ text) => page.evaluate(`(() => { const put = ${put}; put({ srcdoc: ${JSON.stringify(markup(text))}, sandbox: 'allow-scripts' }); })()`);
    await fill(mail.body);
    await driver.warned(page);
    const inside = await until('the frame', () => page.frames().find((frame) => frame.url() === 'about:srcdoc'));
    await inside.evaluate(() => (document.body.textContent = 'See you at lunch tomorrow. I will bring the cake.'));
    await driver.warned(page, 0);
    await fill(mail.body);
    await driver.warned(page);
  });

  test('what changes in a shadow, or in a frame that the page may read, is read again', async () => {
    const { driver, page } = bench;
    const mail = scam();
    driver.web.serve('https://mail.google.com', () => ({ body: plain('gmail') }));
    await page.goto(GMAIL);
    await app(page, 'show', mail.subject, [empty(mail)]);
    await page.evaluate(`(() => { const put = ${put}; (${KINDS['an open shadow']})('', ${JSON.stringify(mail.body)}); })()`);
    await driver.warned(page);
    await page.evaluate(() => document.querySelector('.a3s')?.firstElementChild?.shadowRoot?.replaceChildren('See you at lunch tomorrow.'));
    await driver.warned(page, 0);
    await page.evaluate(`(() => { const put = ${put}; (${KINDS['written by script']})('', ${JSON.stringify(mail.body)}); })()`);
    await driver.warned(page);
    await page.evaluate(() => document.querySelector('iframe')?.contentDocument?.querySelector('p')?.replaceChildren('See you at lunch tomorrow.'));
    await driver.warned(page, 0);
  });
});
