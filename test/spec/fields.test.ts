import { describe, expect, it } from 'vitest';
import { allFields, fieldLabel, modelFieldValue, usedFields } from '../../src/spec/fields.js';
import { normalize } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';

const spec: ProviderSpec = {
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
  auth: [{ type: 'none' }],
};
const always = ['id', 'name', 'protocol', 'url'];
const key = { type: 'api_key', env: 'ACME_API_KEY' } as const;

function fieldsOf(more: Partial<ProviderSpec>): string[] {
  return usedFields(normalize({ ...spec, ...more })).filter((field) => !always.includes(field));
}

describe('the fields that a provider has', () => {
  it('are few for the smallest spec', () => {
    expect(usedFields(normalize(spec))).toEqual(always);
  });

  it.each<[string, Partial<ProviderSpec>, string[]]>([
    ['a key', { auth: [key] }, ['key']],
    ['a key among others', { auth: [{ type: 'none' }, key, { ...key, env: 'OTHER' }] }, ['key']],
    ['a key with other names', { auth: [key, { ...key, env_aliases: ['ACME_KEY'] }] }, ['key', 'key_aliases']],
    ['a header of the key', { auth: [key, { ...key, header: 'X-Key' }] }, ['key', 'key_header']],
    ['a scheme of the key', { auth: [{ ...key, scheme: 'Token' }] }, ['key', 'key_header']],
    ['a login', { auth: [{ type: 'google_adc' }] }, ['login']],
    ['a key or a login', { auth: [key, { type: 'google_adc' }] }, ['key', 'login']],
    ['headers', { headers: { 'X-Title': 'x' } }, ['headers']],
    ['a quirk', { quirks: { reasoning_field: 'reasoning' } }, ['quirks.reasoning_field']],
    ['another quirk', { quirks: { max_tokens_field: 'max_tokens' } }, ['quirks.max_tokens_field']],
    ['pages', { description: 'x', homepage: 'https://a.example', docs: 'https://b.example' }, ['description', 'homepage', 'docs']],
    ['models', { models: [{ id: 'x' }], default_model: 'x', small_model: 'x' }, ['models.id', 'default_model', 'small_model']],
    [
      'what one of its models has',
      { models: [{ id: 'x' }, { id: 'y', name: 'Y', tool_call: false, limit: { output: 8 }, cost: { input: 0, output: 1 } }] },
      ['models.id', 'models.name', 'models.limit.output', 'models.tool_call', 'models.cost.input', 'models.cost.output'],
    ],
  ])('include %s', (_, more, fields) => {
    expect(fieldsOf(more)).toEqual(fields);
  });
});

describe('a field of a model', () => {
  it('is found below its parents', () => {
    const model = { id: 'x', name: 'X', limit: { context: 8 } };
    expect(modelFieldValue(model, 'name')).toBe('X');
    expect(modelFieldValue(model, 'limit.context')).toBe(8);
    expect(modelFieldValue(model, 'limit.output')).toBeUndefined();
    expect(modelFieldValue(model, 'cost.input')).toBeUndefined();
  });

  it('has a name for people, as every field has', () => {
    expect(fieldLabel('name')).not.toBe(fieldLabel('models.name'));
    const labels = allFields.map(fieldLabel);
    expect(labels.every((label) => /^[a-zU]/.test(label))).toBe(true);
    expect(new Set(labels).size).toBe(allFields.length);
  });
});
