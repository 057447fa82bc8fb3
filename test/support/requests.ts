import { expect, onTestFinished, vi } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.js';
import { DiagnosticError } from '../../src/core/errors.js';
import type { HttpRequest } from '../../src/core/http.js';
import type { Limits } from '../../src/io/net/send.js';
import { createFetcher } from '../../src/io/net/fetch-json.js';
import type { Clock } from '../../src/io/net/retry.js';
import { faultyServer, type Behaviour } from './faulty-server.js';
import { temporaryFolder } from './tree.js';

/** Clears the proxy and key variables for the test, and sets an empty cache folder. */
export function ownEnvironment(): { cache: string } {
  const cache = temporaryFolder();
  vi.stubEnv('XDG_CACHE_HOME', cache);
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'ACME_KEY', 'ACME_TOKEN']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return { cache };
}

export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, ...more };
}

/** A request whose key is in `ACME_KEY` or `ACME_TOKEN`. */
export function withKey(url: string, more: Partial<NonNullable<HttpRequest['key']>> = {}): HttpRequest {
  return get(url, { key: { env: ['ACME_KEY', 'ACME_TOKEN'], header: 'Authorization', scheme: 'Bearer', ...more } });
}

/** A clock on which only waiting takes time, and the delays that were waited for. */
export function testClock(start = '2025-11-21T10:00:00Z'): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  const begin = Date.parse(start);
  return {
    waits,
    now: () => begin + waits.reduce((sum, ms) => sum + ms, 0),
    wait: async (ms) => void waits.push(ms),
  };
}

/** A server with one route, and a function that requests it as a source does. */
export async function serving(behaviour: Behaviour, limits: Partial<Limits> = {}) {
  const server = await faultyServer({ routes: { '/v1/models': behaviour } });
  const clock = testClock();
  const fetchJson = createFetcher({ offline: false, clock, limits });
  const request = get(`${server.origin}/v1/models?hush=hush`);
  return { server, clock, request, ask: async () => fetchJson(request) };
}

/** The diagnostic that a request fails with. A response, or any other error, fails the test. */
export async function failure(answer: Promise<unknown>): Promise<Diagnostic> {
  const error: unknown = await answer.then(
    (value) => new Error(`a response instead of a failure: ${JSON.stringify(value).slice(0, 200)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiagnosticError)) throw error;
  expect(error.diagnostic.severity).toBe('error');
  return error.diagnostic;
}
