/** Google Voice, its messages. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'google-voice',
  url: 'https://voice.google.com/u/0/messages',
  channel: 'sms',
  shows: { number: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
