import { defineConfig } from 'vitest/config';

/** Real browsers: one file at a time, and a test that fails once has failed. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.spec.mjs'],
    fileParallelism: false,
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
