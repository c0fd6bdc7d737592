/** Texts of our own, of a wished length: an honest mail, and one full of what the engine looks for. */
const HONEST = `Hi Maria, thanks for sending the minutes of Tuesday. The printer in the hall works again, and the parcel for the
school arrived this morning. Could you please look at the invoice from the garden shop before Friday? I think they counted the
pots twice. The train leaves at ten past eight, so we should meet at the station at eight. `;
const SCAM = `URGENT: your Amazon account is suspended. A purchase of an iPhone for $899 was detected. Press 1 or call us back
immediately to cancel. Install AnyDesk so that we can process the refund, buy gift cards, scratch off the back and send me the
codes. Do not tell anyone. Confirm your password at http://amazon.account-verify.example/login within 24 hours. `;

const filled = (text, length) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

const email = (body, links) => ({
  channel: 'email', subject: 'About your order', body, hidden: '', replyTo: '', turns: [], links,
  sender: { name: 'Amazon Support', address: 'help@mail.example', number: '' },
});

const LINKS = Array.from({ length: 10 }, (_, i) => ({ text: 'amazon.com', href: `https://www.shop${i}.example/a/b?c=${i}` }));

export const MESSAGES = {
  'honest, 2 KB': email(filled(HONEST, 2_048), []),
  'scam, 2 KB, 10 links': email(filled(SCAM, 300) + filled(HONEST, 1_748), LINKS),
  'honest, 50 KB': email(filled(HONEST, 51_200), []),
  'scam all through, 50 KB': email(filled(SCAM, 51_200), LINKS),
};
