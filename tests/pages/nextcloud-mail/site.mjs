/** Nextcloud Mail on somebody's server. Its list names senders, and nobody's address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'nextcloud-mail',
  url: 'https://cloud.example/apps/mail/box/1',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'subject', 'snippet'] },
};
