// Classifies a response by its status and its body alone.
import type { JsonValue } from '../core/edits.js';
import type { HttpAnswer } from '../core/http.js';
import { isObject, type JsonObject } from '../core/json-values.js';
import { quote } from '../core/text.js';
import { protocolProbes, type ProbedProtocol } from './protocol-probes.js';
import type { ProbeResponse, ProtocolAnswer, Verdict } from './types.js';

export function classifyResponse(protocol: ProbedProtocol, response: ProbeResponse): Verdict {
  if ('failure' in response) return { kind: 'failure', summary: response.failure };
  const { status } = response;
  if (status >= 300 && status < 400) return { kind: 'other', summary: summarizeRedirect(response) };
  const { isEvent, isAnswer, readAnswer } = protocolProbes[protocol];
  const { events, hasComments } = readEvents(response.body);
  const stream = events.filter(isObject);
  if (status === 200 && stream.some(isEvent)) return answerVerdict({ ...readAnswer(stream), streamed: true, hasComments });
  const value = events.length > 0 ? events[0] : parseJsonOrUndefined(response.body);
  if (!isObject(value)) return { kind: 'other', summary: summarizeOther(response, value) };
  const whole = status === 200 ? findWholeAnswer(value, isAnswer) : undefined;
  if (!whole) return classifyObject(status, value);
  const { answer, envelope } = whole;
  return answerVerdict({
    ...readAnswer([answer]),
    streamed: false,
    hasComments: false,
    ...(envelope !== undefined && { envelope }),
  });
}

function answerVerdict(answer: ProtocolAnswer): Verdict {
  return { kind: 'answer', answer, summary: summarizeAnswer(answer) };
}

/** The body itself, or the member of it that is an answer. */
function findWholeAnswer(
  body: JsonObject,
  isAnswer: (value: JsonObject) => boolean,
): { readonly answer: JsonObject; readonly envelope?: string } | undefined {
  if (isAnswer(body)) return { answer: body };
  for (const [envelope, inner] of Object.entries(body)) if (isObject(inner) && isAnswer(inner)) return { answer: inner, envelope };
  return undefined;
}

/** Members that can hold the code of an error, the most specific first. */
const codeMembers = ['error.code', 'error.type', 'error.status', 'code', 'type', 'error'] as const;
const messageMembers = ['error.message', 'message', 'error', 'detail'] as const;

/** A JSON object that is not an answer: an error of the API, or something else. */
function classifyObject(status: number, body: JsonObject): Verdict {
  const isError = body['error'] !== undefined || status >= 400 || body['success'] === false;
  if (!isError) {
    const keys = Object.keys(body).slice(0, 5).join(', ');
    return { kind: 'other', summary: `${status}, ${keys === '' ? 'an empty JSON object' : `JSON with ${keys}`}` };
  }
  const found = findErrorCode(body, status);
  const message = messageMembers.map((path) => memberAt(body, path)).find((text) => typeof text === 'string') ?? '';
  return {
    kind: 'error',
    status,
    ...found,
    message,
    summary: [
      String(status),
      ...(found ? [`\`${found.member}\` is ${quote(found.code)}`] : []),
      ...(message === '' || message === found?.code ? [] : [quote(message)]),
    ].join(', '),
  };
}

/** @param path one key, or two with a dot between */
function memberAt(body: JsonObject, path: string): JsonValue | undefined {
  const [first = '', second] = path.split('.');
  const value = body[first];
  if (second === undefined) return value;
  return isObject(value) ? value[second] : undefined;
}

function findErrorCode(body: JsonObject, status: number): { readonly member: string; readonly code: string } | undefined {
  for (const member of codeMembers) {
    const code = memberAt(body, member);
    if (typeof code === 'number' && code !== status) return { member, code: String(code) };
    // LiteLLM repeats the status as a string.
    if (typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) && code !== String(status)) return { member, code };
  }
  return undefined;
}

/** Whether an error means that the path does not exist, and not only the model. */
export function isUnknownPath(verdict: Verdict, model: string): boolean {
  if (verdict.kind === 'other') return true;
  return verdict.kind === 'error' && (verdict.status === 404 || verdict.status === 405) && !isModelError(verdict, model);
}

/** Whether an error is about the model. */
export function isModelError(verdict: Verdict, model: string): boolean {
  if (verdict.kind !== 'error' || verdict.status < 400 || verdict.status === 401) return false;
  const bare = model.slice(model.lastIndexOf('/') + 1);
  return (
    /model/i.test(verdict.code ?? '') ||
    (verdict.message.includes(bare) && !/\bpath\b|\broute\b/i.test(verdict.message)) ||
    /\bmodel\b/i.test(verdict.message)
  );
}

/** Whether an error means that the key, or the way it was sent, was refused. */
export function isKeyRefusal(verdict: Verdict): boolean {
  return verdict.kind === 'error' && (verdict.status === 401 || verdict.status === 403);
}

/** Statuses that depend on the account or on the moment. */
const transientStatuses: readonly number[] = [401, 402, 403, 408, 409, 425, 429];

/** Whether a response depends on the account or on the moment, and so says nothing about what was asked. */
export function isInconclusive(verdict: Verdict): boolean {
  if (verdict.kind !== 'error') return verdict.kind === 'failure';
  const { status } = verdict;
  return transientStatuses.includes(status) || (status >= 500 && status !== 501);
}

/** Whether an error names the member that limits the output. */
export function isLimitError(verdict: Verdict): boolean {
  return verdict.kind === 'error' && verdict.status >= 400 && /max_(completion_|output_)?tokens/.test(verdict.message);
}

/** Reads the `data` lines of a stream (html.spec.whatwg.org, server-sent events); there are none in another body. */
function readEvents(body: string): { readonly events: readonly JsonValue[]; readonly hasComments: boolean } {
  if (!/^(data|event|id|:)/m.test(body) || /^\s*[{[<]/.test(body)) return { events: [], hasComments: false };
  const lines = body.split(/\r\n|\r|\n/);
  const events = lines.filter((line) => line.startsWith('data:')).map((line) => parseJsonOrUndefined(line.slice('data:'.length)));
  return { events: events.filter((event) => event !== undefined), hasComments: lines.some((line) => line.startsWith(':')) };
}

export function parseJsonOrUndefined(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function summarizeRedirect({ status, headers }: HttpAnswer): string {
  const location = headers['location'];
  const host = location !== undefined && URL.canParse(location) ? ` to ${new URL(location).host}` : '';
  return `${status}, a redirect${host} that was not followed`;
}

function summarizeOther({ status, headers, body }: HttpAnswer, value: JsonValue | undefined): string {
  if (value !== undefined) return `${status}, JSON that is not an object`;
  if (body.trim() === '') return `${status}, an empty body`;
  const isPage = /^\s*</.test(body) || (headers['content-type'] ?? '').includes('html');
  return `${status}, ${isPage ? 'an HTML page' : 'not JSON'}`;
}

function summarizeAnswer({ model, streamed, envelope, hasCall, reasoning, isCut, hasComments }: ProtocolAnswer): string {
  return [
    streamed ? `200, a stream${hasComments ? ' with comment lines' : ''}` : '200, a whole response',
    ...(envelope === undefined ? [] : [`in \`${envelope}\``]),
    ...(model === undefined ? [] : [`\`model\` is ${quote(model)}`]),
    ...(hasCall ? ['a tool call'] : []),
    ...(reasoning.length > 0 ? [`reasoning in ${reasoning.map((field) => `\`${field}\``).join(' and ')}`] : []),
    ...(isCut ? ['cut off at the limit'] : []),
  ].join(', ');
}
