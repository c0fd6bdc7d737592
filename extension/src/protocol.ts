/**
 * Everything that crosses between the content script, the extension's own pages and the background.
 * One union, one exhaustive switch in the background. Nothing here carries a URL to open or code to run.
 * Requests go out through `ask()` in `ask.ts`; each is checked own key by own key in `background/validate.ts`.
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

/** What the script in a frame has read there, for the document around it. */
export interface FramedText {
  body: string;
  hidden: string;
  links: Link[];
  /** Longer than the limits. */
  cut: boolean;
  /** A picture says what text should. */
  picture: boolean;
}

/** What a frame says, and where: '' for a frame without an address of its own, which belongs to the page around it. */
export interface FramedAnswer {
  text: FramedText | null;
  address: string;
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
  scam: ScamMatch | null;
  findings: Finding[];
  exceptions: Exception[];
  /** Longer than the engine's limits: "too long, first part checked". */
  truncated: boolean;
  /** Where each of the message's links leads, in their order; ends early beyond the engine's limits. Empty at `none`, save for `selection`. */
  targets: Target[];
  /** Company that the message claims to come from, by name; '' when none, or when it does come from there. */
  claims: string;
}

export interface ScamMatch {
  id: string;
  title: string;
  guide: string;
}

/** Where a link of the message leads, after redirectors that are known. */
export interface Target {
  kind: 'web' | 'phone' | 'sms' | 'email' | 'other';
  /**
   * Host, number or address as people should read it: Unicode where that is honest, `xn--` where scripts are mixed; of
   * `other` the scheme, which may be ''. At most 253 characters, none of them invisible or turning the direction.
   */
  name: string;
  /** The part of a host that somebody owns ("amaz0n-help.example"), the end of `name`; '' for all else. */
  domain: string;
  /** Company that this domain is known to belong to; '' when unknown. */
  owner: string;
  /** Company that the message or the link claims and that this is not; '' when none is claimed, or it is that company. */
  not: string;
}

/** Why a verdict is shown more softly than the engine would have it: the user's own choices, each lowers it by one level. */
export type Softened = 'trusted' | 'muted' | 'fewer';

/** A verdict as it is shown: after the user's choices, and with what its guide says to do first. */
export interface Told extends Verdict {
  /** Exactly three, in the reader's language; none at level `none`. */
  steps: string[];
  /** The engine's own level and the choices that softened it; null when none did. */
  softened: { level: Level; by: Softened[] } | null;
}

/** A sentence of the warning and the words of the message that it rests on. */
export interface Reason {
  says: string;
  /** Ready to show, in quotation marks; '' when there are no words to quote. */
  quote: string;
}

/** Where evidence stands: `reason` is the index of the reason it belongs to. */
export interface Mark {
  field: string;
  start: number;
  end: number;
  text: string;
  reason: number;
}

/** What is said at a link. */
export interface LinkWords {
  /** As written in the message, without spaces around it. */
  href: string;
  /** The host that a web link leads to; '' for other links. */
  name: string;
  /** "This goes to amaz0n-help.example, which is not Amazon." */
  leads: string;
}

/**
 * All that a warning in a page shows: made by the background in the reader's language, so that the content script holds
 * no words of its own. Plain text throughout; nothing is longer than a page can show.
 */
export interface Shown {
  level: Level;
  scam: string;
  /** '' when there is none to open. */
  guide: string;
  /** "Very likely a scam" */
  label: string;
  title: string;
  reasons: Reason[];
  /** "What to do now", three of them, in helper mode with whom to call; none at level `none`. */
  steps: string[];
  /** Said below in small type, in this order: cut short, softened. */
  notes: string[];
  marks: Mark[];
  links: LinkWords[];
}

/** The words of the controls in a page; `$1` in some is filled in there. */
export const PAGE_WORDS = ['region', 'steps', 'guide', 'hide', 'show', 'source', 'card_source', 'close', 'more', 'mark', 'danger', 'guard_title', 'guard_leads', 'guard_stay', 'guard_open', 'guard_note'] as const;
export type PageWord = (typeof PAGE_WORDS)[number];

/** An element to make: tag, attributes, what is inside. A text or attribute `$name` is filled in with the words of that name; an `id` is how the code finds the element. */
export type Template = readonly [tag: string, attributes: Readonly<Record<string, string>>, ...inside: (Template | string)[]];

/** All that warnings in pages are made of (`looks/template.ts`). */
export interface Templates {
  warning: Readonly<Record<Level, Template>>;
  card: Readonly<Record<Level, Template>>;
  guard: Template;
  mark: Template;
  beside: Template;
  reason: Template;
  quote: Template;
  /** Around a quote: one that can be pointed at, one that can not. */
  pointer: Template;
  quiet: Template;
  step: Template;
  note: Template;
}

/** How warnings look and speak in pages, by the user's choices. Told with the adapters and again when it changes. */
export interface Ways {
  direction: 'ltr' | 'rtl';
  language: string;
  words: Record<PageWord, string>;
  templates: Templates;
  /** Style sheets: for all closed roots of ours, and for the evidence in the mail's own text. */
  looks: { shadow: string; evidence: string };
  /** A click on a link of a message at `danger` is asked about first. */
  guard: boolean;
}

/**
 * The most that one request may carry. The content script cuts to these; the background refuses what is longer.
 * `body` is more than the engine reads (1 MiB), so that the engine itself says "too long, first part checked".
 */
export const LIMITS = {
  body: 1_200_000,
  hidden: 200_000,
  subject: 10_000,
  name: 1_000,
  links: 2_500,
  linkText: 4_000,
  href: 16_000,
  turns: 50,
  turn: 20_000,
  key: 200,
  keys: 500,
  /** A signed Pack of the most bytes there may be (16 MiB and 64 KiB), in base64. */
  signed: Math.ceil((16 * 1024 * 1024 + 64 * 1024) / 3) * 4,
} as const;

/** Why something on a page was not read; each has a sentence in `_locales` (`unread_…`). */
export type Unread = 'picture' | 'frame' | 'selectors' | 'head' | 'too-long' | 'engine';
export const UNREAD: readonly Unread[] = ['picture', 'frame', 'selectors', 'head', 'too-long', 'engine'];

/** A message in view and what is thought of it. */
export interface Judged {
  key: string;
  /** In memory only; empty when the background was stopped since. */
  subject: string;
  level: Level;
  scam: Verdict['scam'];
  /** Address or number of the sender, as the page shows it: in memory only, '' when the background was stopped since. */
  sender: string;
  /** The reasons with their quoted words: in memory only, null when the background was stopped since. */
  verdict: Told | null;
}

/** What the background knows of one tab. */
export interface TabReport {
  /** Ids of the adapters that read this page; none on a page that is not read. */
  sites: string[];
  /** Origin of the tab's page when it was read, so that a report is never shown for another site. */
  origin: string;
  /** The messages in view, in reading order. */
  messages: Judged[];
  unread: Unread[];
}

/** How a site has been read since the browser was started. Times are milliseconds since 1970. */
export interface SiteHealth {
  id: string;
  name: string;
  /** Match patterns; none for software that runs on any host. */
  matches: readonly string[];
  /** When a message was last read as it should be; 0: not yet. */
  read: number;
  /** When the page was last not what the adapter expects; 0: never. */
  failed: number;
}

/** A version of the rules. Times are milliseconds since 1970. */
export interface PackFacts {
  /** Decimal, YYYYMMDDNN. */
  version: string;
  /** Shipped with this release, brought by the host, or opened from a file. */
  source: 'packaged' | 'host' | 'file';
  /** Packaged ones: the day in their version. */
  made: number;
  /** Packaged ones: 0, never. What is in use stays in use after this, and says so. */
  expires: number;
}

/** What one version of the rules has that another has not. Names are for people, in English. */
export interface Changes {
  scams: { added: string[]; removed: string[]; changed: string[] };
  phrases: { added: number; removed: number };
  sites: { added: string[]; removed: string[]; changed: string[] };
  guides: number;
  brands: number;
}

/** What the host may say went wrong; `ProblemCode` in `crates/host/src/updates.rs`. */
export const HOST_PROBLEMS = ['offline', 'mirror', 'limits', 'signature', 'rollback', 'expired', 'clock', 'journal', 'disk', 'busy', 'not-configured'] as const;
export type HostProblem = (typeof HOST_PROBLEMS)[number];

/** Why newer rules were not taken into use. Each has a sentence in `_locales`. */
export type UpdateProblem =
  /** Not installed for this browser, or the permission is not given. */
  | 'host-missing'
  /** It is there and does not do what it should. */
  | 'host-broken'
  | `host-${HostProblem}`
  /** Not signed by enough of the publishers that this release trusts. */
  | 'not-signed'
  /** Cut, changed on the way, or no signed Pack at all. */
  | 'damaged'
  | 'expired'
  /** Older than what was in use before. */
  | 'old'
  /** Holds what an update may not hold, or lacks what it must. */
  | 'shape'
  /** Lacks rules that no update may take away. */
  | 'core'
  /** Judges the packaged test messages worse than it may. */
  | 'gate'
  /** The browser's own storage failed or was damaged. */
  | 'storage'
  /** What is known of earlier versions is damaged or lost: only packaged rules are used. */
  | 'floor'
  | 'too-large'
  /** Made in the future: this computer's clock or the publishers' is wrong. */
  | 'clock'
  /** This browser is too old to check the publishers' signatures (Chrome before 137). */
  | 'browser';

/** How the rules are kept up to date. Times are milliseconds since 1970, 0 = never. */
export interface UpdatesReport {
  /** The user's choice, or the workplace's. */
  on: boolean;
  /** What the workplace has laid down; null without a policy. */
  managed: { on: boolean | null; source: 'host' | 'file' | 'packaged' | null } | null;
  /** Rules in use. */
  inUse: PackFacts;
  /** What "go back" would lead to; null when there is nothing. */
  previous: PackFacts | null;
  use: UpdatesUse;
  busy: boolean;
  checked: number;
  succeeded: number;
  host: 'unknown' | 'missing' | 'there';
  problem: { code: UpdateProblem; at: number } | null;
  /** From what was in use before the last change to what is now. */
  changes: Changes | null;
}

/** Which rules to use: the newest there are, those before them, or only what this release ships. */
export type UpdatesUse = 'newest' | 'previous' | 'packaged';

/** From content scripts (and our demo page). The background takes tab, frame and URL from the sender, never from the request. */
export type ContentRequest =
  /**
   * A document begins to be read: which adapters may fit it? The content script tries each one's `detect` in order.
   * Forgets what was known of this frame.
   */
  | { kind: 'adapter' }
  /** Judge one message. `site` is the id of the adapter that read it; `key` must not contain words of the message. */
  | { kind: 'scan'; site: string; key: string; message: Message }
  /**
   * These keys, and no others, are in view now in this frame; these things could not be read. Answers which of the keys
   * the background does not know (it may have been stopped since): scan these again, then send `view` again.
   */
  | { kind: 'view'; site: string; keys: string[]; unread: Unread[] }
  /** Judge what one row of a list shows. Of the verdict only the level is told: a row is too little for more. */
  | { kind: 'row'; site: string; message: Message }
  /** What does the frame at that path say (`page/frames.ts`)? For bodies in frames that the document around them cannot read. */
  | { kind: 'frame'; site: string; path: string }
  /** From such a frame: it holds something else now. */
  | { kind: 'frame-changed'; path: string }
  /** Open the packaged guide of that name. */
  | { kind: 'open-guide'; guide: string }
  /** Ask before links open in the frame at that path, which holds a part of the message of that key; '': no longer. */
  | { kind: 'guard-frame'; site: string; path: string; key: string }
  /** Show the last thing that was checked by right-click in this tab in the check page, with more of it. */
  | { kind: 'open-check' };

/** From the extension's own pages only. */
export type PageRequest =
  /** Judge pasted text. */
  | { kind: 'check'; message: Message }
  /** What was found in that tab? */
  | { kind: 'report'; tabId: number }
  /** How is each site read these days? */
  | { kind: 'sites' }
  /** The text that the user chose on a page where no script may run. Given out once. */
  | { kind: 'handoff'; token: string }
  /** How are the rules kept up to date? These five answer alike, the last four when they are done. */
  | { kind: 'updates' }
  /** Turns updates on or off. The permission for the host is asked by the page, in the user's own click. */
  | { kind: 'updates-set'; on: boolean }
  /** Ask the host now. */
  | { kind: 'updates-check' }
  | { kind: 'updates-use'; which: UpdatesUse }
  /** A signed Pack that the user has opened from a file, in base64. */
  | { kind: 'updates-import'; data: string };

export type Request = ContentRequest | PageRequest;

/** The answer to each kind of request. */
export interface Answers {
  /** `ways` is null when nothing is read here. */
  adapter: { adapters: import('./page/adapter').SiteAdapter[]; ways: Ways | null };
  scan: Shown;
  view: { missing: string[] };
  row: Level;
  frame: FramedText | null;
  'frame-changed': null;
  'open-guide': null;
  'open-check': null;
  'guard-frame': null;
  check: Told;
  report: TabReport;
  sites: SiteHealth[];
  handoff: { text: string; links: Link[]; verdict: Told | null } | null;
  updates: UpdatesReport;
  'updates-set': UpdatesReport;
  'updates-check': UpdatesReport;
  'updates-use': UpdatesReport;
  'updates-import': UpdatesReport;
}

/** What a frame needs to ask about the links of the message that it holds a part of. */
export interface FrameGuard {
  links: LinkWords[];
  ways: Ways;
}

/** What the user pointed at: the selection, or the link or picture of that address. */
export type CheckedAt = { what: 'selection' } | { what: 'link' | 'image'; address: string };

/** From the background to the content script of one tab. */
export type BackgroundNotice =
  /** Show what was found in what the user pointed at, beside it. Answer `true` when it is shown. */
  | { kind: 'check-verdict'; at: CheckedAt; shown: Shown; ways: Ways }
  /** For the frame at that path: what does it say? Answer a `FramedAnswer`; whether that frame may be listened to is the background's to say. */
  | { kind: 'read-frame'; path: string; bodies: readonly string[] }
  /** The frame at that path holds something else now. */
  | { kind: 'frame-changed'; path: string }
  /** For the frame at that path: ask before its links open; null: no longer. */
  | { kind: 'guard-frame'; path: string; guarded: FrameGuard | null }
  /** Nothing to do: only asks whether a reader still lives in that frame. */
  | { kind: 'still-there' }
  /** The guides have come after a verdict that names one of them: this is what it says to do first. */
  | { kind: 'steps'; guide: string; steps: string[] }
  /** The user has changed how warnings look or speak. */
  | { kind: 'ways'; ways: Ways }
  /** The background was stopped and has lost the reasons: scan what is in view again. */
  | { kind: 'read-again' };

/** From the background to the extension's own pages. */
export type PageNotice =
  | { kind: 'report-changed'; tabId: number }
  /** What `updates` answers is not what it was. */
  | { kind: 'updates-changed' };

export type Failure = 'engine' | 'refused' | 'invalid';
export type Result<K extends Request['kind']> = { ok: true; value: Answers[K] } | { ok: false; error: Failure };
