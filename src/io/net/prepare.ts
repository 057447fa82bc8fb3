import type { HttpRequest } from '../../core/http.js';
import { isLoopback } from '../../core/http.js';
import { hostAndPath, NetError } from './errors.js';
import { readKey, type Key } from './key.js';

/** A request as it is sent, key included. */
export interface PreparedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The key in the headers, if the request has one. */
  readonly key?: Key;
}

/** @throws NetError `net/url`, `net/no-key`, `net/key` */
export function prepareRequest(request: HttpRequest): PreparedRequest {
  const url = parseUrl(request.url);
  const key = readKey(request, url);
  const { method, body } = request;
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': 'providersmith',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
    'accept-encoding': 'gzip, br',
    ...key?.header,
  };
  return { method, url, headers, ...(body !== undefined && { body }), ...(key && { key }) };
}

/** @throws NetError `net/url` unless it is https, or plain http to this machine */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The text is not shown: it can be anything.
  if (!url) throw invalidUrl('the address of a request is not a URL');
  if (url.username !== '' || url.password !== '') throw invalidUrl(`the URL of ${hostAndPath(url)} has a user name or password`);
  if (!isSafeUrl(url)) throw invalidUrl(`${url.protocol}//${hostAndPath(url)} is neither https nor plain http to this machine`);
  return url;
}

/** Whether a request cannot be read on its way. */
export function isSafeUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function invalidUrl(message: string): NetError {
  return new NetError('net/url', message, 'check the URLs of the spec', false);
}
