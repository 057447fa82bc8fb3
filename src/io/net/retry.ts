import { NetError } from './errors.js';
import { parseRetryAfter } from './response.js';
import type { RawResponse } from './send.js';

/** The current time and a way to wait; tests replace both. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  wait: async (ms) =>
    new Promise((done) => {
      setTimeout(done, ms);
    }),
};

const maxTries = 3;
/** In milliseconds. For a longer wait, the user can run the command again. */
const longestWait = 30_000;
/** Statuses that can change in a moment (RFC 9110, 15; RFC 6585, 4; RFC 8470, 5.2). */
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Retries up to three times with exponential backoff and jitter, or after the delay that the server asks for.
 * undici resumes a body that was cut with a range request, which these servers do not answer; p-retry knows no `Retry-After`.
 */
export async function sendWithRetries<Response extends RawResponse>(send: () => Promise<Response>, clock: Clock): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const isLast = tries === maxTries;
    let delay = 500 * 2 ** (tries - 1) * (0.75 + Math.random() / 2);
    try {
      const response = await send();
      if (isLast || !transientStatuses.has(response.status)) return response;
      delay = parseRetryAfter(response, clock.now()) ?? delay;
      if (delay > longestWait) return response;
    } catch (error) {
      if (isLast || !(error instanceof NetError && error.isTransient)) throw error;
    }
    await clock.wait(delay);
  }
}
