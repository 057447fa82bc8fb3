// The one place that sends requests. What is asked is plain data; the value of a key is put in here, and comes out nowhere.
import type { Fetched, FetchJson, HttpAnswer, HttpRequest } from '../../core/http.js';
import { jsonOf, statusError } from './answer.js';
import { checkedUrl, prepare, type Prepared } from './call.js';
import { exchange, type Limits } from './exchange.js';
import { cacheFile, digestOf, readKept, validators, writeKept, type Kept } from './cache.js';
import { keyVariable } from './key.js';
import { NetError, placeOf } from './errors.js';
import { follow, type Followed } from './redirect.js';
import { systemClock, tryOften, turns, type Clock } from './retry.js';
import { readSnapshot } from '../files/snapshot.js';

const defaultLimits: Limits = { connectMs: 10_000, timeoutMs: 60_000, maxBytes: 32 * 1024 * 1024 };
const mostAtOnce = 6;

export interface SendOptions {
  /** For everything, in milliseconds. */
  readonly timeoutMs: number;
  /** Of the body, without its compression. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one request, once. Whatever status comes is the answer, that of a redirect too. Bytes that are not UTF-8 become replacement characters.
 * @throws DiagnosticError `net/no-key`, `net/key`, `net/url`, `net/proxy`, `net/failed`, `net/timeout`, `net/too-large`
 */
export async function send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
  const { call, key } = prepare(request);
  const connectMs = Math.min(defaultLimits.connectMs, options.timeoutMs);
  const { status, headers, bytes } = await exchange(call, { connectMs, ...options });
  const redact = key?.redact ?? ((text: string) => text);
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [redact(name), redact(value)])),
    body: redact(bytes.toString('utf8')),
  };
}

export interface FetchOptions {
  /** Whether nothing may be sent: then the answer counts that was kept last, or the one that comes with the package. */
  readonly offline: boolean;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  /** Where answers that come with the package are. */
  readonly snapshots?: URL;
}

/** Sends a request as often as that can help. */
type Ask = (prepared: Prepared) => Promise<Followed>;

/**
 * What gets the answers that one run asks for. Six requests are under way at most, the same one goes out only once, and each is tried
 * again where that can help. The answer to one without a key can be kept, and the next run asks whether it still holds.
 */
export function fetcher(options: FetchOptions): FetchJson {
  const inTurn = turns(mostAtOnce);
  const limits = { ...defaultLimits, ...options.limits };
  const clock = options.clock ?? systemClock;
  const ask: Ask = async (prepared) => tryOften(async () => inTurn(async () => follow(prepared, limits)), clock);
  const asked = new Map<string, Promise<Fetched>>();
  return async (request) => {
    const { method, url, headers, key, body } = request;
    const name = JSON.stringify([method, url, headers, key, body]);
    const answer = asked.get(name) ?? (options.offline ? fetchKept(request, options.snapshots) : fetchNow(request, ask, clock));
    asked.set(name, answer);
    return answer;
  };
}

async function fetchKept(request: HttpRequest, snapshots: URL | undefined): Promise<Fetched> {
  const url = checkedUrl(request.url);
  const hasKey = request.key !== undefined && (!request.key.optional || keyVariable(request) !== undefined);
  const kept = hasKey ? undefined : await readKept(cacheFile(request));
  if (kept) return fetched(request, kept, 'cache');
  const snapshot = readSnapshot(request.url, snapshots);
  if (snapshot) return fetched(request, snapshot, 'snapshot');
  const why = hasKey ? 'answers to a request with a key are not kept' : 'no answer was kept';
  const hint = hasKey ? 'run it without `--offline`' : 'run it once without `--offline`';
  throw new NetError('net/offline', `${placeOf(url)}: ${why}, and none comes with the package`, hint, false);
}

async function fetchNow(request: HttpRequest, ask: Ask, clock: Clock): Promise<Fetched> {
  const prepared = prepare(request);
  const { call, key } = prepared;
  const file = key ? undefined : cacheFile(request);
  const kept = file === undefined ? undefined : await readKept(file);
  const asked = kept ? conditions(kept) : {};
  const answer = await ask({ ...prepared, call: { ...call, headers: { ...call.headers, ...asked } } });
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  if (answer.status === 304 && kept && Object.keys(asked).length > 0 && !answer.isMoved) {
    const next = { ...kept, date };
    return fetched(request, next, 'network', keeper(file, next, kept));
  }
  if (answer.status !== 200) throw statusError(call.url, answer, request, key, clock.now());
  const body = jsonOf(call.url, answer.bytes, key);
  const { etag, 'last-modified': lastModified } = answer.headers;
  const next = { date, digest: digestOf(body), ...(!answer.isMoved && validators(etag, lastModified)), body };
  return fetched(request, next, 'network', keeper(file, next, kept));
}

/** A server that has the same answer still says so (RFC 9110, 13.1). */
function conditions({ etag, last_modified }: Kept): Record<string, string> {
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(last_modified !== undefined && { 'if-modified-since': last_modified }),
  };
}

/** What writes an answer once, when it is not the one that is there. */
function keeper(file: string | undefined, next: Kept, old: Kept | undefined): () => void {
  let isThere = old && (['date', 'digest', 'etag', 'last_modified'] as const).every((name) => old[name] === next[name]);
  return () => {
    if (file !== undefined && !isThere) writeKept(file, next);
    isThere = true;
  };
}

/** @param keep none for what was kept already */
function fetched(request: HttpRequest, { body, digest, date }: Kept, from: Fetched['from'], keep = (): void => {}): Fetched {
  return { request, body, digest, date, from, keep };
}
