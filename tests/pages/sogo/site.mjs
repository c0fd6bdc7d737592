/** SOGo on somebody's server. Its list names senders, and nobody's address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'sogo',
  url: 'https://sogo.example/SOGo/so/robin/Mail/view',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'subject'] },
};
