// Runs a part of a probe without a network.
import type { ProbeStep } from '../../src/probe/request-budget.js';
import type { FoundEndpoint } from '../../src/probe/session.js';
import type { ProbeInput, ProbeRequest, ProbeResponse } from '../../src/probe/types.js';
import { normalize } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';

export type Respond = (sent: ProbeRequest, index: number) => ProbeResponse;

export function runStep<Result>(step: ProbeStep<Result>, respond: Respond): { result: Result; sent: ProbeRequest[] } {
  const sent: ProbeRequest[] = [];
  let next = step.next();
  while (!next.done) {
    sent.push(next.value);
    next = step.next(respond(next.value, sent.length - 1));
  }
  return { result: next.value, sent };
}

export const spec: ProviderSpec = {
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
  auth: [{ type: 'api_key', env: 'ACME_KEY' }],
  models: [{ id: 'lab/one' }, { id: 'lab/two' }],
};

export function probeInput(more: Partial<ProviderSpec> = {}, options: Partial<ProbeInput> = {}): ProbeInput {
  return { provider: normalize({ ...spec, ...more }), guessed: false, env: ['ACME_KEY'], ...options };
}

export function json(status: number, body: unknown): ProbeResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export function apiError(status: number, message = 'no', code?: string): ProbeResponse {
  return json(status, { error: { message, ...(code !== undefined && { code }) } });
}

interface ChatMore {
  readonly model?: string;
  readonly message?: object;
  readonly finish?: string;
}

/** A whole answer of Chat Completions. */
export function chatAnswer({ model = 'lab/one', message = {}, finish = 'stop' }: ChatMore = {}): ProbeResponse {
  return json(200, { model, choices: [{ message: { content: 'hi', ...message }, finish_reason: finish }] });
}

/** The same as a stream. */
export function chatStream({ model = 'lab/one', message = {}, finish = 'stop' }: ChatMore = {}): ProbeResponse {
  const chunk = JSON.stringify({ model, choices: [{ delta: { content: 'hi', ...message }, finish_reason: finish }] });
  return { status: 200, headers: {}, body: `data: ${chunk}\n\ndata: [DONE]\n\n` };
}

/** The body of a request that was sent. */
export function bodyOf({ request }: ProbeRequest): Record<string, unknown> {
  return JSON.parse(request.body ?? '{}') as Record<string, unknown>;
}

/** An endpoint of Chat Completions that answered. */
export function foundEndpoint(more: Partial<FoundEndpoint> = {}): FoundEndpoint {
  return {
    candidate: { protocol: 'openai-chat', origin: 'https://api.acme.example', prefix: '/v1', path: '/chat/completions' },
    keyForm: { header: 'Authorization', scheme: 'Bearer' },
    model: 'lab/one',
    options: { limit: 'max_tokens' },
    answer: { model: 'lab/one', streamed: false, hasCall: false, reasoning: [], isCut: false, hasComments: false },
    evidence: [{ method: 'POST', host: 'api.acme.example', path: '/v1/chat/completions', status: 200, summary: '200, a whole response' }],
    ...more,
  };
}
