/** Yahoo Mail at its own address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'yahoo',
  url: 'https://mail.yahoo.com/n/folders/1',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
