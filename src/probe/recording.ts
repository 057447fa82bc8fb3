// A probe as a file: one line of JSON for each request and its response, without any key.
import type { JsonValue } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import type { HttpRequest } from '../core/http.js';
import { redactSecrets } from '../core/secrets.js';
import { parseJsonOrUndefined } from './classify-response.js';
import type { ProbeRequest, ProbeResponse } from './types.js';

export interface Recording {
  /** The day of the probe, YYYY-MM-DD in UTC. */
  readonly date: string;
  readonly exchanges: readonly Exchange[];
}

export interface Exchange {
  readonly method: HttpRequest['method'];
  readonly url: string;
  /** The headers of the protocol alone: those of the spec can contain anything, and those of the key must not be recorded. */
  readonly headers: Readonly<Record<string, string>>;
  /** How the key was sent, without it. */
  readonly key?: { readonly header: string; readonly scheme: string };
  readonly body?: string;
  readonly purpose: string;
  readonly outcome: ProbeResponse;
}

const formatVersion = 'providersmith/probe/1';

/** The headers that the classification of a response needs. Others can contain ids of accounts and requests. */
const keptResponseHeaders = ['content-type', 'location', 'retry-after'];
const keptRequestHeaders = ['accept', 'content-type', 'anthropic-version'];

export function recordExchange({ request, purpose }: ProbeRequest, response: ProbeResponse): Exchange {
  const { method, url, key, body } = request;
  return {
    method,
    url,
    headers: pickHeaders(request.headers, keptRequestHeaders),
    ...(key && { key: { header: key.header, scheme: key.scheme } }),
    ...(body !== undefined && { body }),
    purpose,
    outcome: withoutPrivateParts(response),
  };
}

/** The part of a response that is recorded. The probe itself sees no more, so that a replay gives the same result. */
export function withoutPrivateParts(response: ProbeResponse): ProbeResponse {
  if ('failure' in response) return response;
  const { status, headers, body } = response;
  return { status, headers: pickHeaders(headers, keptResponseHeaders), body: redactSecrets(body) };
}

function pickHeaders(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => names.includes(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), redactSecrets(value)]),
  );
}

export function printRecording({ date, exchanges }: Recording): string {
  return [{ recording: formatVersion, date }, ...exchanges].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @returns the recording, or the number of the first invalid line */
export function parseRecording(text: string): { readonly recording: Recording } | { readonly badLine: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [head, ...rest] = lines.map((line) => parseJsonOrUndefined(line));
  const date = readRecordingDate(head);
  if (date === undefined) return { badLine: 1 };
  const bad = rest.findIndex((line) => !isExchange(line));
  if (bad !== -1) return { badLine: bad + 2 };
  return { recording: { date, exchanges: rest as unknown as Exchange[] } };
}

function readRecordingDate(head: JsonValue | undefined): string | undefined {
  if (!isObject(head) || head['recording'] !== formatVersion) return undefined;
  const { date } = head;
  return typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? date : undefined;
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

/** Whether a request is the recorded one. */
export function isSameRequest({ method, url, body, key }: HttpRequest, recorded: Exchange): boolean {
  return method === recorded.method && url === recorded.url && body === recorded.body && key?.header === recorded.key?.header;
}
