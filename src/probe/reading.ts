// What an answer is: told from its status and its body, never from what was asked for.
import type { JsonValue } from '../core/edits.js';
import { isObject, type JsonObject } from '../core/json-values.js';
import type { HttpAnswer } from '../core/http.js';
import { quote } from '../core/text.js';
import type { Outcome, Reading, Verdict } from './types.js';
import { wires, type Spoken } from './wires.js';

/** What comes back from a request of a protocol. */
export function judge(protocol: Spoken, outcome: Outcome): Verdict {
  if ('failure' in outcome) return { kind: 'failure', seen: outcome.failure };
  const { status } = outcome;
  if (status >= 300 && status < 400) return { kind: 'other', seen: redirect(outcome) };
  const wire = wires[protocol];
  const { events, hasComments } = eventsOf(outcome.body);
  const stream = events.filter(isObject);
  if (status === 200 && stream.some((event) => wire.isEvent(event))) {
    const reading = { ...wire.parts(stream), streamed: true, hasComments };
    return { kind: 'reading', reading, seen: sight(reading) };
  }
  const value = events.length > 0 ? events[0] : parsed(outcome.body);
  if (!isObject(value)) return { kind: 'other', seen: other(outcome, value) };
  const whole = status === 200 ? unwrapped(value, (members) => wire.isAnswer(members)) : undefined;
  if (whole) {
    const reading: Reading = { ...wire.parts([whole.members]), streamed: false, hasComments: false, ...whole.envelope };
    return { kind: 'reading', reading, seen: sight(reading) };
  }
  return errorIn(status, value);
}

/** The answer itself, or that in the one member of which it is the value. */
function unwrapped(
  value: JsonObject,
  isAnswer: (members: JsonObject) => boolean,
): { readonly members: JsonObject; readonly envelope?: { readonly envelope: string } } | undefined {
  if (isAnswer(value)) return { members: value };
  for (const [envelope, inner] of Object.entries(value))
    if (isObject(inner) && isAnswer(inner)) return { members: inner, envelope: { envelope } };
  return undefined;
}

/** The places of a code that tells errors apart, by how well they do. */
const codeMembers = ['error.code', 'error.type', 'error.status', 'code', 'type', 'error'] as const;

function errorIn(status: number, value: JsonObject): Verdict {
  const error = value['error'];
  const at = (path: string): JsonValue | undefined => {
    const [first, second] = path.split('.');
    if (second === undefined) return value[first!];
    return isObject(error) ? error[second] : undefined;
  };
  const isError = error !== undefined || status >= 400 || value['success'] === false;
  if (!isError) return { kind: 'other', seen: `${status}, JSON with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}` };
  const member = codeMembers.find((path) => {
    const code = at(path);
    if (typeof code === 'number') return code !== status;
    // LiteLLM says the status again, as a text.
    return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) && code !== String(status);
  });
  const message = ['error.message', 'message', 'error', 'detail'].map(at).find((text) => typeof text === 'string');
  const text = typeof message === 'string' ? message : '';
  const found = member === undefined ? undefined : at(member);
  const code = typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
  const said = [
    ...(member === undefined ? [] : [`\`${member}\` is ${quote(code)}`]),
    ...(text === '' || text === code ? [] : [quote(text)]),
  ];
  return {
    kind: 'error',
    status,
    ...(member !== undefined && code !== undefined && { member, code }),
    message: text,
    seen: [String(status), ...said].join(', '),
  };
}

/** Whether an error says that there is no such path, rather than no such model. */
export function isNoPath(verdict: Verdict, model: string): boolean {
  if (verdict.kind === 'other') return true;
  return verdict.kind === 'error' && (verdict.status === 404 || verdict.status === 405) && !isAboutModel(verdict, model);
}

/** Whether an error is about the model. */
export function isAboutModel(verdict: Verdict, model: string): boolean {
  if (verdict.kind !== 'error' || verdict.status < 400 || verdict.status === 401) return false;
  const bare = model.slice(model.lastIndexOf('/') + 1);
  return (
    /model/i.test(verdict.code ?? '') ||
    (verdict.message.includes(bare) && !/\bpath\b|\broute\b/i.test(verdict.message)) ||
    /\bmodel\b/i.test(verdict.message)
  );
}

/** Whether an error says that the key, or the way it was sent, is not right. */
export function isRefusal(verdict: Verdict): boolean {
  return verdict.kind === 'error' && (verdict.status === 401 || verdict.status === 403);
}

/** Whether an error is about who asks, or about this moment, and says nothing of what was asked: another time it may be answered. */
export function isPassing(verdict: Verdict): boolean {
  if (verdict.kind !== 'error') return verdict.kind === 'failure';
  const { status } = verdict;
  return [401, 402, 403, 408, 409, 425, 429].includes(status) || (status >= 500 && status !== 501);
}

/** Whether an error names the member that limits the output. */
export function isAboutLimit(verdict: Verdict): boolean {
  return verdict.kind === 'error' && verdict.status >= 400 && /max_(completion_|output_)?tokens/.test(verdict.message);
}

/** The values of the `data` lines of a stream (html.spec.whatwg.org, server-sent events); none when the body is not one. */
function eventsOf(body: string): { readonly events: readonly JsonValue[]; readonly hasComments: boolean } {
  if (!/^(data|event|id|:)/m.test(body) || /^\s*[{[<]/.test(body)) return { events: [], hasComments: false };
  const lines = body.split(/\r\n|\r|\n/);
  const events = lines.filter((line) => line.startsWith('data:')).map((line) => parsed(line.slice('data:'.length)));
  return { events: events.filter((event) => event !== undefined), hasComments: lines.some((line) => line.startsWith(':')) };
}

export function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function redirect({ status, headers }: HttpAnswer): string {
  const to = headers['location'];
  const host = to !== undefined && URL.canParse(to) ? ` to ${new URL(to).host}` : '';
  return `${status}, a redirect${host} that was not followed`;
}

function other({ status, headers, body }: HttpAnswer, value: JsonValue | undefined): string {
  if (value !== undefined) return `${status}, JSON that is no object`;
  if (body.trim() === '') return `${status}, nothing in it`;
  const isPage = /^\s*</.test(body) || (headers['content-type'] ?? '').includes('html');
  return `${status}, ${isPage ? 'a page of HTML' : 'not JSON'}`;
}

function sight(reading: Reading): string {
  const { model, streamed, envelope, hasCall, reasoning, isCut, hasComments } = reading;
  return [
    streamed ? `200, a stream${hasComments ? ' with comment lines' : ''}` : '200, a whole answer',
    ...(envelope === undefined ? [] : [`in \`${envelope}\``]),
    ...(model === undefined ? [] : [`\`model\` is ${quote(model)}`]),
    ...(hasCall ? ['a tool call'] : []),
    ...(reasoning.length > 0 ? [`reasoning in ${reasoning.map((field) => `\`${field}\``).join(' and ')}`] : []),
    ...(isCut ? ['cut at the limit'] : []),
  ].join(', ');
}
