/** iCloud Mail. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'icloud',
  url: 'https://www.icloud.com/mail/',
  frame: '/applications/mail2/',
  frames: { '/applications/mail2-message/': 'body' },
  origins: ['https://www-mail.icloud-sandbox.com'],
  shows: { subject: true, name: true, links: true, conversation: true, rows: ['sender', 'subject', 'snippet'] },
};
