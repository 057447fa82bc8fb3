import { retryAfter } from './answer.js';
import type { RawAnswer } from './exchange.js';
import { NetError } from './errors.js';

/** How time passes; a test has its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets milliseconds pass. */
  readonly wait: (ms: number) => Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  wait: async (ms) =>
    new Promise((done) => {
      setTimeout(done, ms);
    }),
};

const mostTries = 3;
/** In milliseconds. Who is told to come back later than this can as well run the command again. */
const longestWait = 30_000;
/** Statuses that can be another one in a moment (RFC 9110, 15; RFC 6585, 4; RFC 8470, 5.2). */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Does it again where that can help, three times in all, with a growing time between that is never quite the same. */
export async function tryOften<Answer extends RawAnswer>(once: () => Promise<Answer>, { now, wait }: Clock): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const isLast = tries === mostTries;
    let delay = 500 * 2 ** (tries - 1) * (0.75 + Math.random() / 2);
    try {
      const answer = await once();
      if (isLast || !passing.has(answer.status)) return answer;
      delay = retryAfter(answer, now()) ?? delay;
      if (delay > longestWait) return answer;
    } catch (error) {
      if (isLast || !(error instanceof NetError && error.isPassing)) throw error;
    }
    await wait(delay);
  }
}

/** What lets so many do their work at once, and the others wait in the order in which they came. */
export function turns(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => void waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
