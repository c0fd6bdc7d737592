/** Roundcube in its skin larry: a message as a page of its own. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'roundcube-larry',
  adapter: 'roundcube',
  url: 'https://larry.roundcube.example/?_task=mail',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, replyTo: true, links: true, rows: ['sender', 'address', 'subject'] },
};
