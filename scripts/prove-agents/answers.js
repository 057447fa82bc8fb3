// What each protocol answers, as one body and as the events of a stream: the smallest that the agents take.

/** The text that comes back from every model. */
export const ANSWER = 'pong-7391';

const chatUsage = { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 };

function chat(model) {
  const base = { id: 'chatcmpl-1', created: 1, model };
  const chunk = (choices, rest) => ({ data: { ...base, object: 'chat.completion.chunk', choices, ...rest } });
  const delta = (value, finish) => chunk([{ index: 0, delta: value, finish_reason: finish }]);
  const message = { role: 'assistant', content: ANSWER };
  return {
    body: { ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }], usage: chatUsage },
    events: [
      delta({ role: 'assistant', content: '' }, null),
      delta({ content: ANSWER }, null),
      delta({}, 'stop'),
      chunk([], { usage: chatUsage }),
      { data: '[DONE]' },
    ],
  };
}

function responses(model) {
  const text = { type: 'output_text', text: ANSWER, annotations: [] };
  const item = { type: 'message', id: 'msg_1', status: 'completed', role: 'assistant', content: [text] };
  const usage = {
    input_tokens: 11,
    output_tokens: 5,
    total_tokens: 16,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
  const body = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model,
    output: [item],
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
    usage,
  };
  const started = { ...body, status: 'in_progress', output: [], usage: null };
  const at = { item_id: item.id, output_index: 0, content_index: 0 };
  const steps = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    { type: 'response.output_item.added', output_index: 0, item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...at, part: { ...text, text: '' } },
    { type: 'response.output_text.delta', ...at, delta: ANSWER },
    { type: 'response.output_text.done', ...at, text: ANSWER },
    { type: 'response.content_part.done', ...at, part: text },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: body },
  ];
  return { body, events: steps.map((step, index) => ({ event: step.type, data: { ...step, sequence_number: index } })) };
}

function messages(model) {
  const usage = { input_tokens: 11, output_tokens: 5 };
  const content = [{ type: 'text', text: ANSWER }];
  const body = { id: 'msg_1', type: 'message', role: 'assistant', model, content, stop_reason: 'end_turn', stop_sequence: null, usage };
  const start = { ...body, content: [], stop_reason: null, usage: { input_tokens: 11, output_tokens: 0 } };
  const steps = [
    { type: 'message_start', message: start },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: ANSWER } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage },
    { type: 'message_stop' },
  ];
  return { body, events: steps.map((step) => ({ event: step.type, data: step })) };
}

function google(model) {
  const content = { role: 'model', parts: [{ text: ANSWER }] };
  const body = {
    candidates: [{ content, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 5, totalTokenCount: 16 },
    modelVersion: model,
  };
  return { body, events: [{ data: body }] };
}

function modelList(ids) {
  return {
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', type: 'model', display_name: id, owned_by: 'acme', created: 1 })),
    models: ids.map((id) => ({ name: `models/${id}`, displayName: id, supportedGenerationMethods: ['generateContent'] })),
    has_more: false,
  };
}

const bySuffix = { '/chat/completions': chat, '/responses': responses, '/messages': messages };

/**
 * The answer to one request, by the end of its path, whatever stands before it: `{ status, body }`, with `events` when the client
 * asked for a stream. `body` of the request is its JSON value.
 */
export function answerTo(method, url, body) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const path = decodeURIComponent(pathname);
  if (method === 'HEAD') return { status: 200, body: '' };
  if (method === 'GET' && path.endsWith('/models')) return { status: 200, body: modelList(['acme-large', 'lab/acme-small:free']) };
  if (method !== 'POST') return { status: 404, body: { error: { message: `no such path: ${method} ${path}` } } };
  if (path.endsWith('/messages/count_tokens')) return { status: 200, body: { input_tokens: 11 } };

  const suffix = Object.keys(bySuffix).find((end) => path.endsWith(end));
  if (suffix !== undefined) {
    const { body: whole, events } = bySuffix[suffix](body?.model);
    return body?.stream === true ? { status: 200, events } : { status: 200, body: whole };
  }

  const [, model, verb] = /\/([^/]+):(generateContent|streamGenerateContent|countTokens)$/.exec(path) ?? [];
  if (verb === 'countTokens') return { status: 200, body: { totalTokens: 11 } };
  if (verb === undefined) return { status: 404, body: { error: { message: `no such path: ${method} ${path}`, type: 'not_found' } } };
  const { body: whole, events } = google(model);
  if (verb === 'generateContent') return { status: 200, body: whole };
  return searchParams.get('alt') === 'sse' ? { status: 200, events } : { status: 200, body: [whole] };
}
