/** SITE'S NAME. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'NEW-ID',
  url: 'https://mail.NEW-ID.example/',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'subject'] },
};
