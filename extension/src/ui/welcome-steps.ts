/** The screens of the welcome page, by their place in its address: three, and a last one that is none of them. */
export const SCREENS = ['what', 'choose', 'try', 'end'] as const;
export type Screen = (typeof SCREENS)[number];

/** How many are counted: the last only says that it was all. */
export const COUNTED = SCREENS.length - 1;

/** The screen that an address names; the first when it names none. */
export const screenOf = (hash: string): Screen => SCREENS.find((screen) => hash === `#${screen}`) ?? 'what';

/** Its number, from 1; null for the last one, which is not counted. */
export const numberOf = (screen: Screen): number | null => (screen === 'end' ? null : SCREENS.indexOf(screen) + 1);

export interface Ways {
  back: Screen | null;
  next: Screen | null;
  /** Leaves out what is left; null where nothing would be. */
  skip: Screen | null;
}

export function waysFrom(screen: Screen): Ways {
  const at = SCREENS.indexOf(screen);
  return { back: SCREENS[at - 1] ?? null, next: SCREENS[at + 1] ?? null, skip: at < SCREENS.length - 2 ? 'end' : null };
}
