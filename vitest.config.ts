import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/require-build.ts'],
    testTimeout: 120_000,
    tags: [{ name: 'slow', description: 'Seconds for one behaviour: left out when mutants are tested.' }],
    // Cold processes and property tests share two cores on a small machine.
    maxWorkers: 2,
  },
});
