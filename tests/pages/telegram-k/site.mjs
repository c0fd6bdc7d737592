/** Telegram Web K, a chat of two. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'telegram-k',
  url: 'https://web.telegram.org/k/',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
