/** GMX, WEB.DE and mail.com, as far as their heads stand in the page's own tree. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'gmx',
  url: 'https://navigator.gmx.net/mail',
  frame: '/mail/client/folder',
  frames: { '/mail/client/mailbody/': 'body' },
  origins: ['https://3c.gmx.net'],
  shows: { subject: true, name: true, address: true, links: true, rows: ['sender', 'address', 'subject'] },
};
