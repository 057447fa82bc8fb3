import type { Connections } from './connections.js';
import { hostAndPath, NetError } from './errors.js';
import { isSafeUrl, type PreparedRequest } from './prepare.js';
import { sendPrepared, type Limits, type RawResponse } from './send.js';

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 5;

export interface FollowedResponse extends RawResponse {
  /** Whether another URL than the requested one sent it. */
  readonly isRedirected: boolean;
}

/**
 * Sends a request and follows redirects: with a key within its origin, without one to the same host or to any https URL.
 * undici would send a key in a header such as `x-api-key` on to another origin, and would follow https to http.
 * @throws NetError as `sendPrepared`; `net/redirect` for a redirect that is not followed
 */
export async function sendAndFollow(request: PreparedRequest, limits: Limits, connections: Connections): Promise<FollowedResponse> {
  // The validators are those of the first URL.
  const { 'if-none-match': _, 'if-modified-since': __, ...headers } = request.headers;
  let current = request;
  for (let count = 0; ; count += 1) {
    const response = await sendPrepared(current, limits, connections);
    if (!redirectStatuses.has(response.status)) return { ...response, isRedirected: count > 0 };
    if (count === maxRedirects) throw refusal(current.url, `redirects more than ${maxRedirects} times`);
    current = { ...request, headers, url: redirectTarget(current, response.headers['location']) };
  }
}

/** @throws NetError `net/redirect` */
function redirectTarget({ url: from, key }: PreparedRequest, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href)) throw refusal(from, 'redirects without a valid location');
  const to = new URL(location, from);
  // The server can put the key into the location.
  const place = key ? key.redact(hostAndPath(to)) : hostAndPath(to);
  const hint = `if ${place} is right, use its URL instead`;
  if (key && to.origin !== from.origin)
    throw refusal(from, `redirects to ${to.protocol}//${place}, and the key is not sent to another origin`, hint);
  if (!isAllowedRedirect(from, to)) throw refusal(from, `redirects to ${to.protocol}//${place}, which is not followed`, hint);
  return to;
}

function refusal(from: URL, why: string, hint = 'check the URL'): NetError {
  return new NetError('net/redirect', `${hostAndPath(from)} ${why}`, hint, false);
}

function isAllowedRedirect(from: URL, to: URL): boolean {
  if (to.username !== '' || to.password !== '' || !isSafeUrl(to)) return false;
  return to.protocol === 'https:' || (from.protocol === 'http:' && to.hostname === from.hostname);
}
