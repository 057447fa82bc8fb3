import { describe, expect, it } from 'vitest';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import { forgecodeProvider, forgecodeView, reportedBy } from '../../support/forgecode.js';
import { placedAfter, resolveForgecodeView, surfacesById } from '../../../src/targets/forgecode/view.js';

type SpecEndpoint = ProviderSpec['endpoints'][number];

const chat: SpecEndpoint = { protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' };
const responses: SpecEndpoint = { protocol: 'openai-responses', base_url: 'https://api.acme.example/v1' };
const messages: SpecEndpoint = { protocol: 'anthropic-messages', base_url: 'https://api.acme.example' };
const google: SpecEndpoint = { protocol: 'google-generative-ai', base_url: 'https://api.acme.example' };
const bedrock: SpecEndpoint = { protocol: 'bedrock-converse', base_url: 'https://bedrock-runtime.us-east-1.amazonaws.com' };
const aiSdk: SpecEndpoint = { protocol: 'ai-sdk', base_url: 'https://api.acme.example/v1', npm: '@acme/sdk' };
const vertexPath = '/v1/models/{model}:streamRawPredict';

describe('the endpoint of the forgecode view', () => {
  it('is the first one with a protocol that forgecode speaks', () => {
    expect(forgecodeView({ endpoints: [aiSdk, responses, chat] }).endpoint.protocol).toBe('openai-responses');
  });

  it('is the one with the protocol of `targets.forgecode.protocol`', () => {
    const { endpoint } = forgecodeView({ endpoints: [chat, messages], targets: { forgecode: { protocol: 'anthropic-messages' } } });
    expect(endpoint.protocol).toBe('anthropic-messages');
  });

  it('is refused with a hint that lists the protocols that forgecode speaks', () => {
    const provider = forgecodeProvider({ endpoints: [chat, aiSdk], targets: { forgecode: { protocol: 'ai-sdk' } } });
    const { view, diagnostics } = resolveForgecodeView(provider);
    expect(view).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'target/not-accepted', field: '/targets/forgecode/protocol' }]);
    expect(diagnostics[0]!.hint).toMatch(/: `openai-chat`$/);
  });
});

describe('the response type of the forgecode view', () => {
  it.each([
    [chat, 'OpenAI'],
    [responses, 'OpenAIResponses'],
    [messages, 'Anthropic'],
    [google, 'Google'],
    [bedrock, 'Bedrock'],
  ])('follows from the protocol of %o', (endpoint, responseType) => {
    expect(forgecodeView({ endpoints: [endpoint] }).responseType).toBe(responseType);
  });

  it('is that of `targets.forgecode.response_type` if it is set', () => {
    expect(forgecodeView({ targets: { forgecode: { response_type: 'OpenCode' } } }).responseType).toBe('OpenCode');
  });

  it('is absent for a context engine, which then has no models, unless it is set', () => {
    const { responseType, models } = forgecodeView({ targets: { forgecode: { provider_type: 'context_engine' } } });
    expect([responseType, models]).toEqual([undefined, undefined]);
    const options = { provider_type: 'context_engine', response_type: 'OpenAI' } as const;
    expect(forgecodeView({ targets: { forgecode: options } }).responseType).toBe('OpenAI');
  });
});

describe('the id and names of the forgecode view', () => {
  it('replace dashes and dots of the spec id with underscores, and dashes of an explicit id in the constant only', () => {
    expect(forgecodeView({ id: 'acme-ai.dev' })).toMatchObject({ id: 'acme_ai_dev', ident: 'ACME_AI_DEV' });
    expect(forgecodeView({ targets: { forgecode: { id: 'acme-ai' } } })).toMatchObject({ id: 'acme-ai', ident: 'ACME_AI' });
  });

  it('refuse a constant that is not a Rust identifier, unless no Rust code is written', () => {
    expect(reportedBy({ id: '302ai' })).toEqual(['target/not-accepted /id']);
    expect(forgecodeView({ id: '302ai', targets: { forgecode: { ident: 'AI_302' } } }).ident).toBe('AI_302');
    expect(forgecodeView({ id: '302ai', targets: { forgecode: { rust: false } } }).inRust).toBe(false);
  });

  it('need an arm in `display_name` if the name is not the default one, or as `display_arm` requires', () => {
    expect(forgecodeView({ name: 'Acme' }).needsDisplayArm).toBe(false);
    expect(forgecodeView({ name: 'ACME' }).needsDisplayArm).toBe(true);
    expect(forgecodeView({ name: 'Acme', targets: { forgecode: { display_arm: 'always' } } }).needsDisplayArm).toBe(true);
    expect(forgecodeView({ name: 'ACME', targets: { forgecode: { display_arm: 'as-is' } } }).needsDisplayArm).toBe(false);
  });

  it('take name and variable from `targets.forgecode` first', () => {
    expect(forgecodeView()).toMatchObject({ name: 'Acme', env: 'ACME_API_KEY' });
    expect(forgecodeView({ targets: { forgecode: { name: 'AcmeAI', env: 'ACME_KEY' } } })).toMatchObject({
      name: 'AcmeAI',
      env: 'ACME_KEY',
    });
  });
});

describe('the URL of the forgecode view', () => {
  it.each<[SpecEndpoint, string]>([
    [chat, 'https://api.acme.example/v1/chat/completions'],
    [responses, 'https://api.acme.example/v1/responses'],
    [messages, 'https://api.acme.example/v1/messages'],
    [google, 'https://api.acme.example/v1beta'],
    [bedrock, 'https://bedrock-runtime.us-east-1.amazonaws.com'],
  ])('is the request URL without what the backend appends, for %o', (endpoint, url) => {
    expect(forgecodeView({ endpoints: [endpoint] }).url).toBe(url);
  });

  it('has no model and method for `vertex_ai_anthropic`, whose path has to end with them', () => {
    const id = 'vertex-ai-anthropic';
    expect(forgecodeView({ id, endpoints: [{ ...messages, path: vertexPath }] }).url).toBe('https://api.acme.example/v1/models/');
    expect(reportedBy({ id, endpoints: [messages] })).toEqual(['target/not-accepted /endpoints/0/path']);
  });

  it('is refused for Messages with the model in the path of any other id, unless `targets.forgecode.url` is set', () => {
    const endpoints: [SpecEndpoint, SpecEndpoint] = [aiSdk, { ...messages, path: vertexPath }];
    expect(reportedBy({ endpoints })).toEqual(['target/not-accepted /endpoints/1/path']);
    expect(forgecodeView({ endpoints, targets: { forgecode: { url: 'https://x.example' } } }).url).toBe('https://x.example');
  });

  it.each([
    [{ name: 'HOST' }, 'https://{{HOST}}/v1/chat/completions'],
    [{ name: 'HOST', optional: false }, 'https://{{HOST}}/v1/chat/completions'],
    [{ name: 'HOST', prefix: 'eu.' }, 'https://eu.{{HOST}}/v1/chat/completions'],
    [{ name: 'HOST', optional: true }, 'https://{{#if HOST}}{{HOST}}{{/if}}/v1/chat/completions'],
    [{ name: 'HOST', default: 'a.example' }, 'https://{{#if HOST}}{{HOST}}{{else}}a.example{{/if}}/v1/chat/completions'],
    [
      { name: 'HOST', default: 'a.example', prefix: 'eu.' },
      'https://{{#if HOST}}eu.{{HOST}}{{else}}eu.a.example{{/if}}/v1/chat/completions',
    ],
  ])('is a Handlebars template of the parameter %o', (parameter, url) => {
    const endpoints: [SpecEndpoint] = [{ protocol: 'openai-chat', base_url: 'https://{HOST}/v1' }];
    expect(forgecodeView({ endpoints, parameters: [parameter] }).url).toBe(url);
  });
});

describe('the models of the forgecode view', () => {
  const live = { url: 'https://api.acme.example/v1/models', shape: 'openai' } as const;

  it('are the list of the spec, even if the spec has a live list too', () => {
    expect(forgecodeView({ live_models: live }).models).toMatchObject([{ id: 'one' }]);
  });

  it('are the URL of the live list without a list, or if `targets.forgecode.models` is `live`', () => {
    expect(forgecodeView({ models: [], live_models: live }).models).toBe(live.url);
    expect(forgecodeView({ live_models: live, targets: { forgecode: { models: 'live' } } }).models).toBe(live.url);
  });

  it('are none for `none`, and the URL of any other option', () => {
    expect(forgecodeView({ targets: { forgecode: { models: 'none' } } }).models).toBeUndefined();
    expect(forgecodeView({ targets: { forgecode: { models: 'https://x.example/{{A}}' } } }).models).toBe('https://x.example/{{A}}');
  });

  it('are reported as missing without a list that forgecode can read', () => {
    expect(reportedBy({ models: [] })).toEqual(['forgecode/no-models ']);
    const unreadable = { ...live, shape: 'anthropic' } as const;
    expect(reportedBy({ models: [], live_models: unreadable })).toEqual([
      'forgecode/live-shape /live_models/shape',
      'forgecode/no-models /live_models',
    ]);
  });

  it('are the list of the spec instead of a live list in a shape that the backend does not read', () => {
    const spec: Partial<ProviderSpec> = { live_models: { ...live, shape: 'google' }, targets: { forgecode: { models: 'live' } } };
    expect(forgecodeView(spec).models).toMatchObject([{ id: 'one' }]);
    expect(reportedBy(spec)).toEqual(['forgecode/live-shape /live_models/shape']);
  });

  it.each<[SpecEndpoint, 'openai' | 'openrouter' | 'anthropic' | 'google', boolean]>([
    [chat, 'openai', true],
    [chat, 'openrouter', true],
    [chat, 'anthropic', false],
    [responses, 'openai', true],
    [messages, 'anthropic', true],
    [messages, 'openai', false],
    [google, 'google', true],
    [bedrock, 'openai', false],
  ])('%o reads a live list in the shape %s: %s', (endpoint, shape, isRead) => {
    const spec: Partial<ProviderSpec> = { endpoints: [endpoint], models: [], live_models: { ...live, shape } };
    expect(forgecodeView(spec).models).toBe(isRead ? live.url : undefined);
  });
});

describe('the headers of the forgecode view', () => {
  it('are sent by the Chat Completions backend only', () => {
    const headers = { 'X-Title': 'acme' };
    expect(forgecodeView({ headers }).headers).toEqual(headers);
    expect(forgecodeView({ headers, endpoints: [responses] }).headers).toBeUndefined();
    expect(forgecodeView().headers).toBeUndefined();
  });
});

describe('placement among siblings', () => {
  it('puts the provider after one sibling on all surfaces that know it by id', () => {
    const { after } = forgecodeView({ targets: { forgecode: { after: 'xai' } } });
    expect(after).toEqual(Object.fromEntries(surfacesById.map((surface) => [surface, 'xai'])));
    expect(forgecodeView({ targets: { forgecode: { after: { readme: 'xAI' } } } }).after).toEqual({ readme: 'xAI' });
  });

  it('turns the id of a sibling into its key, and `@start` into the first place', () => {
    expect(placedAfter(undefined)).toEqual({});
    expect(placedAfter('@start')).toEqual({ after: null });
    expect(placedAfter('xai', (id) => id.toUpperCase())).toEqual({ after: 'XAI' });
  });
});
