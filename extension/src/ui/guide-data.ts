import { language } from '../i18n';
import { jsonOf, KIND } from '../pack/container';
import { guidesJson, loadPack } from '../pack/files';

/** The smallest piece of a guide. Text may hold `**bold**`, `*emphasis*` and `{channel:id}`, nothing else. */
export interface Block {
  t: 'p' | 'quote' | 'li' | 'step' | 'q';
  text: string;
  signal?: string;
}

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
  sub?: Section[];
}

export interface Guide {
  id: string;
  /** The language it is written in: where the reader's has none yet, English. */
  lang: string;
  title: string;
  summary: string;
  /** Date its facts were last checked. */
  checked: string;
  /** The picture of its family, packaged as `/pictures/<picture>.svg`; '' for none. */
  picture: string;
  brands: string[];
  related: string[];
  first_steps: string[];
  /** Publications that it rests on, by name. */
  sources: string[];
  sections: Section[];
}

/** One way to report. Values come from the packaged Pack alone. */
export interface ReportChannel {
  id: string;
  brand?: string;
  label: string;
  purpose: string[];
  kind: 'url' | 'phone' | 'sms' | 'email';
  value: string;
  note: string;
  /** When somebody answers. */
  hours: string;
  cost: string;
  /** How to hand a message on well. */
  forward: string;
  source: string;
  checked: string;
}

export interface Country {
  country: string;
  name: string;
  intro: string;
  steps: string[];
  channels: ReportChannel[];
}

export interface Reporting {
  countries: Country[];
  brands: ReportChannel[];
  other: Country | null;
}

/** The names that people know companies and offices by, by id. */
export type Names = ReadonlyMap<string, string>;

export interface GuideBook {
  guides: Guide[];
  names: Names;
  reporting: Reporting;
}

/** Guides in the language of the interface, in English where it has none, and every reporting channel. */
export async function loadGuides(): Promise<GuideBook> {
  const [parts, reporting] = await Promise.all([guidesJson(language()), loadPack('reporting')]);
  return {
    guides: parts.reduce<Guide[]>((known, json) => inLanguage(known, guidesOf(json)), []),
    names: new Map(parts.flatMap((json) => [...namesOf(json)])),
    reporting: reportingOf(jsonOf(reporting, KIND.reporting)),
  };
}

/** The guides as one language has them, with nothing in place of those that it has not; none when its file cannot be read. */
export const guidesIn = (lang: string): Promise<Guide[]> =>
  loadPack(`guides.${lang}`).then(
    (pack) => guidesOf(jsonOf(pack, KIND.guides)),
    () => [],
  );

/** The guides, each in the later language that has it. */
export function inLanguage(known: readonly Guide[], own: readonly Guide[]): Guide[] {
  const translated = new Map(own.map((guide) => [guide.id, guide]));
  const rest = own.filter(({ id }) => known.every((guide) => guide.id !== id));
  return [...known.map((guide) => translated.get(guide.id) ?? guide), ...rest];
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);
const records = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** What a guides part says, field by field; a newer Pack's unknown blocks and fields are skipped, never shown wrongly. */
export function guidesOf(json: unknown): Guide[] {
  const lang = str(isFields(json) ? json.lang : null) || 'en';
  return records(isFields(json) ? json.guides : null)
    .map((guide) => ({
      id: str(guide.id),
      lang,
      title: str(guide.title),
      summary: str(guide.summary),
      checked: str(guide.checked),
      picture: pictureOf(guide.picture),
      brands: strings(guide.brands),
      related: strings(guide.related),
      first_steps: strings(guide.first_steps),
      sources: strings(guide.sources),
      sections: records(guide.sections).map(sectionOf),
    }))
    .filter(({ id, title }) => id && title);
}

/** The files of guides/pictures/, which every release brings to /pictures/. A test holds the two against each other. */
const PICTURES: readonly string[] = ['account', 'bank', 'charity', 'code', 'family', 'investment', 'invoice', 'job', 'market', 'office', 'parcel', 'prize', 'road', 'romance', 'support', 'threat', 'work'];

/** Newer rules may name a picture that this release does not have yet. */
const pictureOf = (name: unknown): string => (PICTURES.includes(str(name)) ? str(name) : '');

/** Names of brands, as far as the part has them. */
export const namesOf = (json: unknown): Map<string, string> =>
  new Map(Object.entries(isFields(json) && isFields(json.brands) ? json.brands : {}).flatMap(([id, brand]) => (isFields(brand) && str(brand.name) ? [[id, str(brand.name)]] : [])));

const BLOCKS: readonly Block['t'][] = ['p', 'quote', 'li', 'step', 'q'];

function sectionOf(section: Fields): Section {
  const blocks = records(section.blocks).flatMap((block): Block[] => {
    const t = BLOCKS.find((known) => known === block.t);
    if (!t) return [];
    return [{ t, text: str(block.text), ...(typeof block.signal === 'string' ? { signal: block.signal } : {}) }];
  });
  return { id: str(section.id), title: str(section.title), blocks, sub: records(section.sub).map(sectionOf) };
}

export function reportingOf(json: unknown): Reporting {
  const fields = isFields(json) ? json : {};
  return {
    countries: records(fields.countries).map(countryOf),
    brands: records(fields.brands).flatMap(channelOf),
    other: isFields(fields.other) ? countryOf(fields.other) : null,
  };
}

const countryOf = (fields: Fields): Country => ({
  country: str(fields.country),
  name: str(fields.name),
  intro: str(fields.intro),
  steps: strings(fields.steps),
  channels: records(fields.channels).flatMap(channelOf),
});

const KINDS: readonly ReportChannel['kind'][] = ['url', 'phone', 'sms', 'email'];

function channelOf(fields: Fields): ReportChannel[] {
  const kind = KINDS.find((known) => known === fields.kind);
  if (!kind || !str(fields.id)) return [];
  const brand = typeof fields.brand === 'string' ? { brand: fields.brand } : {};
  const { id, label, value, note, hours, cost, forward, source, checked } = fields;
  return [{ id: str(id), ...brand, label: str(label), purpose: strings(fields.purpose), kind, value: str(value), note: str(note), hours: str(hours), cost: str(cost), forward: str(forward), source: str(source), checked: str(checked) }];
}

/** Every channel by its id. */
export function channelsById({ countries, brands }: Reporting): Map<string, ReportChannel> {
  return new Map([...countries.flatMap(({ channels }) => channels), ...brands].map((channel) => [channel.id, channel]));
}

/** Where a channel leads, or null for one that is only read and dialled by hand. Nothing but these four schemes. */
export function hrefOf({ kind, value }: Pick<ReportChannel, 'kind' | 'value'>): string | null {
  if (kind === 'url') return /^https:\/\/[^\s]+$/.test(value) ? value : null;
  if (kind === 'email') return /^[^\s@:?&]+@[^\s@:?&]+$/.test(value) ? `mailto:${value}` : null;
  const number = value.replace(/[\s().-]/g, '');
  return /^[+*#]?\d{3,15}$/.test(number) ? `${kind === 'sms' ? 'sms' : 'tel'}:${number}` : null;
}
