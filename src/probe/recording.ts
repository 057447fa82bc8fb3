// A probe as a file: a line of JSON for each request, with what came back, and none that holds a key.
import type { JsonValue } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import type { HttpRequest } from '../core/http.js';
import { redactSecrets } from '../core/secrets.js';
import { parsed } from './reading.js';
import type { Ask, Outcome } from './types.js';

export interface Recording {
  /** The day of the probe, YYYY-MM-DD in UTC. */
  readonly date: string;
  readonly exchanges: readonly Exchange[];
}

export interface Exchange {
  readonly method: HttpRequest['method'];
  readonly url: string;
  /** The headers but those of a spec, which can hold anything, and those that carry a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** How the key was sent, without it. */
  readonly key?: { readonly header: string; readonly scheme: string };
  readonly body?: string;
  readonly purpose: string;
  readonly outcome: Outcome;
}

/** The headers that matter for what an answer is. Others can hold ids of accounts and of requests. */
const keptHeaders = ['content-type', 'location', 'retry-after'];
const keptOwn = ['accept', 'content-type', 'anthropic-version'];

/** What is kept of a request and of what came back. */
export function exchangeOf({ request, purpose }: Ask, outcome: Outcome): Exchange {
  const { method, url, key, body } = request;
  return {
    method,
    url,
    headers: only(request.headers, keptOwn),
    ...(key && { key: { header: key.header, scheme: key.scheme } }),
    ...(body !== undefined && { body }),
    purpose,
    outcome: 'failure' in outcome ? outcome : kept(outcome),
  };
}

/** An answer without what is nobody's business: what a recording holds, and what the probe looks at. */
export function kept(outcome: Outcome): Outcome {
  if ('failure' in outcome) return outcome;
  const { status, headers, body } = outcome;
  return { status, headers: only(headers, keptHeaders), body: redactSecrets(body) };
}

function only(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => names.includes(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), redactSecrets(value)]),
  );
}

export function printRecording({ date, exchanges }: Recording): string {
  return [{ recording: 'providersmith/probe/1', date }, ...exchanges].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @returns the recording, or the first line that is none */
export function parseRecording(text: string): { readonly recording: Recording } | { readonly badLine: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [head, ...rest] = lines.map((line) => parsed(line));
  if (
    !isObject(head) ||
    head['recording'] !== 'providersmith/probe/1' ||
    typeof head['date'] !== 'string' ||
    !/^\d{4}-\d\d-\d\d$/.test(head['date'])
  )
    return { badLine: 1 };
  const bad = rest.findIndex((line) => !isExchange(line));
  if (bad !== -1) return { badLine: bad + 2 };
  return { recording: { date: head['date'], exchanges: rest as unknown as Exchange[] } };
}

function isExchange(line: JsonValue | undefined): boolean {
  if (!isObject(line) || typeof line['method'] !== 'string' || typeof line['url'] !== 'string') return false;
  const { outcome } = line;
  if (!isObject(outcome)) return false;
  return (
    typeof outcome['failure'] === 'string' ||
    (typeof outcome['status'] === 'number' && typeof outcome['body'] === 'string' && isObject(outcome['headers']))
  );
}

/** Whether what is asked now is what was asked then. */
export function isSameRequest({ method, url, body, key }: HttpRequest, then: Exchange): boolean {
  return method === then.method && url === then.url && body === then.body && key?.header === then.key?.header;
}
