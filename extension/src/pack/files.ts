import { browser, ownUrl } from '../browser';
import { policy } from '../updates/managed';
import { RECORD, recordOf } from '../updates/record';
import { Slots } from '../updates/slots';
import { Database } from '../updates/store';
import { jsonOf, KIND, readPack, type Pack } from './container';

/** The Packs that ship with the extension; updates have them under the same names. */
export type PackFile = 'engine' | 'sites' | 'reporting' | 'inventory' | `guides.${string}` | `texts.${string}` | `words.${string}`;

/** A file of our own package. `connect-src 'self'` makes sure that it can be nothing else. */
export async function ownFile(path: `/${string}`): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(ownUrl(path));
  if (!answer.ok) throw new Error(`the extension's own file ${path} cannot be read`);
  return new Uint8Array(await answer.arrayBuffer());
}

export const packagedBytes = (name: PackFile): Promise<Uint8Array<ArrayBuffer>> => ownFile(`/packs/${name}.pack`);

/** All packaged files carry the same version; this is a small one that is always there. */
export const packagedVersion = async (): Promise<bigint> => readPack(await packagedBytes('sites')).version;

export const database = new Database();

/** The rules in use, in this process: the background and each of our pages look for themselves. */
export const slots = new Slots({
  record: async () => recordOf((await browser.storage.local.get(RECORD))[RECORD]),
  store: database,
  policy,
  app: () => browser.runtime.getManifest().version,
  packaged: packagedVersion,
});

/** A file of the rules in use: those of an update, or the packaged ones. */
export async function packBytes(name: PackFile): Promise<Uint8Array<ArrayBuffer>> {
  // Where to report comes with a release only, whatever else is in use.
  const updated = name === 'reporting' ? null : await slots.part(name);
  return updated ?? packagedBytes(name);
}

export const loadPack = async (name: PackFile): Promise<Pack> => readPack(await packBytes(name));

/** Languages that the package has guides in; a test holds it against `guides/`. */
export const GUIDE_LANGUAGES: readonly string[] = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];

/** The guides in English, then, where there are any, those in another language. */
export async function guidesJson(language: string): Promise<unknown[]> {
  const [english, own] = await Promise.all([guidesIn('en'), language === 'en' ? null : guidesIn(language).catch(() => null)]);
  return own === null ? [english] : [english, own];
}

/** An update may bring a language that the package does not have: only then is it worth a look there. */
async function guidesIn(language: string): Promise<unknown> {
  const name: PackFile = `guides.${language}`;
  const bytes = GUIDE_LANGUAGES.includes(language) ? await packBytes(name) : await slots.part(name);
  return bytes === null ? null : jsonOf(readPack(bytes), KIND.guides);
}
