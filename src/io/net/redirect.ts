import { isSafe, type Prepared } from './call.js';
import { exchange, type Limits, type RawAnswer } from './exchange.js';
import { NetError, placeOf } from './errors.js';

const redirects = new Set([301, 302, 303, 307, 308]);
const most = 5;

export interface Followed extends RawAnswer {
  /** Whether it comes from another URL than the one that was asked. */
  readonly isMoved: boolean;
}

/**
 * Sends a request, and again to where a redirect leads: with a key within its origin, without one within its host and to any https.
 * @throws NetError as `exchange`; `net/redirect` for one that is not followed
 */
export async function follow({ call, key }: Prepared, limits: Limits): Promise<Followed> {
  const { 'if-none-match': _, 'if-modified-since': __, ...headers } = call.headers;
  let current = call;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange(current, limits);
    if (!redirects.has(answer.status)) return { ...answer, isMoved: hops > 0 };
    const from = current.url;
    const refused = (why: string, hint = 'look whether the URL is right'): NetError =>
      new NetError('net/redirect', `${placeOf(from)} ${why}`, hint, false);
    if (hops === most) throw refused(`redirects for the ${most + 1}th time`);
    const url = targetOf(from, answer.headers['location']);
    if (!url) throw refused('redirects to nowhere');
    // A server can put the key into where it leads.
    const to = key ? key.redact(placeOf(url)) : placeOf(url);
    const hint = `when ${to} is right, use its URL instead`;
    if (key && url.origin !== from.origin) throw refused(`redirects to ${url.protocol}//${to}, where the key must not go`, hint);
    if (!mayFollow(from, url)) throw refused(`redirects to ${url.protocol}//${to}, which is not followed`, hint);
    // What another URL calls its state says nothing of the one that is kept.
    current = { ...call, url, headers };
  }
}

function targetOf(from: URL, location: string | undefined): URL | undefined {
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

function mayFollow(from: URL, to: URL): boolean {
  if (to.username !== '' || to.password !== '' || !isSafe(to)) return false;
  return to.protocol === 'https:' || (from.protocol === 'http:' && to.hostname === from.hostname);
}
