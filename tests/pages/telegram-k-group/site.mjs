/** Telegram Web K, a group. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'telegram-k-group',
  adapter: 'telegram-k',
  url: 'https://web.telegram.org/k/#-100',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
