import data from './messages.json';

/** A piece of a line: words, a link, or the end of a line. */
export type Piece = string | { text: string; href: string } | { br: true };

/** What a demo mail is made of. There is no HTML anywhere: the view builds each part. */
export type Part =
  | { p: Piece[] }
  | { quote: Piece[] }
  | { small: Piece[] }
  | { rows: [string, string][] }
  | { button: { text: string; href: string } };

export interface Mail {
  id: string;
  own?: boolean;
  /** `number`: of a text message that was turned into a mail. */
  from: { name: string; address: string; number?: string };
  time: string;
  /** What the engine should say of it; the demo's tests and `scripts/demo` hold it to that. */
  expect: { level: 'none' | 'caution' | 'danger'; kind: string | null };
  body: Part[];
}

export interface Conversation {
  id: string;
  subject: string;
  messages: Mail[];
}

export const me = data.me;
export const conversations = data.conversations as unknown as Conversation[];

/** The words of a mail, for the list's second line. */
export function snippet(mail: Mail): string {
  const words = (pieces: Piece[]) => pieces.map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : ' ')).join('');
  return mail.body
    .flatMap((part) => ('p' in part ? [words(part.p)] : 'quote' in part ? [words(part.quote)] : []))
    .join(' ')
    .slice(0, 140);
}
