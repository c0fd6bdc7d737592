import messages from '../../public/_locales/en/messages.json';

/** Stands in for `src/browser.ts` where pages keep what is chosen: the real strings, a store that tells of changes, and one that can fail. */
export const world = {
  items: {} as Record<string, unknown>,
  fails: false,
  granted: [] as string[],
  /** What the user says when the browser asks for a site. */
  says: true,
  keys: '',
};

type Heard = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const hearers = new Set<Heard>();
const permissionHearers = new Set<() => void>();
const strings = messages as Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;
const work = async <T>(act: () => T): Promise<T> => {
  if (world.fails) throw new Error('the disk is full');
  return act();
};
const tell = (key: string, newValue: unknown): void => hearers.forEach((hear) => hear({ [key]: { newValue } }, 'local'));
const event = (set: Set<() => void>) => ({ addListener: (hear: () => void) => void set.add(hear), removeListener: (hear: () => void) => void set.delete(hear) });

export function begin(): void {
  Object.assign(world, { items: {}, fails: false, granted: [], says: true, keys: '' });
  hearers.clear();
  permissionHearers.clear();
}

export const browser = {
  i18n: {
    getUILanguage: () => 'en-GB',
    getMessage: (key: string, filled: string[] = []): string => {
      const { message = '', placeholders = {} } = strings[key] ?? {};
      return message.replace(/\$([A-Z_]+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '').replace(/\$(\d)/g, (_, n: string) => filled[Number(n) - 1] ?? '');
    },
  },
  runtime: { id: 'self', getManifest: () => ({ version: '0.1.0' }), onMessage: event(new Set()) },
  commands: { getAll: async () => [{ name: 'check', shortcut: world.keys }] },
  permissions: {
    getAll: async () => ({ origins: [...world.granted] }),
    contains: async () => false,
    request: async ({ origins = [] as string[] }) => {
      if (world.says) world.granted.push(...origins);
      permissionHearers.forEach((hear) => hear());
      return world.says;
    },
    remove: async ({ origins = [] as string[] }) => {
      world.granted = world.granted.filter((pattern) => !origins.includes(pattern));
      permissionHearers.forEach((hear) => hear());
      return true;
    },
    onAdded: event(permissionHearers),
    onRemoved: event(permissionHearers),
  },
  storage: {
    local: {
      get: (key: string | null) => work(() => (key === null ? { ...world.items } : { [key]: world.items[key] })),
      set: (items: Record<string, unknown>) =>
        work(() => {
          Object.assign(world.items, structuredClone(items));
          for (const [key, value] of Object.entries(items)) tell(key, value);
        }),
      remove: (keys: string[]) =>
        work(() => {
          for (const key of keys) {
            delete world.items[key];
            tell(key, undefined);
          }
        }),
    },
    onChanged: { addListener: (hear: Heard) => void hearers.add(hear), removeListener: (hear: Heard) => void hearers.delete(hear) },
  },
};

export const ownUrl = (path: string): string => `chrome-extension://self${path}`;
