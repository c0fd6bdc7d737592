/**
 * What a page may do to whoever watches it. Each runs in the page, on the fake Gmail; `settled` is true when the extension
 * has seen it through.
 *
 * @typedef {{ scam: import('../../../tests/e2e/messages.mjs').Mail, honest: import('../../../tests/e2e/messages.mjs').Mail, other: import('../../../tests/e2e/messages.mjs').Mail, count?: number }} Mails
 * @type {Record<string, { run: (mails: Mails) => Promise<boolean>, settled?: () => boolean, first?: number }>}
 *   `run` is true when it leaves something open; with `first` it runs with that `count` before, not measured
 */
export const LOADS = {
  /** A conversation of 200 messages, each tenth a scam. */
  conversation: {
    run: async ({ scam, honest }) => {
      const mails = Array.from({ length: 200 }, (_, i) => ({ ...(i % 10 === 0 ? scam : honest), id: `long-${i}`, body: `${(i % 10 === 0 ? scam : honest).body}\n\n(${i})` }));
      /** @type {any} */ (window).app.show('A long conversation', mails);
      return true;
    },
    settled: () => document.querySelectorAll('caveat-warning').length === 20,
  },
  /** 5,000 rows that all stand in the page, scrolled from top to bottom. */
  rows: {
    run: async ({ scam, honest }) => {
      /** @type {any} */ (window).app.list(Array.from({ length: 5000 }, (_, i) => ({ ...(i % 50 === 0 ? scam : honest), id: `row-${i}`, subject: `${(i % 50 === 0 ? scam : honest).subject} ${i}` })));
      for (let frame = 0; frame < 300; frame++) {
        window.scrollBy(0, document.documentElement.scrollHeight / 300);
        await new Promise(requestAnimationFrame);
      }
      return true;
    },
  },
  /** Forty rows that are given other mails again and again, as lists do that only draw what is in view. */
  recycled: {
    run: async ({ scam, honest }) => {
      /** @type {any} */ (window).app.list(Array.from({ length: 40 }, (_, i) => ({ ...honest, id: `row-${i}` })));
      const rows = [...document.querySelectorAll('tr.zA')];
      let next = 0;
      for (let frame = 0; frame < 300; frame++) {
        for (let i = 0; i < 8; i++) {
          const row = /** @type {Element} */ (rows[next % rows.length]);
          const mail = next % 7 === 0 ? scam : honest;
          /** @type {Element} */ (row.querySelector('.bog > span')).textContent = `${mail.subject} ${next}`;
          /** @type {Element} */ (row.querySelector('.y2')).textContent = mail.body.slice(0, 100);
          row.parentElement?.append(row);
          next += 1;
        }
        await new Promise(requestAnimationFrame);
      }
      return true;
    },
  },
  /** 10,000 changes a second for ten seconds, beside an open message. */
  mutations: {
    run: async ({ scam }) => {
      /** @type {any} */ (window).app.show(scam.subject, [scam]);
      const side = document.body.appendChild(document.createElement('aside'));
      side.append(...Array.from({ length: 100 }, () => document.createElement('p')));
      const start = performance.now();
      let done = 0;
      for (let now = start; now - start < 10_000; now = await new Promise(requestAnimationFrame)) {
        const due = Math.min((performance.now() - start) * 10, done + 1000);
        for (; done < due; done++) {
          const one = /** @type {Element} */ (side.children[done % 100]);
          if (done % 3 === 0) one.className = `at-${done}`;
          else if (done % 3 === 1) one.textContent = `Message ${done}`;
          else side.append(one);
        }
      }
      side.remove();
      return true;
    },
    settled: () => document.querySelectorAll('caveat-warning').length === 1,
  },
  /** 600 conversations, one after the other; before them as many as are kept in memory, so that what grows still is a leak. */
  'an hour': {
    first: 150,
    run: async ({ scam, honest, other, count = 600 }) => {
      const app = /** @type {any} */ (window).app;
      for (let i = 0; i < count; i++) {
        const mails = [i % 2 ? honest : other, ...(i % 5 === 0 ? [scam] : [])].map((mail, at) => ({ ...mail, id: `hour-${count}-${i}-${at}`, body: `${mail.body}\n\n(${count} ${i})` }));
        app.show(`Conversation ${i}`, mails);
        for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
      }
      return true;
    },
  },
};
