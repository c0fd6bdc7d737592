/** Roundcube in its oldest skin: a list, and a message in a frame. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'roundcube-classic',
  adapter: 'roundcube',
  url: 'https://classic.roundcube.example/?_task=mail',
  frame: '_framed=1',
  frames: { 'classic.roundcube.example': 'app' },
  switchedOn: true,
  shows: { subject: true, name: true, address: true, replyTo: true, links: true, rows: ['sender', 'address', 'subject'] },
};
