import { describe, expect, it } from 'vitest';
import { printSpec } from '../../src/spec/print.js';
import type { ProviderSpec } from '../../src/spec/provider.js';

const minimal: ProviderSpec = {
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
  auth: [{ type: 'none' }],
};

/** The lines after those of the smallest spec. */
function linesOf(more: object): string[] {
  return printSpec({ ...minimal, ...more })
    .slice(printSpec(minimal).length)
    .split('\n');
}

describe('the text of a spec', () => {
  it('has a group for each part, its keys in the order of the schema', () => {
    const spec = {
      evidence: [{ sources: ['https://a.example', 'https://b.example'], field: '/name', claim: 'It is.' }],
      questions: [{ assumption: 'It is.', question: 'Is it?', field: '/name' }],
      targets: { forgecode: { url: 'https://acme.example' } },
      quirks: { max_tokens_field: 'max_tokens' },
      cost_basis: 'per token',
      small_model: 'acme/small',
      models: [
        {
          id: 'acme/small',
          cost: { output: 2, input: 1, tiers: [{ above_context: 8, input: 3, output: 4 }] },
          limit: { output: 4, context: 8 },
          reasoning_options: [{ type: 'toggle' }, { values: ['low', 'high'], type: 'effort' }],
          modalities: { output: ['text'], input: ['text', 'image'] },
        },
        { id: 'acme/large' },
      ],
      pinned: ['models'],
      models_as_of: '2026-01-01',
      live_models: { shape: 'openai', url: 'https://api.acme.example/v1/models', auth: 'none' },
      parameters: [{ name: 'REGION' }],
      headers: { 'X-Title': 'x' },
      auth: [{ env: 'ACME_API_KEY', type: 'api_key' }],
      endpoints: [{ base_url: 'https://api.acme.example/v1', protocol: 'openai-chat', headers: {} }],
      name: 'Acme',
      id: 'acme',
      schema: 'providersmith/1',
    } as unknown as ProviderSpec;
    expect(printSpec(spec)).toBe(`schema: providersmith/1
id: acme
name: Acme

endpoints:
  - protocol: openai-chat
    base_url: https://api.acme.example/v1
    headers: {}

auth:
  - type: api_key
    env: ACME_API_KEY

headers:
  X-Title: x

parameters:
  - name: REGION

live_models:
  url: https://api.acme.example/v1/models
  auth: none
  shape: openai

models_as_of: 2026-01-01
pinned: [models]
models:
  - id: acme/small
    limit: {context: 8, output: 4}
    modalities: {input: [text, image], output: [text]}
    reasoning_options: [{type: toggle}, {type: effort, values: [low, high]}]
    cost:
      input: 1
      output: 2
      tiers:
        - {above_context: 8, input: 3, output: 4}
  - id: acme/large

small_model: acme/small
cost_basis: per token

quirks:
  max_tokens_field: max_tokens

targets:
  forgecode:
    url: https://acme.example

questions:
  - field: /name
    question: Is it?
    assumption: It is.

evidence:
  - field: /name
    claim: It is.
    sources:
      - https://a.example
      - https://b.example
`);
  });

  it('starts a group once, with the first of its keys', () => {
    expect(linesOf({ models: [{ id: 'x' }], default_model: 'x', small_model: 'x' })).toEqual([
      '',
      'models:',
      '  - id: x',
      '',
      'default_model: x',
      'small_model: x',
      '',
    ]);
  });

  it('puts a list on one line of up to 108 characters', () => {
    const list = (length: number): string[] => ['a'.repeat(50), 'b'.repeat(length - 57)];
    expect(JSON.stringify(list(108))).toHaveLength(108);
    expect(linesOf({ models: [{ id: 'x', pinned: list(108) }] })).toHaveLength(5);
    expect(linesOf({ models: [{ id: 'x', pinned: list(109) }] })).toHaveLength(7);
  });

  it('quotes what nobody sees', () => {
    expect(linesOf({ headers: { a: 'x\u0007y', 'b\u200f': 'x', c: 'ä' } })).toEqual([
      '',
      'headers:',
      String.raw`  a: "x\ay"`,
      '  "b\u200f": x',
      '  c: ä',
      '',
    ]);
  });

  it('puts unknown keys last, and omits keys without a value', () => {
    expect(linesOf({ other: { b: 1, a: [] }, docs: undefined })).toEqual(['other:', '  b: 1', '  a: []', '']);
  });
});
