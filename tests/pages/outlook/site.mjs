/** Outlook on the web. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'outlook',
  url: 'https://outlook.live.com/mail/0/',
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
