import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/require-build.ts'],
    testTimeout: 120_000,
    // Cold processes and property tests share two cores on a small machine.
    maxWorkers: 2,
  },
});
