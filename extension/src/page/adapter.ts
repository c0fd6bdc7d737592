import type { Channel } from '../protocol';

/**
 * How to find messages in one web application: data, never code. This is `rules/sites/<id>.toml` as JSON, key for key;
 * only `id` is put in by the compiler (the file's name). Unknown keys are refused by the compiler.
 *
 * A `Selectors` list is ranked: the first entry that finds something counts. Each entry is a CSS selector.
 * A `Fields` list is the same, but an entry may end in ` @name`: then the value is that attribute and not the text.
 * ` >>> ` leads from an element into its open shadow: `mail-list >>> .item`.
 * An entry that is `@name` alone takes the attribute of the message container itself.
 * In a `Fields` list of rows the same holds for the row.
 * Selectors are never applied inside a mail's own body (save `quoted`): what a sender writes must not pass for the application.
 */
export type Selectors = readonly string[];
export type Fields = readonly string[];

/** Where the warning goes, seen from the element that `banner` finds. */
export type Place = 'before' | 'after' | 'first' | 'last';

export interface SiteAdapter {
  /** File name without `.toml`; the compiler's, not in the file. */
  id: string;
  /** The application's name, for people. */
  name: string;
  /** Match patterns it is read on. Empty: any host that the user has allowed (`demo`: our own page); then `detect` must recognise it. */
  matches: readonly string[];
  /** One of these is on the page when it is this application. Empty: the host is proof enough. */
  detect?: Selectors;
  /** How messages come in. `sms` and `chat` give each message the ones before it as turns. */
  channel: Exclude<Channel, 'selection'>;
  /** Which documents are read: only the tab's own (`top`), or each frame that `detect` recognises (`each`). Default `top`. */
  frames?: 'top' | 'each';
  /** Shown and filled when a message is open. If one is there and no message is found, the site counts as "not read here". */
  view?: Selectors;
  /** One element per message, around header and body. May be empty: then it is the nearest ancestor of the body with a sender in it. */
  message?: Selectors;
  /** Value that names the message as long as the page lives (an id of the mail server). Without: told apart by content. */
  key?: Fields;
  /** The message's text, inside its container; an iframe of the same origin may be named too. */
  body: Selectors;
  /** Inside the body: earlier mail that the application folds away. Read when shown, not counted as hidden text when folded. */
  quoted?: Selectors;
  /** In the container: the application says that only the first part is shown. */
  clipped?: Selectors;
  /** Subject, in the container or else anywhere in the page. */
  subject?: Fields;
  /** Shown name of the sender. */
  sender_name?: Fields;
  /** Mail address; is taken out of `Name <a@b>` and `mailto:`. */
  sender_address?: Fields;
  /** Phone number or short code; anything else that stands there is a name and not taken. */
  sender_number?: Fields;
  /** Reply-To address. */
  reply_to?: Fields;
  /** Parts of the fields above that are not their text (buttons are left out anyway). */
  noise?: Selectors;
  /** On or inside the container: the user wrote this one. Own messages are never judged. */
  own?: Selectors;
  /** On or inside the container: somebody else wrote this one, whatever `own_side` makes of its place. */
  received?: Selectors;
  /** Chats whose marks come and go: bubbles nearer to this edge of the conversation are the user's own. `end` is the right one, where text runs from left to right. */
  own_side?: 'start' | 'end';
  /** The user's own address. A message from it is their own, save where it stands alone: scams forge the receiver's address. */
  account?: Fields;
  /** Beginnings of path or `#hash` where even a message that stands alone is the user's own (the folder of sent mail). */
  sent?: readonly string[];
  /** Chats: around the bubbles of one writer in a row. Who wrote them may stand in the first alone. */
  group?: Selectors;
  /** On the container: folded, has no text to read yet. */
  collapsed?: Selectors;
  /** Around or on a body: never read (compose boxes; editable elements are left out anyway). */
  skip?: Selectors;
  /** Where the warning is put, in the container or else in the page. Default: before the body. */
  banner?: Selectors;
  /** Default `before`. */
  banner_at?: Place;
  /** Where frames with a body may come from when the site has them on a host of its own. Such a frame is read by the script in it. */
  frame_matches?: readonly string[];
  /** Inside such a frame: the message's text. Default: all of it. */
  frame_body?: Selectors;
  /** One element per row of a list of messages. A row says little: only what would be danger even so gets a mark. */
  row?: Selectors;
  /** Following siblings of a row that belong to it: some lists draw one message in several rows. */
  row_more?: Selectors;
  /** Value that names the row's message. */
  row_key?: Fields;
  /** Shown name of the sender in a row, their address (where the site shows it), subject, and beginning of the text. */
  row_sender?: Fields;
  row_address?: Fields;
  row_subject?: Fields;
  row_snippet?: Fields;
  /** Where a row's mark is put, in the row. Default: the element of the subject. */
  row_mark?: Selectors;
  /** Default `first`. */
  row_mark_at?: Place;
  /** Made for no site in particular: tried last, and what it reads is called best effort. */
  best_effort?: boolean;
  /** Attributes whose change means that messages may have changed, beyond class, style, hidden and aria-expanded. */
  changes?: readonly string[];
}
