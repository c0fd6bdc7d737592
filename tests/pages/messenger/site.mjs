/** Messenger on its own host, a chat of two. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'messenger',
  url: 'https://www.messenger.com/t/',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
