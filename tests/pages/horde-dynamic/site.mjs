/** Horde on somebody's server, as browsers get it. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'horde-dynamic',
  url: 'https://horde.example/imp/dynamic.php',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'address', 'subject'] },
};
