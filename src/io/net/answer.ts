// What an answer is worth.
import { list } from '../../core/text.js';
import type { HttpRequest } from '../../core/http.js';
import type { RawAnswer } from './exchange.js';
import type { Key } from './key.js';
import { NetError, placeOf } from './errors.js';

/**
 * The text of a body in UTF-8 that is JSON, without the key. JSON is UTF-8 whatever a header says (RFC 8259, 8.1).
 * @throws NetError `net/not-json`
 */
export function jsonOf(url: URL, bytes: Buffer, key: Key | undefined): string {
  const wrong = (what: string): NetError =>
    new NetError('net/not-json', `${placeOf(url)} answers with ${what}`, 'look whether the URL is right, and what a proxy does', false);
  if (bytes.length === 0) throw wrong('nothing');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong('text that is not UTF-8');
  }
  if (/^\s*$/.test(text)) throw wrong('nothing');
  if (/^\s*</.test(text)) throw wrong('HTML or XML, not with JSON');
  const body = key ? key.redact(text) : text;
  try {
    JSON.parse(body);
  } catch {
    throw wrong('text that is not JSON');
  }
  return body;
}

/** Milliseconds until a server wants to be asked again: it says seconds or a date (RFC 9110, 10.2.3). Undefined when it says neither. */
export function retryAfter({ headers }: RawAnswer, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The error for an answer with another status than 200. What its body says is not shown: it can quote a part of a key. */
export function statusError(url: URL, answer: RawAnswer, { key }: HttpRequest, sent: Key | undefined, now: number): NetError {
  const { status } = answer;
  const refusal = (): string => {
    if (sent) return `look whether the key in \`${sent.name}\` is right and may do this`;
    return key ? `set ${list(key.env)} to a key` : 'the server wants a key, or does not let this machine in';
  };
  const hints: Readonly<Record<number, string>> = { 401: refusal(), 403: refusal(), 404: 'look whether the URL is right' };
  const hint = status === 429 || status >= 500 ? comeBack(retryAfter(answer, now), now) : hints[status];
  return new NetError('net/status', `${placeOf(url)} answers ${status}${meanings[status] ?? ''}`, hint, false);
}

const meanings: Readonly<Record<number, string>> = {
  401: ': no key, or a wrong one',
  403: ': not allowed',
  404: ': there is nothing',
  429: ': too many requests',
};

/** A day is the longest that is said by the minute: a server that means more does not know either. */
function comeBack(ms: number | undefined, now: number): string {
  if (ms === undefined) return 'come back later';
  if (ms > 24 * 60 * 60 * 1000) return 'come back in some days';
  return `come back after ${new Date(now + ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
