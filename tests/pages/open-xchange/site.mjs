/** Open-Xchange App Suite under a provider's address. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'open-xchange',
  url: 'https://webmail.provider.example/appsuite/',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true, rows: ['sender', 'address', 'subject', 'snippet'] },
};
