/** Mail.ru. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'mail-ru',
  url: 'https://e.mail.ru/inbox/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
