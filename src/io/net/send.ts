import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { HttpAnswer, HttpRequest } from '../../core/http.js';
import { openConnections, type Connections } from './connections.js';
import { connectionError, hostAndPath, isConnectTimeout, NetError } from './errors.js';
import { prepareRequest, type PreparedRequest } from './prepare.js';

export interface Limits {
  /** For a connection, TLS included. */
  readonly connectMs: number;
  /** From the first step to the last byte. */
  readonly timeoutMs: number;
  /** Of the body, decompressed. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export const defaultLimits: Limits = { connectMs: 10_000, timeoutMs: 60_000, maxBytes: 32 * 1024 * 1024 };

/** A response as it was received, key included. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/**
 * Sends one request, once, over a connection of its own. Any status is a response, that of a redirect too. Invalid UTF-8 becomes
 * replacement characters.
 * @throws DiagnosticError `net/no-key`, `net/key`, `net/url`, `net/proxy`, `net/failed`, `net/timeout`, `net/too-large`
 */
export async function sendOnce(request: HttpRequest, options: Omit<Limits, 'connectMs'>): Promise<HttpAnswer> {
  const prepared = prepareRequest(request);
  const connectMs = Math.min(defaultLimits.connectMs, options.timeoutMs);
  const connections = await openConnections(connectMs);
  try {
    const { status, headers, bytes } = await sendPrepared(prepared, { connectMs, ...options }, connections);
    const redact = prepared.key?.redact ?? ((text: string) => text);
    return {
      status,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [redact(name), redact(value)])),
      body: redact(bytes.toString('utf8')),
    };
  } finally {
    await connections.destroy();
  }
}

/**
 * Sends a prepared request and reads the response to its end.
 * @throws NetError `net/failed`, `net/timeout`, `net/too-large`, `net/proxy`
 */
export async function sendPrepared(request: PreparedRequest, limits: Limits, connections: Connections): Promise<RawResponse> {
  const { url, method, headers, body = null } = request;
  const { connectMs, timeoutMs, maxBytes, signal } = limits;
  const place = hostAndPath(url);
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new NetError('net/failed', `${place}: the request was cancelled`, undefined, false));
  const timedOut = (what: string, ms: number): NetError =>
    new NetError('net/timeout', `${place}: no ${what} within ${ms / 1000} s`, 'try again later', true);
  const timer = setTimeout(() => stop.abort(timedOut('complete response', timeoutMs)), timeoutMs);
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  try {
    const target = { origin: url.origin, path: url.pathname + url.search, method, headers, body };
    const untimed = { headersTimeout: 0, bodyTimeout: 0, signal: stop.signal };
    return await readResponse(await connections.dispatcherFor(url).request({ ...target, ...untimed }), maxBytes, place);
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    if (isConnectTimeout(error)) throw timedOut('connection', connectMs);
    throw error instanceof NetError ? error : connectionError(place, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

async function readResponse(response: Dispatcher.ResponseData, maxBytes: number, place: string): Promise<RawResponse> {
  const { statusCode: status, body } = response;
  // Cookies are secrets too.
  const { 'set-cookie': _, ...kept } = response.headers;
  const headers = Object.fromEntries(Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  try {
    return { status, headers, bytes: await readBody(decompress(body, status, headers, place), headers, maxBytes, place) };
  } finally {
    body.on('error', () => {}).destroy();
  }
}

async function readBody(body: Readable, headers: RawResponse['headers'], maxBytes: number, place: string): Promise<Buffer> {
  const tooLarge = (): NetError =>
    new NetError('net/too-large', `${place}: the response is larger than ${formatBodyLimit(maxBytes)}`, 'check the URL', false);
  if (Number(headers['content-length']) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function formatBodyLimit(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`;
}

/** Decompresses a body. The interceptor of undici prints an ExperimentalWarning, and passes on an encoding that was not asked for. */
function decompress(body: Readable, status: number, headers: RawResponse['headers'], place: string): Readable {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  // A response without a body can still name an encoding.
  const isEmpty = status === 204 || status === 304 || headers['content-length'] === '0';
  if (encoding === 'identity' || encoding === '' || isEmpty) return body;
  if (encoding !== 'gzip' && encoding !== 'br')
    throw new NetError('net/failed', `${place}: the response has an encoding that was not requested`, undefined, false);
  const zlib = process.getBuiltinModule('node:zlib');
  const decoder = encoding === 'gzip' ? zlib.createGunzip() : zlib.createBrotliDecompress();
  return process.getBuiltinModule('node:stream').pipeline(body, decoder, () => {});
}
