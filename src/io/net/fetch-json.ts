import pLimit from 'p-limit';
import type { Fetched, FetchJson, HttpRequest } from '../../core/http.js';
import { cacheFile, digestOf, pickValidators, readCached, writeCached, type CachedResponse } from './cache.js';
import { openConnections, type Connections } from './connections.js';
import { hostAndPath, NetError } from './errors.js';
import { findKeyVariable } from './key.js';
import { parseUrl, prepareRequest, type PreparedRequest } from './prepare.js';
import { sendAndFollow, type FollowedResponse } from './redirect.js';
import { readJsonText, statusError } from './response.js';
import { sendWithRetries, systemClock, type Clock } from './retry.js';
import { defaultLimits, type Limits } from './send.js';
import { readSnapshot } from './snapshot.js';

const maxConcurrent = 6;

export interface FetcherOptions {
  /** Sends nothing: the last cached response counts, or else the snapshot of the package. */
  readonly offline: boolean;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  /** The folder of the snapshots. */
  readonly snapshots?: URL;
}

type Send = (request: PreparedRequest) => Promise<FollowedResponse>;

/**
 * Creates the function that fetches JSON for one run: six requests at a time, equal requests only once, with retries. A response to a
 * request without a key can be cached, and is then only confirmed by the next run.
 */
export function createFetcher(options: FetcherOptions): FetchJson {
  const limit = pLimit(maxConcurrent);
  const limits = { ...defaultLimits, ...options.limits };
  const clock = options.clock ?? systemClock;
  let connections: Promise<Connections> | undefined;
  const send: Send = async (request) => {
    const open = await (connections ??= openConnections(limits.connectMs));
    return sendWithRetries(async () => limit(async () => sendAndFollow(request, limits, open)), clock);
  };
  const fetched = new Map<string, Promise<Fetched>>();
  return async (request) => {
    const { method, url, headers, key, body } = request;
    const id = JSON.stringify([method, url, headers, key, body]);
    const response = fetched.get(id) ?? (options.offline ? fetchOffline(request, options.snapshots) : fetchOnline(request, send, clock));
    fetched.set(id, response);
    return response;
  };
}

async function fetchOffline(request: HttpRequest, snapshots: URL | undefined): Promise<Fetched> {
  const url = parseUrl(request.url);
  const hasKey = request.key !== undefined && (!request.key.optional || findKeyVariable(request) !== undefined);
  const cached = hasKey ? undefined : readCached(cacheFile(request));
  if (cached) return toFetched(request, cached, 'cache');
  const snapshot = readSnapshot(request.url, snapshots);
  if (snapshot) return toFetched(request, snapshot, 'snapshot');
  const why = hasKey ? 'responses to a request with a key are not cached' : 'no response is cached';
  const hint = hasKey ? 'run it without `--offline`' : 'run it once without `--offline`';
  throw new NetError('net/offline', `${hostAndPath(url)}: ${why}, and the package has no snapshot of it`, hint, false);
}

async function fetchOnline(request: HttpRequest, send: Send, clock: Clock): Promise<Fetched> {
  const prepared = prepareRequest(request);
  const { url, key } = prepared;
  const file = key ? undefined : cacheFile(request);
  const cached = file === undefined ? undefined : readCached(file);
  const conditions = cached ? conditionalHeaders(cached) : {};
  const response = await send({ ...prepared, headers: { ...prepared.headers, ...conditions } });
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  if (response.status === 304 && cached && Object.keys(conditions).length > 0 && !response.isRedirected) {
    const confirmed = { ...cached, date };
    return toFetched(request, confirmed, 'network', cacheWriter(file, confirmed, cached));
  }
  if (response.status !== 200) throw statusError(url, response, request, key, clock.now());
  const body = readJsonText(url, response.bytes, key);
  const { etag, 'last-modified': lastModified } = response.headers;
  const next = { date, digest: digestOf(body), ...(!response.isRedirected && pickValidators(etag, lastModified)), body };
  return toFetched(request, next, 'network', cacheWriter(file, next, cached));
}

function conditionalHeaders({ etag, last_modified }: CachedResponse): Record<string, string> {
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(last_modified !== undefined && { 'if-modified-since': last_modified }),
  };
}

/** Returns the function that writes a response to the cache, once, and only if it differs from the cached one. */
function cacheWriter(file: string | undefined, next: CachedResponse, cached: CachedResponse | undefined): () => void {
  let isWritten = cached && (['date', 'digest', 'etag', 'last_modified'] as const).every((name) => cached[name] === next[name]);
  return () => {
    if (file !== undefined && !isWritten) writeCached(file, next);
    isWritten = true;
  };
}

function toFetched(request: HttpRequest, { body, digest, date }: CachedResponse, from: Fetched['from'], keep = (): void => {}): Fetched {
  return { request, body, digest, date, from, keep };
}
