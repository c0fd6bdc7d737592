import { defineConfig } from 'vitest/config';

/** Real browsers and real servers: one file at a time, and a test that fails once has failed. Skipped ones are named, with the reason. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.spec.mjs'],
    fileParallelism: false,
    // Servers end with the process that started them.
    pool: 'forks',
    reporters: ['verbose'],
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
