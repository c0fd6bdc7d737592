import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { ownFiles, ownGlue } from './src/build/engine-glue';
import { declareReader, manifestFor } from './src/build/manifest';
import { smallReader } from './src/build/small-reader';

/** Built with `wxt build extension` for Chrome and `-b firefox` for Firefox. Every import is visible: no auto-imports. */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  manifest: ({ browser }) => manifestFor(browser),
  // Wasm and packs are plain files of the package: the background fetches them from its own origin.
  hooks: {
    'build:publicAssets': (_wxt, files) => void files.push(...ownFiles()),
    'build:manifestGenerated': (_wxt, manifest) => declareReader(manifest),
  },
  vite: () => ({
    // WXT's own context tells the page of us by events and messages that the page could forge; ours is silent.
    resolve: { alias: { 'wxt/utils/content-script-context': fileURLToPath(new URL('./src/page/quiet-context.ts', import.meta.url)) } },
    plugins: [ownGlue(), smallReader()],
    // The polyfill would be dead code with a fetch() in it; both browsers know modulepreload.
    build: { modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  }),
});
