/** A webmail that nobody has described, under an address of the user's own. What each key means: tests/e2e/apps/sites.mjs. */
export default {
  id: 'any',
  url: 'https://post.office.example/letters',
  switchedOn: true,
  shows: { subject: true, name: true, address: true, links: true, conversation: true },
};
