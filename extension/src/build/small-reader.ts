import { minify } from 'terser';

/** As the bundler names it. */
const READER = /(?:^|\/)content\.js$/;

/**
 * The reader is carried into every page it reads. Terser after the bundler's own minifier makes it a sixteenth smaller;
 * what runs elsewhere is left as it is.
 */
/** What is read of a bundler's output. */
interface Chunk {
  fileName: string;
  code?: string;
}

export function smallReader() {
  return {
    name: 'caveat:small-reader',
    apply: 'build' as const,
    generateBundle: {
      order: 'post' as const,
      async handler(_options: unknown, bundle: Record<string, Chunk>) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.code === undefined || !READER.test(chunk.fileName)) continue;
          const { code } = await minify(chunk.code, {
            ecma: 2022,
            toplevel: true,
            compress: { passes: 5, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
          });
          if (!code) throw new Error('terser gave no code for the content script');
          chunk.code = code;
        }
      },
    },
  };
}
