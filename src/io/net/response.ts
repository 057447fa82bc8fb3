import { list } from '../../core/text.js';
import type { HttpRequest } from '../../core/http.js';
import { hostAndPath, NetError } from './errors.js';
import type { Key } from './key.js';
import type { RawResponse } from './send.js';

/**
 * The text of a JSON body, without the key. JSON is UTF-8 whatever a header says (RFC 8259, 8.1).
 * @throws NetError `net/not-json`
 */
export function readJsonText(url: URL, bytes: Buffer, key: Key | undefined): string {
  const notJson = (what: string): NetError =>
    new NetError('net/not-json', `${hostAndPath(url)} answers with ${what}`, 'check the URL, and the proxy if there is one', false);
  if (bytes.length === 0) throw notJson('an empty body');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notJson('text that is not UTF-8');
  }
  if (/^\s*$/.test(text)) throw notJson('an empty body');
  if (/^\s*</.test(text)) throw notJson('HTML or XML instead of JSON');
  const body = key ? key.redact(text) : text;
  try {
    JSON.parse(body);
  } catch {
    throw notJson('text that is not JSON');
  }
  return body;
}

/** The delay in milliseconds that a server asks for, in seconds or as a date (RFC 9110, 10.2.3), if it does. */
export function parseRetryAfter({ headers }: RawResponse, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The error for any status but 200. The body is not shown, since it can quote part of a key. */
export function statusError(url: URL, response: RawResponse, { key }: HttpRequest, sent: Key | undefined, now: number): NetError {
  const { status } = response;
  const denied = (): string => {
    if (sent) return `check that the key in \`${sent.variable}\` is right and has access`;
    return key ? `set ${list(key.env)} to a key` : 'the server needs a key, or refuses this machine';
  };
  const hints: Readonly<Record<number, string>> = { 401: denied(), 403: denied(), 404: 'check the URL' };
  const hint = status === 429 || status >= 500 ? retryHint(parseRetryAfter(response, now), now) : hints[status];
  return new NetError('net/status', `${hostAndPath(url)} answers ${status}${meanings[status] ?? ''}`, hint, false);
}

const meanings: Readonly<Record<number, string>> = {
  401: ': no key, or a wrong one',
  403: ': access denied',
  404: ': not found',
  429: ': too many requests',
};

/** A time is only shown for the next day: a server that asks for more does not know either. */
function retryHint(ms: number | undefined, now: number): string {
  if (ms === undefined) return 'try again later';
  if (ms > 24 * 60 * 60 * 1000) return 'try again in a few days';
  return `try again after ${new Date(now + ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
