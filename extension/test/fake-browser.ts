import messages from '../public/_locales/en/messages.json';

const strings = messages as Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;

/** `$NAME$` to the `$1` it stands for, as the browser does. */
const plain = (key: string): string =>
  (strings[key]?.message ?? '').replace(/\$([A-Z_]+)\$/g, (_, name: string) => strings[key]?.placeholders?.[name.toLowerCase()]?.content ?? '');

/** Stands in for `src/browser.ts`: the real strings, nothing else. */
export const browser = {
  i18n: {
    getMessage: (key: string, substitutions: string[] = []): string =>
      plain(key).replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? ''),
    getUILanguage: (): string => 'en',
  },
};

export const ownUrl = (path: string): string => `chrome-extension://own${path}`;
