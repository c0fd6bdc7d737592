/** Hosts that are mail and nothing else, with all their frames. */
const WHOLE_HOSTS = [
  'mail.google.com',
  'mail.yahoo.com',
  'mail.aol.com',
  'mail.proton.me',
  'app.fastmail.com',
  'betaapp.fastmail.com',
  'mail.zoho.com',
  'mail.zoho.eu',
  'mail.zoho.in',
  'mail.zoho.com.au',
  'app.tuta.com',
  'mail.tutanota.com',
  'e.mail.ru',
  'mail.yandex.com',
  'mail.yandex.ru',
  'web.whatsapp.com',
  'web.telegram.org',
  'www.messenger.com',
  'voice.google.com',
  'webmailer.gmx.net',
  'webmailer.gmx.com',
  'webmailer.web.de',
  'webmailer.mail.com',
];

/** Hosts of which only these paths are mail. */
const PARTS_OF_HOSTS = [
  'https://outlook.live.com/mail/*',
  'https://outlook.office.com/mail/*',
  'https://outlook.office365.com/mail/*',
  'https://outlook.cloud.microsoft/mail/*',
  'https://messages.google.com/web/*',
  'https://www.facebook.com/messages/*',
  'https://www.icloud.com/mail*',
  'https://www.icloud.com/applications/mail2/*',
  'https://*.icloud-sandbox.com/applications/*',
  'https://*.mailbody-ui.de/*',
  ...['gmx.net', 'gmx.com', 'gmx.co.uk', 'gmx.fr', 'gmx.es', 'web.de', 'mail.com'].map((host) => `https://*.${host}/mail*`),
];

/** Content scripts on these hosts may also run in frames that have no address of their own, wherever those come from. */
export const READ_WITH_ALL_FRAMES: readonly string[] = WHOLE_HOSTS.map((host) => `https://${host}/*`);

/**
 * The sites that are read from the day of installation. The content scripts' `matches` are exactly this list; every
 * other site is asked for in the popup, in the moment the user wants it (`optional_host_permissions`).
 *
 * Adding a host here disables the extension in Chrome until its user agrees again: do it only in a release that says so.
 */
export const READ_FROM_THE_START: readonly string[] = [...READ_WITH_ALL_FRAMES, ...PARTS_OF_HOSTS];

/** What may be asked for later, one site at a time. Plain http is there for webmail inside a home or office network. */
export const MAY_BE_ASKED_FOR: readonly string[] = ['https://*/*', 'http://*/*'];

/** The pattern that stands for every page of the site at that address, or null when no site can be read there. */
export function patternOf(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  // Match patterns carry no port: a grant covers every port of the host.
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? `${parsed.protocol}//${parsed.hostname}/*` : null;
}

/** Whether a match pattern (`scheme://host/path`, `*` allowed in each) covers an address. */
export function covers(pattern: string, url: string): boolean {
  const parts = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  if (!parts) return false;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  const [, scheme, host, path] = parts as unknown as [string, string, string, string];
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return false;
  if (scheme !== '*' && parsed.protocol !== `${scheme}:`) return false;
  const name = parsed.hostname;
  const hostFits =
    host === '*' || (host.startsWith('*.') ? name === host.slice(2) || name.endsWith(host.slice(1)) : name === host);
  return hostFits && globFits(path, parsed.pathname + parsed.search);
}

/** `*` stands for any run of characters. Linear walk, no regular expression: patterns may come from a synced pack. */
function globFits(glob: string, text: string): boolean {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces[pieces.length - 1] ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
