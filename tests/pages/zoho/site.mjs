/** Zoho Mail at its own address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'zoho',
  url: 'https://mail.zoho.com/zm/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject'] },
};
