/** Gmail at its own address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'gmail',
  url: 'https://mail.google.com/mail/u/0/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
