import { ownUrl } from '../browser';
import { jsonOf, KIND, readPack, type Pack } from './container';

/** The Packs that ship with the extension. */
export type PackFile = 'engine' | 'sites' | 'reporting' | `guides.${string}` | `texts.${string}` | `words.${string}`;

/** A file of our own package. `connect-src 'self'` makes sure that it can be nothing else. */
export async function ownFile(path: `/${string}`): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(ownUrl(path));
  if (!answer.ok) throw new Error(`the extension's own file ${path} cannot be read`);
  return new Uint8Array(await answer.arrayBuffer());
}

export const packBytes = (name: PackFile): Promise<Uint8Array<ArrayBuffer>> => ownFile(`/packs/${name}.pack`);

export const loadPack = async (name: PackFile): Promise<Pack> => readPack(await packBytes(name));

/** The guides in English, then, where there are any, those in another language. */
export async function guidesJson(language: string): Promise<unknown[]> {
  const read = async (lang: string) => jsonOf(await loadPack(`guides.${lang}`), KIND.guides);
  const [english, own] = await Promise.all([read('en'), language === 'en' ? null : read(language).catch(() => null)]);
  return own === null ? [english] : [english, own];
}
