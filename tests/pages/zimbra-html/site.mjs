/** Zimbra's HTML client. Where it shows the address for answers, nothing tells it from the receivers'. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'zimbra-html',
  url: 'https://html.zimbra.example/h/search',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'subject', 'snippet'] },
};
