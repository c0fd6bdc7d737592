/** Horde on somebody's server, for browsers without scripts. Its list names senders, and nobody's address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'horde-basic',
  url: 'https://basic.horde.example/imp/basic.php',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'subject'] },
};
