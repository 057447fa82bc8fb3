import { describe, expect, it } from 'vitest';
import {
  candidateUrl,
  claimedModelList,
  endpointCandidates,
  keyForms,
  keyFormLabel,
  modelListUrls,
  plannedRequests,
  requestUrl,
  urlParts,
} from '../../src/probe/candidates.js';
import type { ProtocolSearches } from '../../src/probe/endpoint-answers.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { probeInput } from '../support/probe-steps.js';

type Protocol = Parameters<ProtocolSearches['get']>[0];

const at = (base_url: string, protocol: Protocol = 'openai-chat'): Partial<ProviderSpec> => ({ endpoints: [{ protocol, base_url }] });
const host = 'https://api.acme.example';
const urls = (more: Partial<ProviderSpec>, protocol: Protocol, near?: string, guessed = false): string[] =>
  endpointCandidates(probeInput(more, { guessed }), protocol, near).map((one) => candidateUrl(one).replace(host, ''));

describe('endpointCandidates', () => {
  it('start with the URL of the spec, then the usual ones of its host, each once', () => {
    expect(urls(at(`${host}/v1`), 'openai-chat')).toEqual(['/v1/chat/completions', '/chat/completions', '/api/v1/chat/completions']);
    expect(urls(at(`${host}/llm`), 'openai-chat')).toEqual([
      '/llm/chat/completions',
      '/llm/v1/chat/completions',
      '/v1/chat/completions',
      '/api/v1/chat/completions',
    ]);
  });

  it('include a path of the spec, unless the endpoint is guessed', () => {
    const own = { endpoints: [{ protocol: 'openai-chat', base_url: `${host}/v1`, path: '/chat' }] } as const;
    expect(urls(own as never, 'openai-chat')[0]).toBe('/v1/chat');
    expect(urls(own as never, 'openai-chat', undefined, true)[0]).toBe('/v1/chat/completions');
  });

  it('of other protocols are near those of the spec, without its version', () => {
    expect(urls(at(`${host}/api/v1`), 'anthropic-messages')).toEqual(['/api/v1/messages', '/anthropic/v1/messages', '/v1/messages']);
    expect(urls(at(`${host}/v1beta`), 'google-generative-ai')).toEqual(['/v1beta/models/{model}:streamGenerateContent']);
    expect(urls(at(`${host}/v1`), 'openai-responses')[0]).toBe('/v1/responses');
  });

  it('start with the base path that answered in another protocol', () => {
    expect(urls(at(`${host}/x`), 'openai-chat', '/api/v1')).toEqual([
      '/x/chat/completions',
      '/api/v1/chat/completions',
      '/x/v1/chat/completions',
      '/v1/chat/completions',
    ]);
    expect(urls(at(`${host}/x`), 'anthropic-messages', '/anthropic/v1')[0]).toBe('/anthropic/v1/messages');
    expect(urls(at(`${host}/x`), 'anthropic-messages', '/unusual')[0]).toBe('/x/v1/messages');
  });
});

describe('modelListUrls', () => {
  it('are beside the endpoints of the spec', () => {
    expect(modelListUrls(probeInput(at(`${host}/v1`)))).toEqual([`${host}/v1/models`, `${host}/models`, `${host}/api/v1/models`]);
    expect(modelListUrls(probeInput(at(host, 'anthropic-messages')))[0]).toBe(`${host}/v1/models`);
  });

  it('are those of OpenAI and Google for a guessed endpoint', () => {
    expect(modelListUrls(probeInput(at(`${host}/v1`), { guessed: true }))).toContain(`${host}/v1beta/models`);
  });
});

describe('claimedModelList', () => {
  it('is the list of the spec, unless its URL has a parameter', () => {
    const live = { url: `${host}/feed`, shape: 'openai' } as const;
    expect(claimedModelList(probeInput({ live_models: live }))).toEqual(live);
    expect(claimedModelList(probeInput({ live_models: { ...live, url: 'https://{TEAM}.example' } }))).toBeUndefined();
    expect(claimedModelList(probeInput())).toBeUndefined();
  });
});

describe('keyForms', () => {
  it('start with the form of the spec, and have each header once', () => {
    const headers = (auth: ProviderSpec['auth'], protocol: Protocol): string[] =>
      keyForms(probeInput({ auth }), protocol).map(keyFormLabel);
    expect(headers([{ type: 'api_key', env: 'A' }], 'openai-chat')).toEqual([
      'Authorization: Bearer',
      'x-api-key',
      'x-goog-api-key',
      'api-key',
    ]);
    expect(headers([{ type: 'api_key', env: 'A', header: 'API-Key' }], 'openai-chat')).toEqual([
      'API-Key',
      'Authorization: Bearer',
      'x-api-key',
      'x-goog-api-key',
    ]);
    expect(headers([{ type: 'none' }], 'anthropic-messages')[0]).toBe('x-api-key');
  });
});

describe('requestUrl', () => {
  const gemini = {
    protocol: 'google-generative-ai',
    origin: host,
    prefix: '',
    path: '/v1beta/models/{model}:streamGenerateContent',
  } as const;

  it('has the encoded model in the path', () => {
    expect(requestUrl(gemini, 'a b', false)).toBe(`${host}/v1beta/models/a%20b:generateContent`);
  });

  it('asks Gemini for events in the query', () => {
    expect(requestUrl(gemini, 'a', true)).toBe(`${host}/v1beta/models/a:streamGenerateContent?alt=sse`);
    expect(requestUrl({ ...gemini, path: `${gemini.path}?v=1` }, 'a', true)).toBe(
      `${host}/v1beta/models/a:streamGenerateContent?v=1&alt=sse`,
    );
  });

  it('is the same for a stream in other protocols', () => {
    const chat = { protocol: 'openai-chat', origin: host, prefix: '/v1', path: '/chat/completions' } as const;
    expect([requestUrl(chat, 'a', true), requestUrl(chat, 'a', false)]).toEqual(Array(2).fill(`${host}/v1/chat/completions`));
  });
});

describe('urlParts', () => {
  it.each([
    ['https://a.example/b?c', { origin: 'https://a.example', host: 'a.example', path: '/b?c' }],
    ['https://a.example:8443', { origin: 'https://a.example:8443', host: 'a.example:8443', path: '/' }],
    ['nonsense', { origin: '', host: '', path: '/' }],
  ])('of %s', (url, expected) => {
    expect(urlParts(url)).toEqual(expected);
  });
});

describe('plannedRequests', () => {
  it('send the key to the hosts of the endpoints only', () => {
    const live = { url: 'https://lists.example/models', shape: 'openai' } as const;
    const rows = plannedRequests(probeInput({ ...at(`${host}/v1`), live_models: live }));
    expect(rows[0]).toEqual({ method: 'GET', host: 'lists.example', path: '/models', purpose: 'the list of models', key: false });
    expect(rows.slice(1).every(({ host: own, key }) => own === 'api.acme.example' && key)).toBe(true);
  });

  it('carry no key when there is none', () => {
    expect(plannedRequests(probeInput({}, { env: [] })).some(({ key }) => key)).toBe(false);
  });

  it('have the URLs of Gemini with and without a stream', () => {
    const paths = plannedRequests(probeInput(at(host, 'google-generative-ai'))).map(({ path }) => path);
    expect(paths).toContain('/v1beta/models/{model}:generateContent');
    expect(paths).toContain('/v1beta/models/{model}:streamGenerateContent?alt=sse');
  });
});
