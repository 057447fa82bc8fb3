// A worker of vitest that outlives its run: a mutant is switched on inside of modules that are loaded, so the next one needs no new process.
import { ForksPoolWorker } from 'vitest/node';

/** Leftovers of mutants, such as the open sockets of a failed test, are closed when the process ends. */
const mostRuns = 100;

let idle;

class WarmWorker {
  name = 'warm';
  cacheFs = true;
  reportMemory = false;
  #listeners = [];
  #isDone = false;
  #kept;

  constructor(options) {
    this.#kept = idle ?? { worker: new ForksPoolWorker(options), runs: 0, isStarted: false };
    idle = undefined;
  }

  async start() {
    if (!this.#kept.isStarted) await this.#kept.worker.start();
    this.#kept.isStarted = true;
    this.#kept.runs += 1;
  }

  /** Does not forward `stop` to the worker: a stopped worker cannot be reused. */
  send(message) {
    if (message.type !== 'stop') return this.#kept.worker.send(message);
    this.#isDone = true;
    const stopped = { type: 'stopped', __vitest_worker_response__: true };
    for (const [event, callback] of this.#listeners) if (event === 'message') setImmediate(() => callback(stopped));
  }

  async stop() {
    for (const [event, callback] of this.#listeners) this.#kept.worker.off(event, callback);
    if (this.#isDone && this.#kept.runs < mostRuns && idle === undefined) idle = this.#kept;
    else await this.#kept.worker.stop();
  }

  on(event, callback) {
    this.#listeners.push([event, callback]);
    this.#kept.worker.on(event, callback);
  }

  off(event, callback) {
    this.#kept.worker.off(event, callback);
  }

  deserialize(data) {
    return this.#kept.worker.deserialize(data);
  }
}

/** StrykerJS names the pool, and this plugin has the last word. */
export function warmPool() {
  return {
    name: 'warm-pool',
    configureVitest({ project, vitest }) {
      vitest.onClose(() => idle?.worker.stop());
      project.config.pool = 'warm';
      project.config.poolRunner = { name: 'warm', createPoolWorker: (options) => new WarmWorker(options) };
    },
  };
}
