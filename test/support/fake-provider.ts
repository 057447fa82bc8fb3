// Providers on loopback, each with a behaviour of its own: what a probe must tell apart.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as a provider sees it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

interface Body {
  readonly model?: string;
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is a text. */
  readonly body?: unknown;
  /** The lines of a stream, in place of a body. */
  readonly lines?: readonly string[];
  /** Whether no answer comes at all. */
  readonly never?: true;
}

type Behaviour = (request: Seen) => Answer;

/** The key that all of them take. No byte of it may turn up anywhere else. */
export const canary = 'sk-canary-0123456789abcdefSECRET';

export interface Fake {
  readonly url: string;
  readonly host: string;
  readonly seen: readonly Seen[];
}

/** Serves until the test is over. */
export async function serve(behaviour: Behaviour): Promise<Fake> {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const one: Seen = {
      method: request.method!,
      path: request.url!,
      headers: request.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
    };
    seen.push(one);
    const { status = 200, headers = {}, body, lines, never } = behaviour(one);
    if (never) return;
    const type = lines ? 'text/event-stream' : typeof body === 'string' ? 'text/html' : 'application/json';
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'req-1', ...headers });
    response.end(lines ? `${lines.join('\n\n')}\n\n` : typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, seen };
}

const data = (value: unknown): string => `data: ${JSON.stringify(value)}`;
const noPath: Answer = { status: 404, body: { error: { message: 'Not found', type: 'not_found' } } };
const bearer = ({ headers }: Seen): string | undefined => headers.authorization?.replace(/^Bearer /, '');

function openaiError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { message, type: 'invalid_request_error', code } } };
}

/** An answer of chat completions to a request, whole or as a stream. */
function chat(body: Body, model: string, streams: boolean, reasoning?: string): Answer {
  const message = {
    role: 'assistant',
    content: '1\n2\n3',
    ...(reasoning !== undefined && { [reasoning]: 'They want numbers.' }),
    ...(body.tools && { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'get_time', arguments: '{}' } }] }),
  };
  const base = { id: 'chat-1', created: 1, model };
  const whole = { ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'length' }] };
  const chunk = (delta: object, finish: string | null): string =>
    data({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] });
  const lines = [chunk(message, null), chunk({}, 'length'), 'data: [DONE]'];
  return streams ? { lines } : { body: whole };
}

interface ChatOptions {
  readonly prefix: string;
  readonly models: readonly string[];
  /** What the answer calls the model. */
  readonly alias?: string;
  readonly reasoning?: string;
  readonly streamsByDefault?: boolean;
  /** The member that it wants for the limit. */
  readonly limit?: 'max_completion_tokens';
  /** Whether any model is taken. */
  readonly anyModel?: boolean;
  /** The header with the key, where it is not that of OpenAI. */
  readonly header?: string;
}

function openai(options: ChatOptions): Behaviour {
  const { prefix, models, alias, reasoning, streamsByDefault = false, limit, anyModel = false, header } = options;
  return (request) => {
    const { method, path, body, headers } = request;
    if (!path.startsWith(`${prefix}/`)) return noPath;
    const key = header === undefined ? bearer(request) : headers[header];
    if (key === undefined) return openaiError(401, 'missing_api_key', 'No key.');
    if (key !== canary) return openaiError(401, 'invalid_api_key', `Incorrect API key provided: ${String(key)}.`);
    if (method === 'GET' && path === `${prefix}/models`)
      return { body: { object: 'list', data: models.map((id) => ({ id, object: 'model' })) } };
    if (method !== 'POST' || path !== `${prefix}/chat/completions`) return noPath;
    if (limit !== undefined && body[limit] === undefined)
      return openaiError(400, 'unsupported_parameter', `'max_tokens' is not supported with this model. Use '${limit}' instead.`);
    if (!anyModel && !models.includes(body.model!)) return openaiError(404, 'model_not_found', `The model ${body.model} does not exist.`);
    return chat(body, alias ?? body.model!, body.stream ?? streamsByDefault, reasoning);
  };
}

/** Messages of Anthropic, with the key in `x-api-key` alone. */
const anthropic: Behaviour = ({ method, path, headers, body }) => {
  const error = (status: number, type: string, message: string): Answer => ({ status, body: { type: 'error', error: { type, message } } });
  if (headers['x-api-key'] !== canary)
    return error(401, 'authentication_error', headers['x-api-key'] === undefined ? 'x-api-key header is required' : 'invalid x-api-key');
  if (method === 'GET' && path === '/v1/models')
    return { body: { data: [{ type: 'model', id: 'clod-1', display_name: 'Clod 1' }], has_more: false } };
  if (path !== '/v1/messages') return error(404, 'not_found_error', 'Not found');
  if (body.model !== 'clod-1') return error(404, 'not_found_error', `model: ${body.model}`);
  const content = [{ type: 'text', text: '1' }, ...(body.tools ? [{ type: 'tool_use', id: 't', name: 'get_time', input: {} }] : [])];
  const whole = { id: 'msg_1', type: 'message', role: 'assistant', model: 'clod-1', content, stop_reason: 'max_tokens' };
  if (!body.stream) return { body: whole };
  return {
    lines: [
      `event: message_start\n${data({ type: 'message_start', message: { ...whole, content: [], stop_reason: null } })}`,
      `event: content_block_start\n${data({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } })}`,
      `event: message_delta\n${data({ type: 'message_delta', delta: { stop_reason: 'max_tokens' } })}`,
      `event: message_stop\n${data({ type: 'message_stop' })}`,
    ],
  };
};

const gemini: Behaviour = ({ method, path, headers, body }) => {
  const error = (code: number, status: string, message: string): Answer => ({ status: code, body: { error: { code, status, message } } });
  if (!path.startsWith('/v1beta/')) return { status: 404, body: '<html>not found</html>' };
  const key = headers['x-goog-api-key'];
  if (key === undefined) return error(403, 'PERMISSION_DENIED', 'Method does not allow unregistered callers.');
  if (key !== canary) return error(400, 'INVALID_ARGUMENT', 'API key not valid.');
  if (method === 'GET' && path === '/v1beta/models') return { body: { models: [{ name: 'models/gem-1', displayName: 'Gem 1' }] } };
  const [, model, verb] = /^\/v1beta\/models\/([^:]+):(\w+)/.exec(path) ?? [];
  if (model !== 'gem-1') return error(404, 'NOT_FOUND', `models/${model} is not found`);
  const part = body.tools ? { functionCall: { name: 'get_time', args: {} } } : { text: '1' };
  const whole = { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'MAX_TOKENS' }], modelVersion: 'gem-1' };
  return verb === 'streamGenerateContent' ? { lines: [data(whole)] } : { body: whole };
};

/** As Cline's: whole answers are wrapped, it streams by default with comment lines, errors are text, ids need their prefix. */
const clineLike: Behaviour = (request) => {
  const { method, path, body } = request;
  const error = (status: number, text: string): Answer => ({ status, body: { error: text, success: false } });
  const ids = ['acme-pass/glm', 'acme-pass/kimi'];
  if (path === '/api/v1/feed') return { body: { free: [{ id: 'acme/free' }], acmePass: ids.map((id) => ({ id })) } };
  if (!path.startsWith('/api/v1/')) return { status: 404, body: '404 page not found' };
  if (bearer(request) !== canary) return error(401, 'unauthorized');
  if (method !== 'POST' || path !== '/api/v1/chat/completions') return error(404, 'not found');
  if (!ids.includes(body.model!)) return error(404, 'model not found');
  const answer = chat(body, 'glm', body.stream ?? true, 'reasoning');
  return answer.lines ? { lines: [': heartbeat', ...answer.lines] } : { body: { data: answer.body, success: true } };
};

/**
 * As a LiteLLM proxy 1.106.2 without a database: 500 to no key, each error with its status as the code, and the list in the form of Anthropic
 * for whoever names a version of that. It speaks two protocols, with and without `/v1`.
 */
const litellmLike: Behaviour = (request) => {
  const { method, path, headers, body } = request;
  const error = (status: number, type: string, message: string): Answer => ({
    status,
    body: { error: { message, type, code: String(status) } },
  });
  const [, rest] = /^(?:\/v1)?(\/models|\/chat\/completions|\/messages)$/.exec(path) ?? [];
  if (rest === undefined || path === '/messages') return { status: 404, body: { detail: 'Not Found' } };
  const key = headers['x-api-key'] ?? bearer(request);
  if (key === undefined) return { status: 500, body: 'Internal Server Error' };
  if (key !== canary) return error(400, 'no_db_connection', 'No connected db.');
  if (method === 'GET' && headers['anthropic-version'] !== undefined)
    return { body: { data: [{ type: 'model', id: 'gpt-x', display_name: 'gpt-x' }], has_more: false } };
  if (method === 'GET') return { body: { object: 'list', data: [{ id: 'gpt-x', object: 'model' }] } };
  if (body.model !== 'gpt-x') return error(400, 'invalid_request_error', `Invalid model name passed in model=${body.model}.`);
  if (rest === '/chat/completions') return chat(body, 'gpt-x', body.stream ?? false);
  return { body: { id: 'msg_1', type: 'message', role: 'assistant', model: 'gpt-x', content: [], stop_reason: 'max_tokens' } };
};

export const behaviours = {
  openai: openai({ prefix: '/v1', models: ['text-embedding-1', 'gpt-x'] }),
  'api-v1': openai({ prefix: '/api/v1', models: ['lab/large'], reasoning: 'reasoning_content' }),
  'api-key-header': openai({ prefix: '/v1', models: ['gpt-x'], header: 'api-key' }),
  'completion-tokens': openai({ prefix: '/v1', models: ['gpt-x'], limit: 'max_completion_tokens' }),
  'any-model': openai({ prefix: '/v1', models: ['gpt-x'], alias: 'gpt-y', anyModel: true }),
  'streams-by-default': openai({ prefix: '/v1', models: ['gpt-x'], streamsByDefault: true }),
  'cline-like': clineLike,
  'litellm-like': litellmLike,
  anthropic,
  gemini,
  html: () => ({ body: '<!doctype html><title>Welcome</title>' }),
  unauthorized: () => openaiError(401, 'invalid_api_key', 'Incorrect API key provided.'),
  'out-of-credit': () => openaiError(402, 'insufficient_credits', 'Not enough credits.'),
  slow: () => ({ never: true }),
  // It has a list, and then nothing more.
  hangs: ({ method }) => (method === 'GET' ? { body: { data: [{ id: 'gpt-x' }] } } : { never: true }),
  // Ids that no spec can have, and an error that no page could show.
  hostile: ({ method, body }) =>
    method === 'GET'
      ? { body: { data: [{ id: '\u202egpt' }, { id: 'gpt-x' }, { id: 'g'.repeat(5000) }] } }
      : body.tools
        ? { status: 400, body: `{"error":{"message":"no","code":${'['.repeat(50_000)}${']'.repeat(50_000)}}}` }
        : chat(body, 'gpt-x', body.stream ?? false),
  // It takes anything.
  yes: ({ method, body }) => (method === 'GET' ? noPath : chat(body, 'gpt-x', body.stream ?? false)),
  // It repeats the key in every form it can think of.
  echo: ({ headers }) => {
    const key = bearer({ headers } as Seen) ?? '';
    return {
      status: 400,
      headers: { location: `https://example.invalid/${key}` },
      body: { error: { message: `You sent ${key} and ${encodeURIComponent(key)}.`, code: 'bad' } },
    };
  },
} as const satisfies Record<string, Behaviour>;

/** Sends every request to another host. */
export function redirectTo(url: string): Behaviour {
  return ({ path }) => ({ status: 307, headers: { location: url + path }, body: '' });
}
