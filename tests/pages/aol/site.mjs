/** AOL Mail at its own address: Yahoo's application. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'aol',
  app: 'yahoo',
  url: 'https://mail.aol.com/d/folders/1',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
