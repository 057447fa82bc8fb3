import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { warmPool } from './scripts/mutate/warm-worker.js';

/** Vitest starts with the file that took longest; here, the first test that fails ends the run. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed();
  }
}

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
    sequence: { sequencer: ShortestFirst },
    env: { PROVIDERSMITH_IN_PROCESS: '1', LAW_RUNS: '10' },
    testTimeout: 120_000,
    tags: [{ name: 'slow', skip: true }],
  },
});
