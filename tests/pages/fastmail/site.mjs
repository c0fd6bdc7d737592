/** Fastmail at its own address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'fastmail',
  url: 'https://app.fastmail.com/mail/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
