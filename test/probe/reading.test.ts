import { describe, expect, it } from 'vitest';
import { isAboutLimit, isAboutModel, isNoPath, isPassing, isRefusal, judge, parsed } from '../../src/probe/reading.js';

const answer = (status: number, body: string | object, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const error = (status: number, message = 'no', code?: string) =>
  judge('openai-chat', answer(status, { error: { message, ...(code !== undefined && { code }) } }));
const chat = {
  id: 'x',
  object: 'chat.completion',
  model: 'gpt-x',
  choices: [{ message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
};
const chunk = { id: 'x', object: 'chat.completion.chunk', model: 'gpt-x', choices: [{ delta: { content: 'hi' } }] };
const seenOf = (status: number, body: string | object, headers: Record<string, string> = {}): string =>
  judge('openai-chat', answer(status, body, headers)).seen;

describe('the status of an error', () => {
  const statuses = [400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 425, 429, 499, 500, 501, 502, 503, 599];
  it('passes if it is about who asks or about this moment', () => {
    expect(statuses.filter((status) => isPassing(error(status)))).toEqual([401, 402, 403, 408, 409, 425, 429, 500, 502, 503, 599]);
    expect(isPassing({ kind: 'failure', seen: 'no answer' })).toBe(true);
    expect(isPassing(judge('openai-chat', answer(200, chat)))).toBe(false);
    expect(isPassing({ kind: 'other', seen: '' })).toBe(false);
  });

  it('refuses the key with 401 and 403', () => {
    expect(statuses.filter((status) => isRefusal(error(status)))).toEqual([401, 403]);
    expect(isRefusal({ kind: 'failure', seen: 'no answer' })).toBe(false);
  });

  it('says that there is no such path with 404 and 405, unless it is about the model', () => {
    expect(statuses.filter((status) => isNoPath(error(status), 'gpt-x'))).toEqual([404, 405]);
    expect(isNoPath(error(404, 'no such model'), 'gpt-x')).toBe(false);
    expect(isNoPath({ kind: 'other', seen: '' }, 'gpt-x')).toBe(true);
    expect(isNoPath({ kind: 'failure', seen: '' }, 'gpt-x')).toBe(false);
  });

  it('is about the model by its words, whatever it is but 401', () => {
    expect(statuses.filter((status) => isAboutModel(error(status, 'no such model'), 'gpt-x'))).toEqual(
      statuses.filter((status) => status !== 401),
    );
    expect(isAboutModel(error(200, 'no such model'), 'gpt-x')).toBe(false);
  });
});

describe('the words of an error', () => {
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
  ])('%j with the code %j is about the model: %s', (message, code, about) => {
    expect(isAboutModel(error(400, message, code), 'lab/gpt-x')).toBe(about);
  });

  it.each<[message: string, about: boolean]>([
    ['max_tokens is too large', true],
    ['use max_completion_tokens', true],
    ['use max_output_tokens', true],
    ['max tokens', false],
  ])('%j is about the limit: %s', (message, about) => {
    expect(isAboutLimit(error(400, message))).toBe(about);
    expect(isAboutLimit(error(200, message))).toBe(false);
  });
});

describe('an answer', () => {
  it('is whole, or in the one member of a wrapper', () => {
    expect(judge('openai-chat', answer(200, chat))).toMatchObject({
      kind: 'reading',
      reading: { model: 'gpt-x', streamed: false, hasComments: false },
    });
    expect(judge('openai-chat', answer(200, chat))).not.toHaveProperty('reading.envelope');
    expect(judge('openai-chat', answer(200, { ok: true, data: chat }))).toMatchObject({ kind: 'reading', reading: { envelope: 'data' } });
    expect(seenOf(200, { data: chat })).toBe('200, a whole answer, in `data`, `model` is "gpt-x"');
    expect(judge('openai-chat', answer(201, chat)).kind).toBe('other');
  });

  it('is a stream, with or without comment lines', () => {
    const data = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
    expect(judge('openai-chat', answer(200, data))).toMatchObject({ kind: 'reading', reading: { streamed: true, hasComments: false } });
    expect(judge('openai-chat', answer(200, `: ping\r\n${data}`))).toMatchObject({
      kind: 'reading',
      reading: { streamed: true, hasComments: true },
    });
    expect(seenOf(200, `: ping\n${data}`)).toBe('200, a stream with comment lines, `model` is "gpt-x"');
    expect(judge('openai-chat', answer(500, data)).kind).toBe('error');
  });

  it('is an error with its code and its text', () => {
    expect(seenOf(404, { error: { code: 'not_found', message: 'No such thing' } })).toBe(
      '404, `error.code` is "not_found", "No such thing"',
    );
    expect(seenOf(404, { error: { code: 404, message: 'No such thing' } })).toBe('404, "No such thing"');
    expect(seenOf(404, { error: { code: '404', type: 'gone', message: 'No' } })).toBe('404, `error.type` is "gone", "No"');
    expect(seenOf(404, { error: { code: 7 } })).toBe('404, `error.code` is "7"');
    expect(seenOf(404, { error: { status: 'NOT_FOUND' } })).toBe('404, `error.status` is "NOT_FOUND"');
    expect(seenOf(400, { code: 'bad', message: 'bad' })).toBe('400, `code` is "bad"');
    expect(seenOf(400, { error: 'bad_thing' })).toBe('400, `error` is "bad_thing"');
    expect(seenOf(400, { error: 'A long sentence.' })).toBe('400, "A long sentence."');
    expect(seenOf(400, { detail: 'Why' })).toBe('400, "Why"');
    expect(seenOf(400, { error: { code: 'x'.repeat(61) } })).toBe('400');
    expect(seenOf(200, { success: false, message: 'No' })).toBe('200, "No"');
    expect(judge('openai-chat', answer(200, { success: true })).kind).toBe('other');
  });

  it('is something else', () => {
    expect(seenOf(200, {})).toBe('200, JSON with nothing in it');
    expect(seenOf(399, { a: 1 })).toBe('399, a redirect that was not followed');
    expect(seenOf(200, { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 })).toBe('200, JSON with a, b, c, d, e');
    expect(seenOf(200, [])).toBe('200, JSON that is no object');
    expect(seenOf(200, ' \n')).toBe('200, nothing in it');
    expect(seenOf(200, ' <html>')).toBe('200, a page of HTML');
    expect(seenOf(200, 'Hello', { 'content-type': 'text/html' })).toBe('200, a page of HTML');
    expect(seenOf(200, 'Hello')).toBe('200, not JSON');
    expect(seenOf(300, '', { location: 'https://acme.example/x' })).toBe('300, a redirect to acme.example that was not followed');
    expect(seenOf(302, '', { location: '/x' })).toBe('302, a redirect that was not followed');
    expect(judge('openai-chat', { failure: 'timeout' })).toEqual({ kind: 'failure', seen: 'timeout' });
  });

  it('is parsed, or undefined', () => {
    expect(parsed('{"a":1}')).toEqual({ a: 1 });
    expect(parsed('{')).toBeUndefined();
  });
});
