/** WhatsApp Web, a group in the build that has neither class names nor prefixed ids. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'whatsapp-group',
  adapter: 'whatsapp',
  url: 'https://web.whatsapp.com/?group',
  channel: 'chat',
  shows: { name: true, links: true, conversation: true, rows: ['sender', 'snippet'] },
};
