/** Telegram Web A, a chat of two. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'telegram-a',
  url: 'https://web.telegram.org/a/',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
