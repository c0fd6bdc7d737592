/** Yandex Mail. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'yandex',
  url: 'https://mail.yandex.com/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
