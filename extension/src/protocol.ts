/**
 * Everything that crosses between the content script, the extension's own pages and the background.
 * One union, one exhaustive switch in the background. Nothing here carries a URL to open or code to run.
 */

export type Channel = 'email' | 'sms' | 'chat' | 'selection';
export type Level = 'none' | 'caution' | 'danger';

export interface Link {
  /** What the reader sees. */
  text: string;
  /** The target as written in the message. */
  href: string;
}

export interface Sender {
  name: string;
  address: string;
  number: string;
}

/** An earlier bubble of the same chat. */
export interface Turn {
  own: boolean;
  text: string;
}

/** One message as a person sees it; an empty string means "not shown", never a guess. */
export interface Message {
  channel: Channel;
  subject: string;
  body: string;
  /** Text that is in the message but that no reader would see. */
  hidden: string;
  sender: Sender;
  replyTo: string;
  links: Link[];
  turns: Turn[];
}

/** A signal seen in the message. `start` and `end` are UTF-16 offsets into the field's text. */
export interface Finding {
  signal: string;
  family: string;
  /** `subject`, `body`, `from.name`, `from.address`, `from.number`, `reply_to`, `links.N.text`, `links.N.href`, `turns.N` */
  field: string;
  start: number;
  end: number;
  text: string;
  /** Plain sentence that continues "The message …". */
  says: string;
  /** Thousandths of a logit; below zero it calms. 0 = context only, not shown. */
  weight: number;
}

export interface Exception {
  signal: string;
  field: string;
  start: number;
  end: number;
  text: string;
  held: 'negated' | 'reported';
}

export interface Verdict {
  level: Level;
  /** Probability 0–1. */
  score: number;
  scam: { id: string; title: string; guide: string } | null;
  findings: Finding[];
  exceptions: Exception[];
  /** Longer than the engine's limits: "too long, first part checked". */
  truncated: boolean;
}

/** Why something on a page was not read; each has a sentence in `_locales`. */
export type Unread = 'picture' | 'frame' | 'selectors' | 'too-long' | 'engine';

/** What the background keeps per tab, in memory and `storage.session`: verdicts, never message text beyond the quoted evidence. */
export interface TabReport {
  /** Adapter id, or null on a page that is not read. */
  site: string | null;
  /** The messages in view, in reading order. */
  messages: { key: string; subject: string; verdict: Verdict }[];
  unread: Unread[];
}

/** From content scripts. The background takes tab, frame and URL from the sender, never from the request. */
export type ContentRequest =
  /** Which adapter reads this page? */
  | { kind: 'adapter' }
  /** Judge one message. */
  | { kind: 'scan'; key: string; message: Message }
  /** These keys, and no others, are in view now; these things could not be read. */
  | { kind: 'view'; keys: string[]; unread: Unread[] }
  /** Open the packaged guide of that name. */
  | { kind: 'open-guide'; guide: string };

/** From the extension's own pages only. */
export type PageRequest =
  /** Judge pasted text. */
  | { kind: 'check'; message: Message }
  /** What was found in that tab? */
  | { kind: 'report'; tabId: number };

export type Request = ContentRequest | PageRequest;

/** The answer to each kind of request. */
export interface Answers {
  adapter: import('./page/adapter').SiteAdapter | null;
  scan: Verdict;
  view: null;
  'open-guide': null;
  check: Verdict;
  report: TabReport;
}

/** From the background to the content script of one tab. */
export type BackgroundNotice =
  /** Show the verdict for the user's selection, from the context menu. */
  | { kind: 'selection-verdict'; text: string; verdict: Verdict };

export type Result<K extends Request['kind']> = { ok: true; value: Answers[K] } | { ok: false; error: 'engine' | 'refused' | 'invalid' };
