import { describe, expect, it } from 'vitest';
import { defaultPath, isUrl, keyHeader, normalize, splitUrl } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';

const spec: ProviderSpec = {
  $schema: './provider.schema.json',
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1/' }],
  auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
};

describe('normalize', () => {
  it('fills in every default, and leaves out the version of the format', () => {
    expect(normalize(spec)).toEqual({
      id: 'acme',
      name: 'Acme',
      endpoints: [
        {
          protocol: 'openai-chat',
          base_url: 'https://api.acme.example/v1/',
          path: '/chat/completions',
          origin: 'https://api.acme.example',
          prefix: '/v1',
          url: 'https://api.acme.example/v1/chat/completions',
        },
      ],
      auth: [{ type: 'api_key', env: 'ACME_API_KEY', env_aliases: [], token_prefix: '' }],
      headers: {},
      parameters: [],
      models: [],
      quirks: {},
      targets: {},
      questions: [],
      evidence: [],
    });
  });

  it('keeps every value of the spec', () => {
    const full: ProviderSpec = {
      ...spec,
      endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example', path: '/chat' }],
      auth: [{ type: 'api_key', env: 'ACME_API_KEY', env_aliases: ['ACME_KEY'], token_prefix: 'acme:' }, { type: 'none' }],
      headers: { 'X-Title': 'x' },
      parameters: [{ name: 'REGION' }],
      models: [{ id: 'acme/small' }],
      quirks: { max_tokens_field: 'max_tokens' },
      targets: { forgecode: {} },
      questions: [{ field: '/name', question: 'Is it?', assumption: 'It is.' }],
      evidence: [{ field: '/name', claim: 'It is.', sources: ['https://acme.example'] }],
    };
    const { $schema: _, schema: _version, endpoints: __, ...rest } = full;
    expect(normalize(full)).toMatchObject({ ...rest, endpoints: [{ path: '/chat', url: 'https://api.acme.example/chat' }] });
  });

  it('freezes what it returns, and not what it got', () => {
    const provider = normalize({ ...spec, models: [{ id: 'x', limit: { context: 8 } }] });
    expect(Object.isFrozen(provider)).toBe(true);
    expect(Object.isFrozen(provider.models[0]!.limit)).toBe(true);
    expect(Object.isFrozen(spec)).toBe(false);
  });
});

describe('the default path of a protocol', () => {
  it.each([
    ['openai-chat', '/chat/completions'],
    ['openai-responses', '/responses'],
    ['anthropic-messages', '/v1/messages'],
    ['google-generative-ai', '/v1beta/models/{model}:streamGenerateContent'],
    ['bedrock-converse', '/model/{model}/converse-stream'],
    ['ai-sdk', ''],
  ] as const)('%s: %s', (protocol, path) => {
    expect(defaultPath(protocol)).toBe(path);
  });
});

describe('the header of a key', () => {
  const key = { type: 'api_key', env: 'ACME_API_KEY' } as const;
  it.each([
    [{}, 'openai-chat', 'Authorization', 'Bearer'],
    [{}, 'anthropic-messages', 'x-api-key', ''],
    [{}, 'google-generative-ai', 'x-goog-api-key', ''],
    [{ header: 'authorization' }, 'anthropic-messages', 'authorization', 'Bearer'],
    [{ header: 'X-Key' }, 'openai-chat', 'X-Key', ''],
    [{ header: 'X-Key', scheme: 'Token' }, 'openai-chat', 'X-Key', 'Token'],
    [{ scheme: '' }, 'openai-chat', 'Authorization', ''],
  ] as const)('%j with %s: %s %s', (more, protocol, header, scheme) => {
    expect(keyHeader({ ...key, ...more }, protocol)).toEqual({ header, scheme });
  });
});

describe('URLs as text', () => {
  it.each([
    ['https://acme.example', true],
    ['{SCHEME}://acme.example', true],
    ['{BASE}', true],
    ['{BASE}/v1', true],
    ['{BASE}?a=1', true],
    ['{BASE}#a', true],
    ['{BASE}v1', false],
    ['{}', false],
    ['{{BASE}}', false],
    ['x{BASE}', false],
    ['https://', false],
    ['https:///v1', false],
    ['https://?a', false],
    ['https://#a', false],
    ['://acme.example', false],
    ['/https://acme.example', false],
    ['acme.example', false],
  ])('%s begins as a URL: %s', (text, yes) => {
    expect(isUrl(text)).toBe(yes);
  });

  it.each([
    ['https://acme.example', 'https://acme.example', ''],
    ['https://acme.example/', 'https://acme.example', ''],
    ['https://acme.example:8080/api/v1//', 'https://acme.example:8080', '/api/v1'],
    ['https://acme.example/v1?a=/b/', 'https://acme.example', '/v1'],
    ['https://acme.example#a', 'https://acme.example', ''],
    ['{BASE}/v1/', '{BASE}', '/v1'],
    ['https://{HOST}/v1', 'https://{HOST}', '/v1'],
  ])('%s is taken apart', (url, origin, prefix) => {
    expect(splitUrl(url)).toEqual({ origin, prefix });
  });
});
