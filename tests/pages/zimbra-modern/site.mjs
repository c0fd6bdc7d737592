/** Zimbra's modern client. Its list names senders, and nobody's address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'zimbra-modern',
  url: 'https://modern.zimbra.example/modern/email/Inbox',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'subject', 'snippet'] },
};
