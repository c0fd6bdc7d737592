/** Outlook on the web with one mail alone. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'outlook-item',
  adapter: 'outlook',
  app: 'outlook-item',
  url: 'https://outlook.office.com/mail/',
  shows: { subject: true, name: true, address: true, links: true },
};
