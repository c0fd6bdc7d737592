import { example } from '../e2e/messages.mjs';

/**
 * The mails that lie in the mailbox: examples that stand in the rules, as a sender's program writes them. Their order is the
 * order in which they arrived.
 *
 * @typedef {import('../e2e/messages.mjs').Mail & { hidden: string }} Sent
 */

/** Words that no honest or false mail of the rules holds, so that they are found again. */
const UNSEEN = 'Minutes of the allotment club: the heron was seen at the pond again.';

/** @type {Record<'honest' | 'hidden' | 'scam', Sent>} */
export const MAILS = {
  honest: { ...example('parcel-fee', 'none'), hidden: '' },
  hidden: { ...example('mailbox-credential', 'danger', { fits: ({ links }) => links.length > 0 }), hidden: UNSEEN },
  scam: { ...example('parcel-fee', 'danger', { fits: ({ links }) => links.length > 0 }), hidden: '' },
};

export const RECEIVER = 'alice@webmail.example';

/** A mail as it goes over the wire: plain text and HTML, as nearly every sender's program writes both. @param {Sent} mail */
export function wire(mail) {
  const boundary = `=_${mail.id}`;
  const plain = [mail.body, ...mail.links.map(({ text, href }) => `${text}: ${href}`)].join('\n\n');
  return [
    `From: ${word(mail.name)} <${mail.address}>`,
    `To: Alice <${RECEIVER}>`,
    `Subject: ${word(mail.subject)}`,
    'Date: Mon, 02 Nov 2026 09:30:00 +0000',
    `Message-ID: <${mail.id}@sender.example>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part(boundary, 'text/plain', plain),
    ...part(boundary, 'text/html', html(mail)),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** @param {string} boundary @param {string} type @param {string} text */
const part = (boundary, type, text) => [`--${boundary}`, `Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', ...base64(text), ''];

/** @param {string} text */
const base64 = (text) => Buffer.from(text).toString('base64').match(/.{1,76}/g) ?? [];

/** A header holds ASCII only. @param {string} text */
const word = (text) => (/^[\x20-\x7e]*$/.test(text) ? text.replace(/^(.*[",<>@].*)$/, (all) => `"${all.replace(/["\\]/g, '\\$&')}"`) : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`);

const escape = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Tables in tables and a style on each element: what is left of a page when it has to survive every mail program. @param {Sent} mail */
function html(mail) {
  const cell = 'padding:12px 24px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:22px;color:#222222';
  const rows = [
    ...mail.body.split(/\n+/).map((line) => `<p style="margin:0 0 14px">${escape(line)}</p>`),
    ...mail.links.map(({ text, href }) => `<p style="margin:0 0 14px"><a href="${escape(href)}" style="color:#ffffff;background-color:#b00020;padding:10px 18px;text-decoration:none">${escape(text)}</a></p>`),
  ];
  const unseen = mail.hidden ? `<div style="font-size:0px;line-height:0;color:#ffffff;max-height:0;overflow:hidden">${escape(mail.hidden)}</div>` : '';
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escape(mail.subject)}</title></head>
<body style="margin:0;background-color:#f4f4f4"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f4f4f4"><tr><td align="center">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="background-color:#ffffff"><tr><td style="${cell}">
${rows.join('\n')}
${unseen}</td></tr></table></td></tr></table></body></html>`;
}
