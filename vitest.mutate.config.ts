import { defineConfig } from 'vitest/config';
import { warmPool } from './scripts/mutate/warm-worker.js';

/** The tests as `npm run mutate` runs them: in one warm process, without the slow ones, and with few inputs for the property tests. */
export default defineConfig({
  plugins: [warmPool()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/{docs,scripts}/**', 'test/architecture.test.ts', 'test/cli/write.test.ts'],
    // One worker for all files, in which a run of the command line may change the folder and the environment.
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    env: { PROVIDERSMITH_IN_PROCESS: '1', LAW_RUNS: '20' },
    testTimeout: 120_000,
    tags: [{ name: 'slow', skip: true }],
  },
});
