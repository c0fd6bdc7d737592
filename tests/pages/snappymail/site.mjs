/** SnappyMail on somebody's server. The address for answers is in the long head, shown or not. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'snappymail',
  url: 'https://snappy.example/',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, replyTo: true, links: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
