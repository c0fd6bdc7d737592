/** Zimbra's classic client, by message. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'zimbra-message',
  adapter: 'zimbra',
  url: 'https://one.zimbra.example/mail',
  frames: { 'one.zimbra.example': 'message' },
  switchedOn: true,
  shows: { subject: true, name: true, address: true, replyTo: true, links: true, rows: ['sender', 'subject', 'snippet'] },
};
