import { describe, expect, it } from 'vitest';
import {
  isLimitError,
  isModelError,
  isUnknownPath,
  isInconclusive,
  isKeyRefusal,
  classifyResponse,
  parseJsonOrUndefined,
} from '../../src/probe/classify-response.js';

const answer = (status: number, body: string | object, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const error = (status: number, message = 'no', code?: string) =>
  classifyResponse('openai-chat', answer(status, { error: { message, ...(code !== undefined && { code }) } }));
const chat = {
  id: 'x',
  object: 'chat.completion',
  model: 'gpt-x',
  choices: [{ message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
};
const chunk = { id: 'x', object: 'chat.completion.chunk', model: 'gpt-x', choices: [{ delta: { content: 'hi' } }] };
const summaryOf = (status: number, body: string | object, headers: Record<string, string> = {}): string =>
  classifyResponse('openai-chat', answer(status, body, headers)).summary;

describe('the status of an error response', () => {
  const statuses = [400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 425, 429, 499, 500, 501, 502, 503, 599];
  it('is inconclusive when it depends on the account or the moment', () => {
    expect(statuses.filter((status) => isInconclusive(error(status)))).toEqual([401, 402, 403, 408, 409, 425, 429, 500, 502, 503, 599]);
    expect(isInconclusive({ kind: 'failure', summary: 'no response' })).toBe(true);
    expect(isInconclusive(classifyResponse('openai-chat', answer(200, chat)))).toBe(false);
    expect(isInconclusive({ kind: 'other', summary: '' })).toBe(false);
  });

  it('means a refused key with 401 and 403', () => {
    expect(statuses.filter((status) => isKeyRefusal(error(status)))).toEqual([401, 403]);
    expect(isKeyRefusal({ kind: 'failure', summary: 'no response' })).toBe(false);
  });

  it('means an unknown path with 404 and 405, unless the message is about the model', () => {
    expect(statuses.filter((status) => isUnknownPath(error(status), 'gpt-x'))).toEqual([404, 405]);
    expect(isUnknownPath(error(404, 'no such model'), 'gpt-x')).toBe(false);
    expect(isUnknownPath({ kind: 'other', summary: '' }, 'gpt-x')).toBe(true);
    expect(isUnknownPath({ kind: 'failure', summary: '' }, 'gpt-x')).toBe(false);
  });

  it('does not decide whether an error is about the model, except 401', () => {
    expect(statuses.filter((status) => isModelError(error(status, 'no such model'), 'gpt-x'))).toEqual(
      statuses.filter((status) => status !== 401),
    );
    expect(isModelError(error(200, 'no such model'), 'gpt-x')).toBe(false);
  });
});

describe('the message of an error response', () => {
  it.each<[message: string, code: string | undefined, about: boolean]>([
    ['no', 'model_not_found', true],
    ['no', 'ModelUnknown', true],
    ['no', 'not_found', false],
    ['gpt-x is unknown', undefined, true],
    ['no path /v1/gpt-x', undefined, false],
    ['no route to gpt-x', undefined, false],
    ['no Model of this name', undefined, true],
    ['models are many', undefined, false],
    ['no', undefined, false],
  ])('%j with the code %j is a model error: %s', (message, code, about) => {
    expect(isModelError(error(400, message, code), 'lab/gpt-x')).toBe(about);
  });

  it.each<[message: string, about: boolean]>([
    ['max_tokens is too large', true],
    ['use max_completion_tokens', true],
    ['use max_output_tokens', true],
    ['max tokens', false],
  ])('%j is a limit error: %s', (message, about) => {
    expect(isLimitError(error(400, message))).toBe(about);
    expect(isLimitError(error(200, message))).toBe(false);
  });
});

describe('classifyResponse', () => {
  it('finds a whole answer, wrapped or not', () => {
    expect(classifyResponse('openai-chat', answer(200, chat))).toMatchObject({
      kind: 'answer',
      answer: { model: 'gpt-x', streamed: false, hasComments: false },
    });
    expect(classifyResponse('openai-chat', answer(200, chat))).not.toHaveProperty('answer.envelope');
    expect(classifyResponse('openai-chat', answer(200, { ok: true, data: chat }))).toMatchObject({
      kind: 'answer',
      answer: { envelope: 'data' },
    });
    expect(summaryOf(200, { data: chat })).toBe('200, a whole response, in `data`, `model` is "gpt-x"');
    expect(classifyResponse('openai-chat', answer(201, chat)).kind).toBe('other');
  });

  it('finds a streamed answer, with or without comment lines', () => {
    const data = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
    expect(classifyResponse('openai-chat', answer(200, data))).toMatchObject({
      kind: 'answer',
      answer: { streamed: true, hasComments: false },
    });
    expect(classifyResponse('openai-chat', answer(200, `: ping\r\n${data}`))).toMatchObject({
      kind: 'answer',
      answer: { streamed: true, hasComments: true },
    });
    expect(summaryOf(200, `: ping\n${data}`)).toBe('200, a stream with comment lines, `model` is "gpt-x"');
    expect(classifyResponse('openai-chat', answer(500, data)).kind).toBe('error');
  });

  it('summarizes an error by its code and message', () => {
    expect(summaryOf(404, { error: { code: 'not_found', message: 'No such thing' } })).toBe(
      '404, `error.code` is "not_found", "No such thing"',
    );
    expect(summaryOf(404, { error: { code: 404, message: 'No such thing' } })).toBe('404, "No such thing"');
    expect(summaryOf(404, { error: { code: '404', type: 'gone', message: 'No' } })).toBe('404, `error.type` is "gone", "No"');
    expect(summaryOf(404, { error: { code: 7 } })).toBe('404, `error.code` is "7"');
    expect(summaryOf(404, { error: { status: 'NOT_FOUND' } })).toBe('404, `error.status` is "NOT_FOUND"');
    expect(summaryOf(400, { code: 'bad', message: 'bad' })).toBe('400, `code` is "bad"');
    expect(summaryOf(400, { error: 'bad_thing' })).toBe('400, `error` is "bad_thing"');
    expect(summaryOf(400, { error: 'A long sentence.' })).toBe('400, "A long sentence."');
    expect(summaryOf(400, { detail: 'Why' })).toBe('400, "Why"');
    expect(summaryOf(400, { error: { code: 'x'.repeat(61) } })).toBe('400');
    expect(summaryOf(200, { success: false, message: 'No' })).toBe('200, "No"');
    expect(classifyResponse('openai-chat', answer(200, { success: true })).kind).toBe('other');
  });

  it('summarizes a response that is neither an answer nor an error', () => {
    expect(summaryOf(200, {})).toBe('200, an empty JSON object');
    expect(summaryOf(399, { a: 1 })).toBe('399, a redirect that was not followed');
    expect(summaryOf(200, { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 })).toBe('200, JSON with a, b, c, d, e');
    expect(summaryOf(200, [])).toBe('200, JSON that is not an object');
    expect(summaryOf(200, ' \n')).toBe('200, an empty body');
    expect(summaryOf(200, ' <html>')).toBe('200, an HTML page');
    expect(summaryOf(200, 'Hello', { 'content-type': 'text/html' })).toBe('200, an HTML page');
    expect(summaryOf(200, 'Hello')).toBe('200, not JSON');
    expect(summaryOf(300, '', { location: 'https://acme.example/x' })).toBe('300, a redirect to acme.example that was not followed');
    expect(summaryOf(302, '', { location: '/x' })).toBe('302, a redirect that was not followed');
    expect(classifyResponse('openai-chat', { failure: 'timeout' })).toEqual({ kind: 'failure', summary: 'timeout' });
  });

  it('is parseJsonOrUndefined, or undefined', () => {
    expect(parseJsonOrUndefined('{"a":1}')).toEqual({ a: 1 });
    expect(parseJsonOrUndefined('{')).toBeUndefined();
  });
});
