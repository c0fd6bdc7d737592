/** Roundcube on somebody's server, skin elastic: a list, and a message in a frame. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'roundcube',
  url: 'https://elastic.roundcube.example/?_task=mail',
  frame: '_framed=1',
  frames: { 'elastic.roundcube.example': 'app' },
  switchedOn: true,
  shows: { subject: true, name: true, address: true, replyTo: true, links: true, rows: ['sender', 'address', 'subject'] },
};
