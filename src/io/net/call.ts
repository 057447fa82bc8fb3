import type { HttpRequest } from '../../core/http.js';
import { isLoopback } from '../../core/hosts.js';
import { encodings, type Call } from './exchange.js';
import { keyOf, type Key } from './key.js';
import { NetError, placeOf } from './errors.js';

/** A request as it goes out, and the key in it, when it has one. */
export interface Prepared {
  readonly call: Call;
  readonly key?: Key;
}

/** @throws NetError `net/url`, `net/no-key`, `net/key` */
export function prepare(request: HttpRequest): Prepared {
  const url = checkedUrl(request.url);
  const key = keyOf(request, url);
  const own = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': 'providersmith',
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    ...Object.fromEntries(own),
    'accept-encoding': encodings,
    ...key?.header,
  };
  const { method, body } = request;
  return { call: { method, url, headers, ...(body !== undefined && { body }) }, ...(key && { key }) };
}

/** @throws NetError `net/url` for what is not https, and not plain http to this machine */
export function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What is not a URL is not shown: it can be anything.
  if (!url) throw refused('what a request should go to is not a URL');
  if (url.username !== '' || url.password !== '') throw refused(`the URL of ${placeOf(url)} has a user name or password`);
  if (!isSafe(url)) throw refused(`${url.protocol}//${placeOf(url)} is neither https nor plain http to this machine`);
  return url;
}

/** Whether nobody on the way can read what is sent. */
export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function refused(message: string): NetError {
  return new NetError('net/url', message, 'look at the URLs of the spec', false);
}
