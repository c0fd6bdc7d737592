/** Zimbra's classic client, by conversation. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'zimbra',
  url: 'https://zimbra.example/mail',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'subject', 'snippet'] },
};
