import { guidesOf, namesOf, reportingOf, type Guide, type GuideBook } from '../../src/ui/guide-data';

/** A small book of guides that has something of everything. */
const step = (text: string) => ({ t: 'step', text });

export const guideJson = {
  lang: 'en',
  brands: { ezpass: { name: 'E-ZPass', does: '', never: '' }, dhl: { name: 'DHL', does: '', never: '' }, broken: 7 },
  guides: [
    {
      id: 'toll-unpaid',
      title: 'The unpaid toll',
      summary: 'A text asks for a small sum.',
      checked: '2026-11-22',
      picture: 'road',
      brands: ['ezpass'],
      related: ['parcel-fee', 'gone'],
      first_steps: ['Wait.', 'Look.', 'Ask.'],
      sources: ['A published warning'],
      sections: [
        { id: 'looks', title: 'Looks', blocks: [{ t: 'p', text: 'Say **no** to *that*, <b>tell</b> {channel:us-ftc} or {channel:new-one}.' }, { t: 'quote', text: 'Pay now' }, { t: 'video', text: 'unknown' }] },
        { id: 'flags', title: 'Flags', blocks: [{ t: 'li', text: 'one' }, { t: 'li', text: 'two', signal: 's' }] },
        {
          id: 'now',
          title: 'Now',
          blocks: [],
          sub: [
            { id: 'nothing', title: 'Nothing', blocks: [step('Delete it.')] },
            { id: 'clicked', title: 'Clicked', blocks: [step('Close it. Tell {channel:us-ftc}.')] },
            { id: 'card', title: 'Card', blocks: [step('Block the card.'), step('Ask for a new one.')] },
            { id: 'paid-transfer', title: 'Transfer', blocks: [step('Call the bank.')] },
          ],
        },
        { id: 'report', title: 'Report', blocks: [] },
        { id: 'questions', title: 'Questions', blocks: [], sub: [{ id: '', title: 'Why me?', blocks: [{ t: 'p', text: 'Chance.' }] }] },
      ],
    },
    { id: 'parcel-fee', title: 'The parcel', summary: 'A fee, by gift card', checked: '', picture: 'parcel', brands: ['dhl'], related: [], first_steps: ['Do not pay.'], sources: [], sections: [] },
    { id: 'parking-fine', title: 'A fine for parking', summary: 'On the windscreen', checked: '', picture: 'road', brands: [], related: [], first_steps: [], sources: [], sections: [] },
    { id: 'oddity', title: 'Something else', summary: '', checked: '', picture: 'not-drawn-yet', brands: [], related: [], first_steps: [], sources: [], sections: [] },
  ],
};

const channel = (id: string, change = {}) => ({ id, label: `Label ${id}`, purpose: ['lost-money'], kind: 'url', value: `https://${id}.example`, note: 'Note', source: 's', checked: '2026-11', ...change });

export const book: GuideBook = {
  guides: guidesOf(guideJson),
  names: namesOf(guideJson),
  reporting: reportingOf({
    countries: [
      { country: 'US', name: 'United States', intro: 'First the bank.', steps: [], channels: [channel('us-ftc'), channel('us-sms', { kind: 'sms', value: '7726', purpose: ['sms'], forward: 'Forward the text itself.' })] },
      {
        country: 'GB',
        name: 'United Kingdom (England, Wales, Northern Ireland)',
        intro: '',
        steps: [],
        channels: [channel('gb-report'), channel('gb-159', { kind: 'phone', value: '159', hours: 'day and night', cost: 'free' }), channel('gb-mail', { kind: 'email', value: 'report@gb.example', purpose: ['email'] })],
      },
    ],
    brands: [channel('ezpass-mail', { brand: 'ezpass', kind: 'email', value: 'help@ezpass.example' }), channel('other-mail', { brand: 'other' })],
    other: { country: 'other', name: 'Everywhere else', intro: 'Steps', steps: ['Call the bank.'], channels: [] },
  }),
};

export const toll = book.guides[0] as Guide;
