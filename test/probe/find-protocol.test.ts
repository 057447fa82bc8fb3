import { describe, expect, it } from 'vitest';
import { findProtocol, firstChatModel, limitMembers, modelsToTry, type ProtocolSearchOptions } from '../../src/probe/find-protocol.js';
import { ProbeSession } from '../../src/probe/session.js';
import { mostTokens, unknownModel, type ProbeInput } from '../../src/probe/types.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { apiError, bodyOf, chatAnswer, probeInput, runStep, type Respond } from '../support/probe-steps.js';

const all: ProtocolSearchOptions = { list: undefined, knownKeyForm: undefined, near: undefined, tryAll: true };

function search(respond: Respond, options: Partial<ProtocolSearchOptions> = {}, input: ProbeInput = probeInput()) {
  const { result, sent } = runStep(findProtocol(new ProbeSession(input), 'openai-chat', { ...all, ...options }), respond);
  return { ...result, sent, urls: sent.map(({ request }) => request.url), keys: sent.map(({ request }) => request.key?.header) };
}

describe('findProtocol', () => {
  it('stops at the first candidate that answers', () => {
    const { found, urls, evidence } = search(({ request }) => (request.url.includes('/v1/') ? chatAnswer() : apiError(404)));
    expect(found).toMatchObject({ model: 'lab/one', options: { limit: 'max_tokens' }, candidate: { prefix: '/v1' } });
    expect(urls).toEqual(['https://api.acme.example/v1/chat/completions']);
    expect(evidence).toHaveLength(1);
  });

  it('sends at most 16 tokens and no header that the spec does not have', () => {
    const { sent } = search(() => chatAnswer());
    expect(bodyOf(sent[0]!)).toMatchObject({ max_tokens: mostTokens, model: 'lab/one' });
    expect(sent[0]!.request.key).toEqual({ env: ['ACME_KEY'], header: 'Authorization', scheme: 'Bearer' });
  });

  it('tries the next candidate after an unknown path, and all of them', () => {
    const { found, stopped, urls } = search(() => apiError(404, 'no such route'));
    expect([found, stopped]).toEqual([undefined, undefined]);
    expect(urls).toHaveLength(3);
    expect(search(() => apiError(404, 'no such route'), { tryAll: false }).urls).toHaveLength(1);
  });

  it('tries each form of the key while it is refused', () => {
    const { found, stopped, keys } = search(() => apiError(401));
    expect(found).toBeUndefined();
    expect(stopped).toMatchObject({ status: 401 });
    expect(keys).toEqual(['Authorization', 'x-api-key', 'x-goog-api-key', 'api-key']);
    expect(search(() => apiError(401), { tryAll: false }).keys).toEqual(['Authorization']);
  });

  it('starts with the form of the key that worked elsewhere', () => {
    const known = { header: 'x-api-key', scheme: '' };
    expect(search(() => chatAnswer(), { knownKeyForm: known }).keys).toEqual(['x-api-key']);
    expect(search(() => apiError(401), { knownKeyForm: known, tryAll: false }).keys).toEqual(['Authorization', 'x-api-key']);
  });

  it('sends no key when there is none', () => {
    expect(search(() => apiError(401), {}, probeInput({}, { env: [] })).keys).toEqual([undefined]);
  });

  it('stops at an API error that is about neither path nor model', () => {
    const { stopped, candidate, urls } = search(() => apiError(402, 'Out of credit.'));
    expect(stopped).toMatchObject({ status: 402 });
    expect(candidate).toMatchObject({ prefix: '/v1' });
    expect(urls).toHaveLength(1);
  });

  it('tries another limit member when the server asks for it, once', () => {
    const { found, sent } = search((one) =>
      bodyOf(one)['max_completion_tokens'] === undefined ? apiError(400, 'use max_completion_tokens') : chatAnswer(),
    );
    expect(found?.options).toEqual({ limit: 'max_completion_tokens' });
    expect(sent).toHaveLength(2);
    expect(search(() => apiError(400, 'use max_completion_tokens')).sent).toHaveLength(2);
  });

  it('tries another model when the first is unknown', () => {
    const { found, sent } = search((one) =>
      bodyOf(one)['model'] === 'one' ? chatAnswer({ model: 'one' }) : apiError(404, 'no such model'),
    );
    expect(found?.model).toBe('one');
    expect(sent.map((one) => bodyOf(one)['model'])).toEqual(['lab/one', 'one']);
  });
});

describe('limitMembers', () => {
  const members = (max_tokens_field?: 'max_tokens' | 'max_completion_tokens'): string[] =>
    limitMembers(new ProbeSession(probeInput(max_tokens_field && { quirks: { max_tokens_field } })), 'openai-chat');

  it('start with the member of the spec', () => {
    expect(members()).toEqual(['max_tokens', 'max_completion_tokens']);
    expect(members('max_tokens')).toEqual(['max_tokens', 'max_completion_tokens']);
    expect(members('max_completion_tokens')).toEqual(['max_completion_tokens', 'max_tokens']);
  });

  it('ignore a member that the protocol does not have', () => {
    const session = new ProbeSession(probeInput({ quirks: { max_tokens_field: 'max_completion_tokens' } }));
    expect(limitMembers(session, 'anthropic-messages')).toEqual(['max_tokens']);
  });
});

describe('modelsToTry', () => {
  const models = (more: Partial<ProviderSpec>, ids?: readonly string[], model?: string): string[] =>
    modelsToTry(new ProbeSession(probeInput(more, model === undefined ? {} : { model })), ids && { shape: 'openai', ids });

  it.each<[string, string[], Partial<ProviderSpec>, (string[] | undefined)?, string?]>([
    ['the first model of the spec, without its prefix too', ['lab/one', 'one'], {}],
    ['the default model before the first', ['lab/two', 'two'], { default_model: 'lab/two' }],
    ['the model that the user names', ['mine', 'acme/mine'], {}, undefined, 'mine'],
    ['the id of the list that is alike', ['one', 'x/one', 'acme/one'], { models: [{ id: 'one' }] }, ['other', 'x/one']],
    ['a chat model of the list when the spec has none', ['gpt'], { models: [] }, ['embed', 'gpt']],
    ['an unknown model when nothing is known', [unknownModel], { models: [] }],
    ['three at most', ['one', 'x/one', 'acme/one'], { models: [{ id: 'one' }] }, ['gpt', 'x/one']],
  ])('are %s', (_, expected, more, ids, model) => {
    expect(models(more, ids, model)).toEqual(expected);
  });
});

describe('firstChatModel', () => {
  it('skips ids of models that do not chat, unless all do not', () => {
    expect(firstChatModel(['text-embedding-3', 'gpt-image-1', 'gpt-x', 'gpt-y'])).toBe('gpt-x');
    expect(firstChatModel(['whisper-1', 'tts-1'])).toBe('whisper-1');
    expect(firstChatModel([])).toBeUndefined();
  });
});
