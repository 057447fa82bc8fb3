import { describe, expect, it } from 'vitest';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import { forgecodeView } from '../../support/forgecode.js';
import { checkoutLimits, entryLimits } from '../../../src/targets/forgecode/limits.js';

function limitsOf(spec: Partial<ProviderSpec>): string[] {
  return checkoutLimits(forgecodeView(spec)).map(({ code, field }) => `${code.replace('forgecode/', '')} ${field}`);
}

const responses = (baseUrl: string): Partial<ProviderSpec> => ({ endpoints: [{ protocol: 'openai-responses', base_url: baseUrl }] });

describe('limits of forgecode', () => {
  it('are none for a provider that it can express in full', () => {
    expect(limitsOf({})).toEqual([]);
  });

  it.each([
    ['a'.repeat(25), []],
    ['a'.repeat(26), ['name-width /name']],
    ['\u{1f600}'.repeat(25), []],
    ['Acme AI', ['name-space /name']],
    ['Acme\u00a0AI', ['name-space /name']],
  ])('report a display name with more than 25 characters or a space: %s', (name, reported) => {
    expect(limitsOf({ name })).toEqual(reported);
  });

  it('report the name at `targets.forgecode.name` if it is set there', () => {
    expect(limitsOf({ targets: { forgecode: { name: 'Acme AI' } } })).toEqual(['name-space /targets/forgecode/name']);
  });

  it('do not concern the name for an entry of a user', () => {
    expect(entryLimits(forgecodeView({ name: 'Acme AI' }))).toEqual([]);
  });

  it('report headers for every backend but Chat Completions', () => {
    const headers = { 'X-Title': 'acme' };
    expect(limitsOf({ headers })).toEqual([]);
    expect(limitsOf({ headers, ...responses('https://a.example/v1') })).toEqual(['headers-ignored /headers']);
  });

  it.each([
    ['https://a.example/v1', {}, []],
    ['https://a.example/gateway/v1', {}, ['responses-path /endpoints/0/base_url']],
    ['https://a.example/v2', {}, ['responses-path /endpoints/0/base_url']],
    ['https://a.example/gateway/v1', { id: 'codex' }, []],
    ['https://a.example/gateway/v1', { id: 'opencode_zen' }, []],
    ['https://a.example/gateway/v1', { id: 'openai_responses_compatible' }, []],
    ['https://a.example/v1', { url: 'https://{{HOST}}/v1/responses' }, []],
    ['https://a.example/v1', { url: 'https://a.example/x/responses' }, ['responses-path /targets/forgecode/url']],
  ])('report that the path of a Responses URL is replaced: %s with %j', (baseUrl, forgecode, reported) => {
    expect(limitsOf({ ...responses(baseUrl), targets: { forgecode } })).toEqual(reported);
  });

  it('report other endpoints, which forgecode ignores', () => {
    const endpoints: ProviderSpec['endpoints'] = [
      { protocol: 'openai-chat', base_url: 'https://a.example/v1' },
      { protocol: 'anthropic-messages', base_url: 'https://a.example' },
    ];
    const [diagnostic] = checkoutLimits(forgecodeView({ endpoints }));
    expect(diagnostic).toMatchObject({ code: 'forgecode/endpoints', hint: 'select another with `targets.forgecode.protocol`' });
    const [chat] = endpoints;
    const unusable: ProviderSpec['endpoints'] = [chat, { protocol: 'ai-sdk', base_url: 'https://a.example', npm: '@acme/sdk' }];
    expect(checkoutLimits(forgecodeView({ endpoints: unusable }))[0]).not.toHaveProperty('hint');
  });

  it.each<[string, ProviderSpec['quirks'], string]>([
    ['fireworks-ai', { strict_tool_schema: true }, '/quirks/strict_tool_schema'],
    ['opencode_go', { strict_tool_schema: true }, '/quirks/strict_tool_schema'],
    ['moonshot', { strict_tool_schema: true }, '/quirks/strict_tool_schema'],
    ['deepseek', { replay_reasoning: true }, '/quirks/replay_reasoning'],
    ['requesty', { reasoning_request: 'reasoning_effort' }, '/quirks/reasoning_request'],
    ['open_router', { reasoning_request: 'reasoning' }, '/quirks/reasoning_request'],
    ['zai', { reasoning_request: 'thinking' }, '/quirks/reasoning_request'],
    ['vllm', { merge_system_messages: true }, '/quirks/merge_system_messages'],
    ['zai', { max_tokens_field: 'max_tokens' }, '/quirks/max_tokens_field'],
  ])('report behavior that forgecode selects by an id such as %s, for other ids and Chat Completions only: %j', (id, quirks, field) => {
    expect(limitsOf({ quirks: quirks! })).toEqual([`needs-wiring ${field}`]);
    expect(limitsOf({ quirks: quirks!, targets: { forgecode: { id } } })).toEqual([]);
    expect(limitsOf({ quirks: quirks!, ...responses('https://a.example/v1') })).toEqual([]);
  });

  it('report that non-streaming responses are not unwrapped', () => {
    expect(limitsOf({ quirks: { non_streaming_envelope: 'data' } })).toEqual(['envelope /quirks/non_streaming_envelope']);
  });

  it('report a default model and a small model once', () => {
    expect(limitsOf({ default_model: 'one', small_model: 'one' })).toEqual(['small-or-default-model /default_model']);
    expect(limitsOf({ small_model: 'one' })).toEqual(['small-or-default-model /small_model']);
  });
});

describe('limits of models in forgecode', () => {
  it.each<[object, string]>([
    [{ limit: { context: 1 }, parallel_tool_calls: true, modalities: { input: ['text', 'image', 'pdf'] } }, 'modalities /models'],
    [{ parallel_tool_calls: true }, 'context-unknown /models'],
    [{ limit: { context: 1 } }, 'parallel-unknown /models'],
    [{ limit: { context: 1, output: 1 }, parallel_tool_calls: false }, 'dropped /models'],
    [{ limit: { context: 1 }, parallel_tool_calls: false, cost: { input: 1, output: 1 } }, 'dropped /models'],
  ])('are reported for %j', (model, reported) => {
    expect(limitsOf({ models: [{ id: 'one', ...model }] })).toEqual([reported]);
  });

  it('are not reported for a live list', () => {
    const live = { url: 'https://a.example/v1/models', shape: 'openai' } as const;
    expect(limitsOf({ models: [{ id: 'one' }], live_models: live, targets: { forgecode: { models: 'live' } } })).toEqual([]);
  });

  it('name at most four models, or three and the number of others', () => {
    const unknown = (count: number): string => {
      const models = Array.from({ length: count }, (_, index) => ({ id: `m${index}`, limit: { context: 1 } }));
      return checkoutLimits(forgecodeView({ models }))[0]!.message;
    };
    expect(unknown(4)).toMatch(/: m0, m1, m2, m3$/);
    expect(unknown(5)).toMatch(/: m0, m1, m2 and 2 more$/);
  });
});
