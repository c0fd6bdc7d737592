/** Messenger within Facebook, a group. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'facebook-messages',
  adapter: 'messenger',
  url: 'https://www.facebook.com/messages/t/',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
