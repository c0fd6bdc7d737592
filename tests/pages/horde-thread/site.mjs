/** A thread in Horde, whichever view it was opened from. The page does not tell the user's own. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'horde-thread',
  adapter: 'horde-basic',
  app: 'horde-thread',
  url: 'https://thread.horde.example/imp/basic.php',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true },
};
