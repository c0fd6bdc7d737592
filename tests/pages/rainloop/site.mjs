/** RainLoop, which SnappyMail came from. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'rainloop',
  adapter: 'snappymail',
  url: 'https://rainloop.example/',
  frames: { 'rainloop.example': 'rainloop' },
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'address', 'subject'] },
};
