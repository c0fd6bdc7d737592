/** The newest build of the GMX family: list and mail in shadows, the text in a frame of another host. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'gmx-new',
  adapter: 'gmx',
  app: 'gmx-new',
  url: 'https://webmailer.gmx.net/',
  frames: { 'mailbody-ui.de': 'body' },
  origins: ['https://p1.mailbody-ui.de'],
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'subject'] },
};
