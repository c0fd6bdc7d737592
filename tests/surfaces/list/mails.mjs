import { example } from '../../e2e/messages.mjs';

/** The mails that surfaces are shown with: examples of the rules, so that each level is what the engine says. */
export const scam = () => example('amazon-fraud-call', 'danger');
export const honest = () => example('amazon-fraud-call', 'none');
export const inRow = () => example('boss-gift-card', 'danger');
export const gentle = () => example('cloud-storage-full', 'caution', { fits: ({ links }) => links.length > 0 });
export const linked = () => example('account-locked-brand', 'danger', { fits: ({ links }) => links.some(({ text }) => text.includes('paypal.com')) });
export const three = () => [scam(), example('bank-fraud-alert', 'danger'), example('support-callback-invoice', 'danger')];
/** As it would be pasted into a box. */
export const pasted = () => example('family-new-number', 'danger', { channel: 'sms' }).body.replace(/\s+/g, ' ');
