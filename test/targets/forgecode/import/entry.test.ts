import { describe, expect, it } from 'vitest';
import {
  specFromEntry,
  toSpecId,
  withForgecodeOptions,
  withoutDisplayArm,
  type Entry,
} from '../../../../src/targets/forgecode/import/entry.js';

const entry: Entry = {
  id: 'acme',
  api_key_vars: 'ACME_API_KEY',
  url_param_vars: [],
  response_type: 'OpenAI',
  url: 'https://api.acme.example/v1/chat/completions',
  models: [{ id: 'one' }],
  auth_methods: ['api_key'],
};

function optionsOf(changes: Partial<Entry>): unknown {
  return specFromEntry({ ...entry, ...changes }).spec.targets?.forgecode;
}

describe('the spec of an entry of provider.json', () => {
  it('has no options for forgecode if everything follows from its other fields', () => {
    expect(specFromEntry(entry)).toMatchObject({ spec: { id: 'acme', name: 'Acme' }, lost: [] });
    expect(optionsOf({})).toBeUndefined();
  });

  it('has dashes for underscores in its id, and keeps an id that does not follow from that', () => {
    expect(toSpecId('Acme_AI')).toBe('acme-ai');
    expect(optionsOf({ id: 'acme_ai' })).toBeUndefined();
    expect(optionsOf({ id: 'acme-ai' })).toEqual({ id: 'acme-ai' });
  });

  it('keeps the variable of a key that `auth_methods` does not list', () => {
    expect(optionsOf({ auth_methods: ['google_adc'] })).toEqual({ env: 'ACME_API_KEY' });
  });

  it('keeps a response type that does not follow from the protocol, and the type of a context engine', () => {
    expect(optionsOf({ response_type: 'OpenCode', url: 'https://acme.example/zen' })).toMatchObject({ response_type: 'OpenCode' });
    const { response_type: _, models: _models, ...rest } = entry;
    const { spec } = specFromEntry({ ...rest, provider_type: 'context_engine' });
    expect(spec.targets?.forgecode).toMatchObject({ provider_type: 'context_engine' });
    expect(spec.targets?.forgecode).not.toHaveProperty('models');
    expect(optionsOf({ provider_type: 'context_engine' })).toMatchObject({ response_type: 'OpenAI' });
  });

  it('has the protocol of the URL if the Chat Completions backend gets a Responses URL', () => {
    const { spec } = specFromEntry({ ...entry, url: 'https://api.acme.example/v1/responses' });
    expect(spec.endpoints[0].protocol).toBe('openai-responses');
    expect(spec.targets?.forgecode).toEqual({ response_type: 'OpenAI' });
  });

  it('says `none` for an entry without models, and has a live list for a URL that it can express', () => {
    const { models: _, ...withoutModels } = entry;
    expect(specFromEntry(withoutModels).spec.targets?.forgecode).toEqual({ models: 'none' });
    const { spec } = specFromEntry({ ...entry, models: 'https://api.acme.example/v1/models' });
    expect(spec.live_models).toEqual({ url: 'https://api.acme.example/v1/models', shape: 'openai' });
    expect(optionsOf({ models: 'https://a/{{#if A}}{{B}}{{/if}}' })).toEqual({ models: 'https://a/{{#if A}}{{B}}{{/if}}' });
  });

  it('keeps an unusual order of keys', () => {
    const { id, url, ...rest } = entry;
    expect(specFromEntry({ url, id, ...rest }).spec.targets?.forgecode?.key_order?.slice(0, 2)).toEqual(['url', 'id']);
  });

  it('keeps a URL template verbatim if it cannot express it', () => {
    const url = 'https://{{#if (eq A "b")}}x{{else}}y{{/if}}.example/v1';
    const { spec, lost } = specFromEntry({ ...entry, url, url_param_vars: ['A'] });
    expect(spec.targets?.forgecode).toMatchObject({ url });
    expect(spec.endpoints[0].base_url).toBe('https://y.example');
    expect(lost).toEqual([]);
  });

  it('names what it does not generate again: a value by its path, an order of keys by the key of the entry', () => {
    const unnamed = { id: 'one', input_modalities: [] };
    expect(specFromEntry({ ...entry, models: [unnamed] }).lost).toEqual(['models.one.input_modalities']);
    expect(specFromEntry({ ...entry, models: [{ name: 'One', id: 'one' }] }).lost).toEqual(['models']);
  });

  it('has `none` as its login for an entry without logins', () => {
    expect(specFromEntry({ ...entry, auth_methods: [] }).spec.auth).toEqual([{ type: 'none' }]);
  });
});

describe('options for forgecode', () => {
  it('are added to those that a spec has', () => {
    const { spec } = specFromEntry({ ...entry, id: 'acme-ai' });
    expect(withForgecodeOptions(spec, {})).toBe(spec);
    expect(withoutDisplayArm(spec).targets?.forgecode).toEqual({ id: 'acme-ai', display_arm: 'as-is' });
  });
});
