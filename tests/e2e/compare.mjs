/**
 * What was read of a saved page against what stands in it.
 *
 * @typedef {{ type: 'message' | 'turn' | 'row', subject?: string, name?: string, address?: string, number?: string, reply_to?: string, own?: boolean,
 *   contains?: string[], lacks?: string[], links?: string[], snippet?: string }} Expected
 * @typedef {{ type: string, site: string, subject: string, sender: { name: string, address: string, number: string }, reply_to: string, body: string,
 *   hidden: string, links: { text: string, href: string }[], own: boolean }} Line
 */
const one = (/** @type {string | undefined} */ text) => (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
const same = (/** @type {string | undefined} */ a, /** @type {string | undefined} */ b) => one(a).toLowerCase() === one(b).toLowerCase();

/** Links are wrapped by some sites: the real target stands somewhere in them. @param {string} href */
const plainOf = (href) => {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
};

/** Counts what was wanted and what was right, by field. */
export class Tally {
  /** @type {Map<string, { right: number, all: number }>} */
  fields = new Map();
  /** @type {string[]} */
  misses = [];

  /** @param {string} field @param {boolean} right @param {string} miss */
  add(field, right, miss) {
    const now = this.fields.get(field) ?? { right: 0, all: 0 };
    this.fields.set(field, { right: now.right + Number(right), all: now.all + 1 });
    if (!right) this.misses.push(`${field}: ${miss.slice(0, 160)}`);
  }
}

/** @param {Expected[]} expected @param {any[]} lines */
export function compare(expected, lines) {
  const tally = new Tally();
  const found = /** @type {Line[]} */ (lines.filter(({ type }) => type === 'message' || type === 'turn'));
  for (const wanted of expected.filter(({ type }) => type !== 'row')) {
    const words = (wanted.contains ?? []).map(one);
    const at = best(found, (line) => words.every((word) => one(line.body).includes(word)), (line) => words.some((word) => one(line.body).includes(word)));
    tally.add('message', at >= 0, `not found: ${words[0]}`);
    if (at >= 0) compareMessage(tally, wanted, /** @type {Line} */ (found.splice(at, 1)[0]), words);
  }
  for (const extra of found) tally.add('message', false, `not there: ${one(extra.body)}`);
  const rows = /** @type {Line[]} */ (lines.filter(({ type }) => type === 'row'));
  for (const wanted of expected.filter(({ type }) => type === 'row')) {
    const by = (/** @type {Line} */ { sender }) => sender.name || sender.number;
    const at = best(rows, (line) => same(line.subject, wanted.subject) && same(by(line), wanted.name), (line) => (wanted.subject ? same(line.subject, wanted.subject) : same(by(line), wanted.name)));
    tally.add('row', at >= 0, `not found: ${wanted.subject || wanted.name}`);
    if (at < 0) continue;
    const row = /** @type {Line} */ (rows.splice(at, 1)[0]);
    if (wanted.subject) tally.add('row subject', same(row.subject, wanted.subject), `"${row.subject}" for "${wanted.subject}"`);
    if (wanted.name) tally.add('row sender', same(by(row), wanted.name), `"${by(row)}" for "${wanted.name}"`);
    tally.add('row address', wanted.address === undefined || same(row.sender.address, wanted.address), `"${row.sender.address}" for "${wanted.address}"`);
    if (wanted.snippet) tally.add('row snippet', one(row.body).startsWith(one(wanted.snippet).slice(0, 20)), `"${one(row.body).slice(0, 40)}" for "${wanted.snippet.slice(0, 40)}"`);
  }
  for (const extra of rows) tally.add('row', false, `not there: ${extra.subject || extra.sender.name}`);
  return tally;
}

/** @param {Tally} tally @param {Expected} wanted @param {Line} line @param {string[]} words */
function compareMessage(tally, wanted, line, words) {
  tally.add('text', words.every((word) => one(line.body).includes(word)), `${one(line.body).slice(0, 80)}`);
  for (const word of wanted.lacks ?? []) tally.add('nothing else', !one(line.body).includes(one(word)), `has "${word}"`);
  if (wanted.own !== undefined) tally.add('own', line.own === wanted.own, `${line.own}`);
  // Whoever wrote one's own bubbles is not named.
  if (wanted.own && wanted.type === 'turn') return;
  const shown = { subject: line.subject, name: line.sender.name, address: line.sender.address, number: line.sender.number, 'reply-to': line.reply_to };
  const right = { subject: wanted.subject, name: wanted.name, address: wanted.address, number: wanted.number, 'reply-to': wanted.reply_to };
  for (const [field, value] of Object.entries(shown)) {
    const wish = right[/** @type {keyof typeof right} */ (field)];
    if (wish !== undefined) tally.add(field, same(value, wish), `"${value}" for "${wish}"`);
  }
  for (const target of wanted.links ?? []) tally.add('link', line.links.some(({ href }) => href.includes(target) || plainOf(href).includes(target)), target);
}

/** @template T @param {T[]} list @param {((one: T) => boolean)[]} tests the strictest first */
function best(list, ...tests) {
  for (const test of tests) {
    const at = list.findIndex(test);
    if (at >= 0) return at;
  }
  return -1;
}
