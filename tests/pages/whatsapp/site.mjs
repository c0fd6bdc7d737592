/** WhatsApp Web, a chat with an unsaved number in the build with class names. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'whatsapp',
  url: 'https://web.whatsapp.com/',
  channel: 'chat',
  shows: { number: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
