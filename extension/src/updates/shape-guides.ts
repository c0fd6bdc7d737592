import { isFields } from './json';
import { fits, isId, isListOf, isWords, misshapen, type Frame } from './shape-text';

/** Several times what today's guides have: 84 guides, 532 brands, blocks of 480 characters. */
const MOST_GUIDES = 500;
const MOST_BRANDS = 5_000;
const MOST_SECTIONS = 60;
const MOST_BLOCKS = 100;
const MOST_NAMES = 60;
const LONGEST_TEXT = 2_000;
const LONGEST_TITLE = 300;

const isText = (value: unknown): boolean => isWords(value, LONGEST_TEXT);
const isTitle = (value: unknown): value is string => isWords(value, LONGEST_TITLE);
const isSectionId = (value: unknown): boolean => value === '' || isId(value);
const isIds = (value: unknown): boolean => isListOf(value, MOST_NAMES, isId);
/** A file of the package, by its bare name: nothing that could lead out of its folder. */
const isPicture = (value: unknown): boolean => typeof value === 'string' && /^[a-z-]{1,40}$/.test(value);
const isTitles = (value: unknown): boolean => isListOf(value, MOST_NAMES, isTitle);

const BLOCK: Frame = { t: (value) => ['p', 'quote', 'li', 'step', 'q'].includes(value as string), text: isText, 'signal?': isId };
const isBlock = (value: unknown): value is object => fits(value, BLOCK);

/** One part below another and no deeper. */
const SUB: Frame = { id: isSectionId, title: isTitle, blocks: (value) => isListOf(value, MOST_BLOCKS, isBlock) };
const isSub = (value: unknown): value is object => fits(value, SUB);
const SECTION: Frame = { ...SUB, 'sub?': (value) => isListOf(value, MOST_SECTIONS, isSub) };
const isSection = (value: unknown): value is object => fits(value, SECTION);

const GUIDE: Frame = {
  id: isId,
  title: (value) => isTitle(value) && value !== '',
  summary: isText,
  checked: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  'picture?': isPicture,
  brands: isIds,
  related: isIds,
  first_steps: isTitles,
  sources: isTitles,
  sections: (value) => isListOf(value, MOST_SECTIONS, isSection),
};
const isGuide = (value: unknown): value is object => fits(value, GUIDE);

const BRAND: Frame = { name: isTitle, does: isText, never: isText };
const isBrands = (value: unknown): boolean =>
  isFields(value) && Object.keys(value).length <= MOST_BRANDS && Object.entries(value).every(([id, brand]) => isId(id) && fits(brand, BRAND));

/** The guides of one language in an update. Throws [`Refused`] for anything but known blocks of plain words. */
export function checkGuides(json: unknown, lang: string): void {
  const frame: Frame = { lang: (value) => value === lang, guides: (value) => isListOf(value, MOST_GUIDES, isGuide), 'brands?': isBrands };
  if (!fits(json, frame)) throw misshapen(`the guides (${lang}) hold something that a guide may not hold`);
  const ids = (json as { guides: { id: string }[] }).guides.map(({ id }) => id);
  if (ids.length === 0 || new Set(ids).size !== ids.length) throw misshapen(`the guides (${lang}) are none, or two of one name`);
}
