import { jsonOf, KIND, LEVEL, writePack, type Pack, type Part } from '../pack/container';
import type { Bytes } from './bytes';
import { inventoryOf, type Inventory } from './inventory';
import { checkGuides } from './shape-guides';
import { checkSites } from './shape-sites';
import { misshapen } from './shape-text';

/**
 * What an update may hold (and a release alone may change the rest): rules, site adapters, guides, their sentences and
 * words by language, and a list of it all. Reporting channels in it are not used. What needs a later release is left out.
 */
export interface Content {
  version: bigint;
  /** By the name under which the extension asks for it, each a Pack of its own of the same version. */
  parts: ReadonlyMap<string, Bytes>;
  /** Languages whose words are in it. */
  words: readonly string[];
  /** Languages besides English in which its findings are told. */
  texts: readonly string[];
  inventory: Inventory | null;
}

const UNUSED: readonly number[] = [KIND.reporting];

/** The update's content in the form in which it is stored. Throws [`Refused`] when anything in it is not as it must be. */
export function contentOf(pack: Pack): Content {
  const parts = new Map<string, Bytes>();
  let inventory: Inventory | null = null;
  for (const part of pack.parts) {
    if (part.level > LEVEL || UNUSED.includes(part.kind)) continue;
    const name = nameOf(part);
    if (parts.has(name)) throw misshapen(`two parts for ${name}`);
    const own = writePack(pack.version, [part]);
    const json = () => jsonOfPart(pack.version, part);
    if (part.kind === KIND.sites) checkSites(json());
    if (part.kind === KIND.guides) checkGuides(json(), part.lang);
    if (part.kind === KIND.inventory) inventory = inventoryOf(json());
    parts.set(name, own);
  }
  for (const name of ['engine', 'sites', 'guides.en']) if (!parts.has(name)) throw misshapen(`no ${name} in it`);
  const languages = (kind: string) => [...parts.keys()].filter((name) => name.startsWith(`${kind}.`)).map((name) => name.slice(kind.length + 1));
  return { version: pack.version, parts, words: languages('words'), texts: languages('texts'), inventory };
}

/** As the packaged files are named (`caveat pack --parts`). */
function nameOf({ kind, lang }: Part): string {
  const alone = new Map<number, string>([[KIND.engine, 'engine'], [KIND.sites, 'sites'], [KIND.inventory, 'inventory']]).get(kind);
  const spoken = new Map<number, string>([[KIND.guides, 'guides'], [KIND.texts, 'texts'], [KIND.words, 'words']]).get(kind);
  if (alone && lang === '') return alone;
  if (spoken && lang !== '') return `${spoken}.${lang}`;
  throw misshapen(`a part of kind ${kind} and language "${lang}", which no update holds`);
}

function jsonOfPart(version: bigint, part: Part): unknown {
  try {
    return jsonOf({ version, parts: [part] }, part.kind);
  } catch (cause) {
    throw misshapen('a part is not the JSON it should be', cause);
  }
}
