/** Tuta Mail. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'tuta',
  url: 'https://app.tuta.com/mail/inbox',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'subject'] },
};
