/** Google Messages for web. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'google-messages',
  url: 'https://messages.google.com/web/conversations',
  channel: 'sms',
  shows: { number: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
