import { gzipSync } from 'node:zlib';
import { KIND, writePack, type Part } from '../../src/pack/container';
import type { SiteAdapter } from '../../src/page/adapter';
import type { Message } from '../../src/protocol';
import { hexOf, type Bytes } from '../../src/updates/bytes';
import type { Inventory } from '../../src/updates/inventory';
import { publishersOf, type Publishers } from '../../src/updates/trust';

/** Real keys, Packs and signatures for tests of updates: what `caveat keys`, `caveat pack` and `caveat sign` make. */

export interface Key {
  id: Bytes;
  raw: Bytes;
  pair: CryptoKeyPair;
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const json = (value: unknown): Bytes => utf8(JSON.stringify(value));
export const concat = (...parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));
const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export async function newKey(): Promise<Key> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { raw, id: await sha256(raw), pair };
}

export const trustJson = (keys: readonly Key[], threshold = 2): Bytes =>
  json({ format: 1, threshold, keys: keys.map(({ raw }, i) => ({ name: `publisher-${i + 1}`, public: hexOf(raw) })) });

export const publishers = (keys: readonly Key[], threshold = 2): Promise<Publishers> => publishersOf(trustJson(keys, threshold));

export const DAY = 24 * 60 * 60;
/** The clock of the tests, seconds since 1970: 2026-11-23. */
export const NOW = Date.UTC(2026, 10, 23, 12) / 1000;

export interface Making {
  signers: readonly Key[];
  version: bigint;
  made: number | bigint;
  expires: number | bigint;
  /** What the statement says of the Pack's length. */
  unpacked: number;
  payload: Bytes;
  /** Changes the statement's bytes before they are signed. */
  stated(statement: DataView): void;
  context: string;
  /** What is signed, from context and statement. */
  signed(context: Bytes, statement: Bytes): Bytes;
  format: number;
  count: number;
  magic: string;
  /** Changes the list of signatures when it is made. */
  below(signatures: { id: Bytes; signature: Bytes }[]): { id: Bytes; signature: Bytes }[];
}

/** A signed Pack around a Pack. What is not said is as it should be. */
export async function signed(pack: Bytes, change: Partial<Making> & Pick<Making, 'signers'>): Promise<Bytes> {
  const payload = change.payload ?? new Uint8Array(gzipSync(pack));
  const statement = new DataView(new ArrayBuffer(64));
  const version = change.version ?? new DataView(pack.buffer, pack.byteOffset).getBigUint64(12, true);
  statement.setBigUint64(0, BigInt(change.made ?? NOW - DAY), true);
  statement.setBigUint64(8, BigInt(change.expires ?? NOW + 30 * DAY), true);
  statement.setBigUint64(16, version, true);
  statement.setUint32(24, payload.length, true);
  statement.setUint32(28, change.unpacked ?? pack.length, true);
  new Uint8Array(statement.buffer).set(await sha256(payload), 32);
  change.stated?.(statement);
  const bytes = new Uint8Array(statement.buffer);
  const context = utf8(change.context ?? 'caveat signed pack 1\n');
  const message = change.signed?.(context, bytes) ?? concat(context, bytes);
  const made = await Promise.all(
    change.signers.map(async ({ id, pair }) => ({ id, signature: new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message)) })),
  );
  const signatures = change.below?.(made) ?? made;
  const head = new DataView(new ArrayBuffer(12));
  new Uint8Array(head.buffer).set(utf8(change.magic ?? 'CAVEATSP'));
  head.setUint16(8, change.format ?? 1, true);
  head.setUint16(10, change.count ?? signatures.length, true);
  return concat(new Uint8Array(head.buffer), bytes, ...signatures.flatMap(({ id, signature }) => [id, signature]), payload);
}

export const gmail = (): SiteAdapter => ({ id: 'gmail', name: 'Gmail', matches: ['https://mail.google.com/*'], channel: 'email', body: ['.a3s'] });

export const guide = (id = 'parcel-fee') => ({
  id,
  title: 'A parcel and a small fee',
  summary: 'Nothing is waiting for you.',
  checked: '2026-11-22',
  picture: 'parcel',
  brands: ['dhl'],
  related: [],
  first_steps: ['Do not pay.', 'Open the app yourself.'],
  sources: ['Report of the year'],
  sections: [{ id: 'looks', title: 'What it looks like', blocks: [{ t: 'p', text: 'It asks for **a little**. Report it: {channel:us-ftc}', signal: 'small-fee' }], sub: [{ id: '', title: 'Why?', blocks: [] }] }],
});

export const inventory = (change: Partial<Inventory> = {}): Inventory => ({
  scams: { 'parcel-fee': { hash: '00000001', title: 'Parcel fee' } },
  signals: { 'small-fee': ['0001', '0002'] },
  brands: { dhl: '00000003' },
  sites: { gmail: { hash: '00000004', name: 'Gmail' } },
  guides: { en: { 'parcel-fee': '00000005' } },
  scoring: '00000006',
  core: ['signal:small-fee', 'scam:parcel-fee'],
  ...change,
});

export const part = (kind: number, bytes: Uint8Array, lang = '', level = 1): Part => ({ kind, level, lang, bytes });

/** The parts of a small whole Pack. */
export const parts = (): Part[] => [
  part(KIND.engine, utf8('rules')),
  part(KIND.sites, json([gmail()])),
  part(KIND.guides, json({ lang: 'en', guides: [guide()], brands: { dhl: { name: 'DHL', does: 'It writes from dhl.com.', never: 'It never asks for a card.' } } }), 'en'),
  part(KIND.texts, utf8('Sätze'), 'de'),
  part(KIND.words, utf8('Wörter'), 'de'),
  part(KIND.inventory, json(inventory())),
];

export const packOf = (version: bigint, list: Part[] = parts()): Bytes => writePack(version, list);

/** The same parts with one of them exchanged. */
export const partsWith = (kind: number, value: unknown): Part[] => parts().map((old) => (old.kind === kind ? { ...old, bytes: json(value) } : old));

export const message = (body: string): Message => ({ channel: 'email', subject: '', body, hidden: '', sender: { name: '', address: '', number: '' }, replyTo: '', links: [], turns: [] });
export const gateJson = (): Bytes =>
  json({ format: 1, scams: Array.from({ length: 60 }, (_, i) => message(`scam ${i}`)), honest: Array.from({ length: 60 }, (_, i) => message(`honest ${i}`)) });
