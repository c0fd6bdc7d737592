/** Proton Mail. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'proton',
  url: 'https://mail.proton.me/u/0/inbox',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject'] },
};
