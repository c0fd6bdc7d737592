/** Telegram Web A, a group. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'telegram-a-group',
  adapter: 'telegram-a',
  url: 'https://web.telegram.org/a/#-100',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
