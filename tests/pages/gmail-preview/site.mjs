/** Gmail with list and mail side by side. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'gmail-preview',
  adapter: 'gmail',
  app: 'gmail-preview',
  url: 'https://mail.google.com/mail/u/1/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
